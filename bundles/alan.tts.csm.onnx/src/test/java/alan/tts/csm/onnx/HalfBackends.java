package alan.tts.csm.onnx;

import alan.api.text.Text;
import alan.tts.csm.tensor.Backend;
import alan.tts.csm.tensor.Precision;
import alan.tts.csm.tensor.Progress;

/**
 * Backends that write CSM down as for a GPU. With {@code -Dalan.csm.device=cuda:0} they compute on one; without, on the processor, which takes the
 * same graphs: its attention knows 16-bit floats, too, and of the rest ONNX Runtime makes 32-bit operations between casts, so that it rounds less
 * often than a GPU does.
 */
public final class HalfBackends {
    /** System property. */
    private static final String DEVICE = "alan.csm.device";

    private HalfBackends() {}

    /** {@return a backend with products and attentions in 16-bit floats} */
    public static Backend halves() {
        String device = System.getProperty(DEVICE, OnnxBackends.CPU);
        Setup setup = device.equals(OnnxBackends.CPU)
                ? new Setup(device, Setup.NONE, Precision.FP16, 1) : Setup.cuda(Integer.parseInt(device.replace("cuda:", "")));
        return new OnnxBackend(setup, Text.of("a test"), Progress.NONE);
    }
}
