package alan.tts.csm.onnx;

import alan.api.AlanException;
import alan.api.device.Device;
import alan.api.device.DeviceChoice;
import alan.api.device.Devices;
import alan.api.device.Need;
import alan.api.engine.Engine;
import alan.api.text.Text;
import alan.onnx.CudaProvider;
import alan.tts.csm.tensor.Backend;
import alan.tts.csm.tensor.BackendFactory;
import alan.tts.csm.tensor.BackendOptions;
import alan.tts.csm.tensor.Precision;
import alan.tts.csm.tensor.Progress;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes backends on ONNX Runtime. */
@Component(name = "alan.tts.csm.onnx", property = Engine.BACKEND + "=onnx")
public final class OnnxBackends implements BackendFactory {
    /** The device of every machine. */
    static final String CPU = Device.CPU;
    /**
     * What CSM-1B takes of a GPU: 3.4 GB of weights in 16 bits (the embeddings of the codes twice, for backbone and depth decoder) and 0.8 GB of a
     * Mimi in 32 bits, of activations and of the libraries' own. Reckoned, not measured.
     */
    private static final long BYTES = 4_500_000_000L;

    private final Devices devices;

    /** For whoever computes on the processor outside of a framework: tests and benchmarks. */
    public OnnxBackends() {
        this(null);
    }

    /** @param devices that there are; {@code null} for none but the processor */
    @Activate
    public OnnxBackends(@Reference Devices devices) {
        this.devices = devices;
    }

    @Override
    public Backend open(BackendOptions options, Progress progress) throws AlanException {
        if (devices == null && Set.of(BackendOptions.AUTO, CPU).contains(options.device())) {
            return processor(options, Text.of("ONNX Runtime computes CSM on the processor"), progress);
        }
        if (devices == null) {
            throw new AlanException("CSM on ONNX Runtime has no device \"%s\" here; set \"device\" to auto or cpu.", options.device());
        }
        DeviceChoice choice = devices.choose(options.device(), need(options));
        if (choice.device() instanceof Device.Gpu gpu) {
            Setup setup = Setup.cuda(gpu.index());
            Text problem = Trial.problem(setup);
            if (problem == null) {
                return new OnnxBackend(setup, choice.reason(), progress);
            }
            // With auto that is the processor; a GPU that was named is refused.
            choice = devices.choose(options.device(), Need.processor(problem));
        }
        return processor(options, choice.reason(), progress);
    }

    private Need need(BackendOptions options) {
        // Without a GPU that is what there is to say, and ONNX Runtime's library, half a gigabyte, need not be looked at.
        if (options.device().strip().equals(CPU) || devices.list().stream().noneMatch(Device.Gpu.class::isInstance)) {
            return Need.cuda(0);
        }
        if (options.precision() != null && options.precision() != Precision.FP16) {
            return Need.processor(Text.of("ONNX Runtime computes CSM in %s on the processor only", options.precision().id()));
        }
        Text missing = CudaProvider.missing();
        return missing == null ? Need.cuda(BYTES) : Need.processor(missing);
    }

    private static Backend processor(BackendOptions options, Text reason, Progress progress) throws AlanException {
        Precision precision = options.precision() == null ? Precision.INT8 : options.precision();
        if (precision == Precision.BF16 || precision == Precision.FP16) {
            throw new AlanException("CSM on ONNX Runtime does not compute in %s; set \"precision\" to fp32, int8 or int4.", precision.id());
        }
        int threads = options.threads() > 0 ? options.threads() : Runtime.getRuntime().availableProcessors();
        return new OnnxBackend(Setup.processor(precision, threads), reason, progress);
    }
}
