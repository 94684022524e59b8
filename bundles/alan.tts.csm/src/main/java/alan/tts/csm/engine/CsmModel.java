package alan.tts.csm.engine;

import alan.api.AlanException;
import alan.tts.csm.checkpoint.Checkpoint;
import alan.tts.csm.checkpoint.CsmConfig;
import alan.tts.csm.network.Backbone;
import alan.tts.csm.network.DepthDecoder;
import alan.tts.csm.network.MimiDecoder;
import alan.tts.csm.network.MimiEncoder;
import alan.tts.csm.prompt.CsmTokenizer;
import alan.tts.csm.tensor.Backend;
import alan.tts.csm.tensor.Program;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** A checkpoint that a backend has loaded, with its tokenizer. Many threads may use it; whoever loaded it closes it when none does. */
public final class CsmModel implements AutoCloseable {
    private final Checkpoint checkpoint;
    private final Backend backend;
    private final CsmTokenizer tokenizer;
    private final Program backbone;
    private final Program depth;
    private final Program decoder;
    /** Closed in the opposite order. */
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    /** Made when the first sound is shown to the model; most never are. */
    private Program encoder;

    /**
     * Loads a checkpoint.
     *
     * @param folder of the checkpoint
     * @param backend that computes it
     * @throws AlanException when the checkpoint is not a usable one, or cannot be loaded; nothing is left in memory then
     */
    public CsmModel(Path folder, Backend backend) throws AlanException {
        this.backend = backend;
        this.checkpoint = Checkpoint.open(folder);
        boolean loaded = false;
        try {
            tokenizer = kept(CsmTokenizer.open(folder, checkpoint.config()));
            backbone = kept(backend.program("backbone", new Backbone(checkpoint, false)));
            depth = kept(backend.program("depth", new DepthDecoder(checkpoint, false)));
            decoder = kept(backend.program("decoder", new MimiDecoder(checkpoint)));
            loaded = true;
        } finally {
            if (!loaded) {
                close();
            }
        }
    }

    private <T extends AutoCloseable> T kept(T resource) {
        open.push(resource);
        return resource;
    }

    /** {@return where it lies, and how large its parts are} */
    public Checkpoint checkpoint() {
        return checkpoint;
    }

    /** {@return its sizes} */
    public CsmConfig config() {
        return checkpoint.config();
    }

    /** {@return what computes it} */
    public Backend backend() {
        return backend;
    }

    /** {@return what makes tokens of a text} */
    public CsmTokenizer tokenizer() {
        return tokenizer;
    }

    /** {@return {@link Backbone}, ready} */
    public Program backbone() {
        return backbone;
    }

    /** {@return {@link DepthDecoder}, ready} */
    public Program depth() {
        return depth;
    }

    /** {@return {@link MimiDecoder}, ready} */
    public Program decoder() {
        return decoder;
    }

    /** {@return {@link MimiEncoder}, ready; loaded at the first call} @throws AlanException when it cannot be loaded */
    public synchronized Program encoder() throws AlanException {
        if (encoder == null) {
            encoder = kept(backend.program("encoder", new MimiEncoder(checkpoint)));
        }
        return encoder;
    }

    /** Frees everything. What is running ends first. */
    @Override
    public synchronized void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
