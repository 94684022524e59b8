package alan.tts.csm.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
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
        "gpu    | fp32 | CSM on PyTorch has no device \"gpu\"; set \"device\" to auto, cpu or cuda:N.",
    })
    void whatItCannotDoIsSaid(String device, String precision, String message) {
        assertThatThrownBy(() -> open(device, precision)).isInstanceOf(AlanException.class).hasMessage(message);
    }

    @Test
    void aGpuThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> open("cuda:999", "bf16")).isInstanceOf(AlanException.class)
                .hasMessageContaining("so there is no cuda:999; set \"device\" to");
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
