package alan.tts.csm.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import alan.onnx.CudaProvider;
import alan.tts.csm.tensor.Precision;
import java.util.Map;

/**
 * On what networks are computed, and how.
 *
 * @param device {@code cpu}, {@code cuda:0}
 * @param gpu index of the GPU; {@link #NONE} on the processor
 * @param precision of the products; in {@link Precision#FP16}, as a GPU wants it, attentions are likewise
 * @param threads that compute one run on a processor
 */
record Setup(String device, int gpu, Precision precision, int threads) {
    /** Instead of the index of a GPU. */
    static final int NONE = -1;

    /**
     * A frame is some thousand small steps, and a thread that sleeps between them wakes up too late. One that waits awake takes the processor from
     * whoever else computes, which costs more than it gains when two do. So threads wait awake for the next step, but not for longer than it
     * takes, and never between two runs.
     */
    private static final Map<String, String> SPINNING = Map.of(
            "session.intra_op.allow_spinning", "1", "session.intra_op.spin_duration_us", "20", "session.force_spinning_stop", "1");

    /** {@return the processor} @param precision of the products' weights @param threads that compute one run */
    static Setup processor(Precision precision, int threads) {
        return new Setup(OnnxBackends.CPU, NONE, precision, threads);
    }

    /** {@return a GPU} @param index of it */
    static Setup cuda(int index) {
        return new Setup("cuda:" + index, index, Precision.FP16, 1);
    }

    boolean halves() {
        return precision == Precision.FP16;
    }

    boolean quantised() {
        return precision == Precision.INT8 || precision == Precision.INT4;
    }

    /** Makes a session compute so. */
    void tune(SessionOptions options) throws OrtException {
        if (gpu != NONE) {
            CudaProvider.add(options, gpu);
            // Weights come once: not out of an arena, which would keep what is left over, nor the processor's, where those of 32 bits are narrowed.
            options.addConfigEntry("session.use_device_allocator_for_initializers", "1");
            options.setCPUArenaAllocator(false);
            return;
        }
        for (Map.Entry<String, String> each : SPINNING.entrySet()) {
            options.addConfigEntry(each.getKey(), each.getValue());
        }
    }
}
