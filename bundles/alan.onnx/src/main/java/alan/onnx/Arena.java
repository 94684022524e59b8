package alan.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.RunOptions;

/** The memory that a network on the processor computes in, apart from its weights. */
public final class Arena {
    private static final String SHRINK = "memory.enable_memory_arena_shrinkage";
    private static final String PROCESSOR = "cpu:0";

    private Arena() {}

    /**
     * Lets what a run takes go back to the system at its end. By itself the arena keeps, until the network is closed, what the longest passages at
     * the same time have ever taken: hundreds of megabytes for a voice.
     *
     * @param options of the run; the session's arena may not be off
     * @throws OrtException never, with the release that Alan carries
     */
    public static void giveBackAfter(RunOptions options) throws OrtException {
        options.addRunConfigEntry(SHRINK, PROCESSOR);
    }
}
