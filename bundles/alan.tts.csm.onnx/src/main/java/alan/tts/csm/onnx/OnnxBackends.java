package alan.tts.csm.onnx;

import alan.api.AlanException;
import alan.api.engine.Engine;
import alan.api.text.Text;
import alan.tts.csm.tensor.Backend;
import alan.tts.csm.tensor.BackendFactory;
import alan.tts.csm.tensor.BackendOptions;
import alan.tts.csm.tensor.Precision;
import alan.tts.csm.tensor.Progress;
import org.osgi.service.component.annotations.Component;

/** Makes backends on ONNX Runtime. */
@Component(name = "alan.tts.csm.onnx", property = Engine.BACKEND + "=onnx")
public final class OnnxBackends implements BackendFactory {
    /** The device of every machine. */
    static final String CPU = "cpu";

    @Override
    public Backend open(BackendOptions options, Progress progress) throws AlanException {
        if (!options.device().equals(BackendOptions.AUTO) && !options.device().equals(CPU)) {
            throw new AlanException("CSM on ONNX Runtime has no device \"%s\" here; set \"device\" to auto or cpu.", options.device());
        }
        Precision precision = options.precision() == null ? Precision.INT8 : options.precision();
        if (precision == Precision.BF16 || precision == Precision.FP16) {
            throw new AlanException("CSM on ONNX Runtime does not compute in %s; set \"precision\" to fp32, int8 or int4.", precision.id());
        }
        int threads = options.threads() > 0 ? options.threads() : Runtime.getRuntime().availableProcessors();
        return new OnnxBackend(threads, precision, Text.of("ONNX Runtime computes CSM on the processor"), progress);
    }
}
