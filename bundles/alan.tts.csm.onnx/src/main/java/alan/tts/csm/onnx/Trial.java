package alan.tts.csm.onnx;

import ai.onnxruntime.OrtException;
import alan.api.AlanException;
import alan.api.text.Text;
import alan.onnx.CudaProvider;
import alan.tts.csm.tensor.Ops;
import alan.tts.csm.tensor.Progress;
import alan.tts.csm.tensor.Program;
import alan.tts.csm.tensor.Tensor;
import alan.tts.csm.tensor.Value;
import alan.tts.csm.tensor.Weight;
import java.util.Map;

/**
 * A network of a few numbers, to see whether a GPU computes at all before gigabytes are loaded. Only so does it show that cuDNN is not there, that
 * the driver is too old or the GPU unknown to ONNX Runtime.
 */
final class Trial {
    private static final int SIZE = 8;

    private Trial() {}

    /** {@return why nothing can be computed so, a sentence without a full stop; {@code null} if it can} */
    static Text problem(Setup setup) {
        Weight kernel = Weight.computed("kernel", new float[SIZE * SIZE], SIZE, SIZE, 1);
        Weight weight = Weight.computed("weight", new float[SIZE * SIZE], SIZE, SIZE);
        try (Program program = new OnnxBackend(setup, null, Progress.NONE).program("trial", ops -> {
            Tensor sound = ops.convolution(ops.floats("sound", Ops.ANY, SIZE, Ops.ANY), kernel, null, 1, 1);
            ops.output("out", ops.linear(ops.transpose(sound), weight));
        })) {
            program.run(Map.of("sound", new Value.Floats(new float[SIZE * SIZE], 1, SIZE, SIZE)), null);
            return null;
        } catch (AlanException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof OrtException problem) {
                    return CudaProvider.reason(problem);
                }
            }
            return e.text();
        }
    }
}
