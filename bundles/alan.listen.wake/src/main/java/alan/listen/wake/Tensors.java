package alan.listen.wake;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import alan.api.AlanException;
import alan.onnx.Canceller;
import alan.onnx.OnnxModel;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Optional;

/** Networks with one input and one output, both of floating point numbers. */
final class Tensors {
    private Tensors() {}

    /** {@return the name of a network's input, if it has one only, which takes numbers in so many dimensions} */
    static Optional<String> input(OnnxModel model, int dimensions) {
        if (model.inputs().size() != 1) {
            return Optional.empty();
        }
        Map.Entry<String, NodeInfo> only = model.inputs().entrySet().iterator().next();
        boolean fits = only.getValue().getInfo() instanceof TensorInfo tensor && tensor.type == ai.onnxruntime.OnnxJavaType.FLOAT
                && tensor.getShape().length == dimensions;
        return fits ? Optional.of(only.getKey()) : Optional.empty();
    }

    /**
     * {@return what a network makes of numbers}
     *
     * @param model the network
     * @param input its input's name
     * @param numbers that go in, in native memory
     * @param shape of them
     * @throws AlanException when the network was closed, or fails
     */
    static float[] run(OnnxModel model, String input, FloatBuffer numbers, long... shape) throws AlanException {
        try {
            return compute(model, input, numbers, shape);
        } catch (OrtException e) {
            throw new AlanException("Listening for wake words failed, and the log says why; ask again.", e);
        }
    }

    /** {@return whether a network takes numbers of a shape, and makes so many of them} */
    static boolean fits(OnnxModel model, String input, int results, long... shape) throws AlanException {
        int size = 1;
        for (long length : shape) {
            size *= (int) length;
        }
        try {
            return compute(model, input, Direct.floats(size), shape).length == results;
        } catch (OrtException e) {
            return false;
        }
    }

    private static float[] compute(OnnxModel model, String input, FloatBuffer numbers, long... shape) throws OrtException, AlanException {
        try {
            return model.run(new Canceller(), (environment, session, options) -> {
                try (OnnxTensor in = OnnxTensor.createTensor(environment, numbers, shape); var out = session.run(Map.of(input, in), options)) {
                    FloatBuffer result = out.get(0) instanceof OnnxTensor tensor ? tensor.getFloatBuffer() : null;
                    float[] copied = new float[result == null ? 0 : result.remaining()];
                    if (result != null) {
                        result.get(copied);
                    }
                    return copied;
                }
            });
        } catch (OnnxModel.ClosedException e) {
            throw new AlanException("The engine for wake words was unloaded while it listened; ask again.", e);
        }
    }
}
