package alan.tts.csm.djl;

import ai.djl.Device;
import alan.api.AlanException;
import alan.api.engine.Engine;
import alan.api.text.Text;
import alan.tts.csm.tensor.Backend;
import alan.tts.csm.tensor.BackendFactory;
import alan.tts.csm.tensor.BackendOptions;
import alan.tts.csm.tensor.Precision;
import alan.tts.csm.tensor.Progress;
import org.osgi.service.component.annotations.Component;

/** Makes backends on PyTorch. */
@Component(name = "alan.tts.csm.djl", property = Engine.BACKEND + "=djl")
public final class DjlBackends implements BackendFactory {
    @Override
    public Backend open(BackendOptions options, Progress progress) throws AlanException {
        Precision precision = options.precision() == null ? Precision.FP32 : options.precision();
        int threads = options.threads() > 0 ? options.threads() : Runtime.getRuntime().availableProcessors();
        return new DjlBackend(Device.cpu(), precision, threads, Text.of("PyTorch computes CSM on the processor"));
    }
}
