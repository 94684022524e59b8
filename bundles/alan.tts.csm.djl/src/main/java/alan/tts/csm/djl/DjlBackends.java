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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Makes backends on PyTorch. */
@Component(name = "alan.tts.csm.djl", property = Engine.BACKEND + "=djl")
public final class DjlBackends implements BackendFactory {
    private static final Pattern CUDA = Pattern.compile("cuda:(\\d{1,3})");
    private static final Pattern MULTIPLIES_IN_BF16 = Pattern.compile("\\b(amx_bf16|avx512_bf16)\\b");
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

    @Override
    public Backend open(BackendOptions options, Progress progress) throws AlanException {
        Device device = device(options.device());
        int threads = options.threads() > 0 ? options.threads() : Runtime.getRuntime().availableProcessors();
        Precision precision = options.precision();
        if (device.isGpu()) {
            if (precision != null && precision != Precision.FP32 && precision != Precision.BF16 && precision != Precision.FP16) {
                throw new AlanException("CSM on PyTorch does not compute in %s; set \"precision\" to fp32, bf16 or fp16.", precision.id());
            }
            return new DjlBackend(device, precision == null ? Precision.BF16 : precision, false, threads, Text.of("PyTorch computes CSM on the GPU"));
        }
        if (precision != null && precision != Precision.FP32 && precision != Precision.BF16) {
            throw new AlanException("CSM on PyTorch does not compute in %s on the processor; set \"precision\" to fp32 or bf16.", precision.id());
        }
        boolean fast = multipliesInBf16();
        if (precision != null) {
            boolean packed = fast && precision == Precision.BF16;
            return new DjlBackend(device, precision, packed, threads, Text.of("PyTorch computes CSM on the processor"));
        }
        return fast
                ? new DjlBackend(device, Precision.BF16, true, threads, Text.of("PyTorch computes CSM on the processor, which multiplies in bf16"))
                : new DjlBackend(device, Precision.FP32, false, threads,
                        Text.of("PyTorch computes CSM on the processor, which does not multiply in bf16"));
    }

    /** The bundle goes, or is updated; whoever used what it made has closed that. */
    @Deactivate
    void deactivate() {
        PyTorch.forgetKits();
    }

    private static Device device(String wanted) throws AlanException {
        if (wanted.equals("cpu") || wanted.equals(BackendOptions.AUTO) && !(LibTorch.hasCuda() && PyTorch.engine().hasCapability("CUDA"))) {
            return Device.cpu();
        }
        if (wanted.equals(BackendOptions.AUTO)) {
            return Device.gpu(0);
        }
        Matcher cuda = CUDA.matcher(wanted);
        if (!cuda.matches()) {
            throw new AlanException("CSM on PyTorch has no device \"%s\"; set \"device\" to auto, cpu or cuda:N.", wanted);
        }
        int number = Integer.parseInt(cuda.group(1));
        int count = PyTorch.engine().getGpuCount();
        if (count == 0) {
            throw new AlanException("CUDA finds no GPU on this machine, so there is no %s; set \"device\" to auto or cpu.", wanted);
        }
        if (number >= count) {
            throw new AlanException("The last GPU of this machine is cuda:%s, so there is no %s; set \"device\" to one that there is.",
                    count - 1, wanted);
        }
        if (!PyTorch.engine().hasCapability("CUDA")) {
            throw new AlanException("The PyTorch that Alan carries computes on the processor only: for %s, install PyTorch %s with CUDA, "
                    + "set the environment variable %s to the folder of its libraries, and restart Alan.", wanted, LibTorch.VERSION, LibTorch.PATH);
        }
        return Device.gpu(number);
    }

    private static boolean multipliesInBf16() {
        try {
            return MULTIPLIES_IN_BF16.matcher(Files.readString(PROCESSOR)).find();
        } catch (IOException e) {
            return false;
        }
    }
}
