package alan.tts.csm.djl;

import ai.djl.Device;
import alan.api.AlanException;
import alan.api.device.DeviceChoice;
import alan.api.device.Devices;
import alan.api.device.Need;
import alan.api.engine.Engine;
import alan.api.text.Text;
import alan.tts.csm.tensor.Backend;
import alan.tts.csm.tensor.BackendFactory;
import alan.tts.csm.tensor.BackendOptions;
import alan.tts.csm.tensor.Precision;
import alan.tts.csm.tensor.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Makes backends on PyTorch. On a processor it takes longer than ONNX Runtime in 8 bits, so it ranks below. */
@Component(name = "alan.tts.csm.djl", property = {Engine.BACKEND + "=djl", "service.ranking:Integer=-1"})
public final class DjlBackends implements BackendFactory {
    private static final Pattern MULTIPLIES_IN_BF16 = Pattern.compile("\\b(amx_bf16|avx512_bf16)\\b");
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final String PROCESSOR = alan.api.device.Device.CPU;
    /** What CSM-1B takes of a GPU in 16 bits: 3.4 GB of weights, and about 1 GB of activations and of the libraries' own. Reckoned, not measured. */
    private static final long BYTES = 4_500_000_000L;

    private final Devices devices;

    /** For whoever computes on the processor outside of a framework: tests and benchmarks. */
    public DjlBackends() {
        this(null);
    }

    /** @param devices that there are; {@code null} for none but the processor */
    @Activate
    public DjlBackends(@Reference Devices devices) {
        this.devices = devices;
    }

    @Override
    public Backend open(BackendOptions options, Progress progress) throws AlanException {
        if (devices != null) {
            DeviceChoice choice = devices.choose(options.device(), need(options));
            if (choice.device() instanceof alan.api.device.Device.Gpu gpu) {
                Precision precision = options.precision() == null ? Precision.BF16 : options.precision();
                return new DjlBackend(Device.gpu(gpu.index()), precision, false, 1, choice.reason());
            }
            return processor(options, choice.reason());
        }
        if (!Set.of(BackendOptions.AUTO, PROCESSOR).contains(options.device())) {
            throw new AlanException("CSM on PyTorch has no device \"%s\" here; set \"device\" to auto or cpu.", options.device());
        }
        return processor(options, Text.of("PyTorch computes CSM on the processor"));
    }

    private Need need(BackendOptions options) throws AlanException {
        // Without a GPU that is what there is to say, and PyTorch need not be loaded to know it.
        if (options.device().strip().equals(PROCESSOR) || devices.list().stream().noneMatch(alan.api.device.Device.Gpu.class::isInstance)) {
            return Need.cuda(0);
        }
        if (options.precision() == Precision.INT8 || options.precision() == Precision.INT4) {
            return Need.processor(Text.of("PyTorch computes CSM in fp32, bf16 or fp16 only"));
        }
        if (!LibTorch.hasCuda() || !PyTorch.engine().hasCapability("CUDA")) {
            return Need.processor(Text.of("the PyTorch that Alan carries computes on the processor only: install PyTorch %s with CUDA, set the environment "
                    + "variable %s to the folder of its libraries, and restart Alan", LibTorch.VERSION, LibTorch.PATH));
        }
        return Need.cuda(options.precision() == Precision.FP32 ? 2 * BYTES : BYTES);
    }

    private static Backend processor(BackendOptions options, Text reason) throws AlanException {
        int threads = options.threads() > 0 ? options.threads() : Runtime.getRuntime().availableProcessors();
        boolean fast = multipliesInBf16();
        Precision precision = options.precision();
        if (precision == null) {
            precision = fast ? Precision.BF16 : Precision.FP32;
            return new DjlBackend(Device.cpu(), precision, fast, threads, fast
                    ? Text.of("%s; the processor multiplies in bf16", reason)
                    : Text.of("%s; the processor does not multiply in bf16", reason));
        }
        if (precision != Precision.FP32 && precision != Precision.BF16) {
            throw new AlanException("CSM on PyTorch does not compute in %s on the processor; set \"precision\" to fp32 or bf16.", precision.id());
        }
        return new DjlBackend(Device.cpu(), precision, fast && precision == Precision.BF16, threads, reason);
    }

    /** The bundle goes, or is updated; whoever used what it made has closed that. */
    @Deactivate
    void deactivate() {
        PyTorch.forgetKits();
    }

    private static boolean multipliesInBf16() {
        try {
            return MULTIPLIES_IN_BF16.matcher(Files.readString(CPU_INFO)).find();
        } catch (IOException e) {
            return false;
        }
    }
}
