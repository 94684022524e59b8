package alan.tts.csm.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.device.Device;
import alan.api.device.DeviceChoice;
import alan.api.device.Devices;
import alan.api.device.Need;
import alan.api.text.Text;
import alan.tts.csm.tensor.Backend;
import alan.tts.csm.tensor.BackendOptions;
import alan.tts.csm.tensor.Precision;
import alan.tts.csm.tensor.Progress;
import java.io.File;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the backend takes of devices and precisions. */
class DjlBackendsIT {
    private static Backend open(String device, String precision) throws AlanException {
        return new DjlBackends().open(new BackendOptions(device, Precision.of(precision).orElse(null), 1), Progress.NONE);
    }

    @Test
    void thePrecisionIsWhatTheProcessorMultipliesIn() throws Exception {
        boolean narrow = Pattern.compile("amx_bf16|avx512_bf16").matcher(Files.readString(Path.of("/proc/cpuinfo"))).find();
        Backend backend = open("auto", "");
        assertThat(backend.device()).isEqualTo("cpu");
        assertThat(backend.precision()).isEqualTo(narrow ? Precision.BF16 : Precision.FP32);
        assertThat(backend.reason().toString()).contains("bf16");
        assertThat(open("cpu", "fp32").precision()).isEqualTo(Precision.FP32);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "cpu    | int8 | CSM on PyTorch does not compute in int8 on the processor; set \"precision\" to fp32 or bf16.",
        "cpu    | fp16 | CSM on PyTorch does not compute in fp16 on the processor; set \"precision\" to fp32 or bf16.",
        "cuda:0 | fp32 | CSM on PyTorch has no device \"cuda:0\" here; set \"device\" to auto or cpu.",
    })
    void whatItCannotDoIsSaid(String device, String precision, String message) {
        assertThatThrownBy(() -> open(device, precision)).isInstanceOf(AlanException.class).hasMessage(message);
    }

    /** A GPU is there, but the PyTorch that Alan carries is the processor's. */
    @Test
    void whyAGpuIsNotTakenIsTold() throws Exception {
        Device.Gpu gpu = new Device.Gpu(0, "NVIDIA Test", 8L << 30, 8L << 30, "550.54", "12.4");
        Device.Processor processor = new Device.Processor("", 2, List.of());
        List<Need> needs = new ArrayList<>();
        Devices devices = new Devices() {
            @Override
            public List<Device> list() {
                return List.of(processor, gpu);
            }

            @Override
            public DeviceChoice choose(String wish, Need need) {
                needs.add(need);
                return new DeviceChoice(processor, need.withoutCuda() == null ? Text.of("asked for") : need.withoutCuda());
            }
        };
        Backend backend = new DjlBackends(devices).open(BackendOptions.any(), Progress.NONE);
        assertThat(backend.device()).isEqualTo("cpu");
        assertThat(backend.reason().english()).startsWith("the PyTorch that Alan carries computes on the processor only: install PyTorch 2.7.1 with CUDA");
        new DjlBackends(devices).open(new BackendOptions("cpu", Precision.FP32, 1), Progress.NONE);
        assertThat(needs.get(1).withoutCuda()).as("nobody looks for CUDA").isNull();
        assertThatThrownBy(() -> new DjlBackends(devices).open(new BackendOptions("auto", Precision.INT8, 1), Progress.NONE))
                .hasMessageContaining("does not compute in int8");
        assertThat(needs.get(2).withoutCuda().english()).isEqualTo("PyTorch computes CSM in fp32, bf16 or fp16 only");
    }

    /** As when the bundle that holds DJL is updated in a running node. */
    @Test
    void aSecondClassLoaderIsToldToRestart() throws Exception {
        PyTorch.engine();
        URL[] path = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map(each -> url(Path.of(each))).toArray(URL[]::new);
        try (URLClassLoader updated = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
            Method engine = updated.loadClass(PyTorch.class.getName()).getDeclaredMethod("engine");
            engine.setAccessible(true);
            assertThatThrownBy(() -> engine.invoke(null)).hasCauseInstanceOf(Exception.class).cause()
                    .hasMessage("PyTorch was loaded by a bundle that has been updated since, and a process can load it only once: restart Alan.");
        }
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
