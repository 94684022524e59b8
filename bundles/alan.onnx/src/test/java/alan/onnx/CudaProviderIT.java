package alan.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the ONNX Runtime that Alan ships, which has no CUDA. */
class CudaProviderIT {
    @TempDir
    Path data;

    @BeforeEach
    void load() throws Exception {
        // What this test calls libraries is not to be loaded.
        OnnxEnvironment.get();
        System.setProperty(Home.DATA, data.toString());
    }

    @AfterEach
    void forget() {
        System.clearProperty(Home.DATA);
        System.clearProperty(CudaProvider.NATIVE_PATH);
    }

    private Path folder(String... libraries) throws Exception {
        Path folder = Files.createDirectories(data.resolve("onnxruntime-gpu-" + CudaProvider.VERSION));
        for (String each : libraries) {
            Files.createFile(folder.resolve(System.mapLibraryName(each)));
        }
        return folder;
    }

    @Test
    void theFolderIsNamedAfterTheReleaseThatIsShipped() throws Exception {
        assertThat(OnnxEnvironment.get().getVersion()).isEqualTo(CudaProvider.VERSION);
    }

    @Test
    void whereThereIsNoFolderItIsNotInstalled() {
        CudaProvider.prepare();
        assertThat(System.getProperty(CudaProvider.NATIVE_PATH)).isNull();
        assertThat(CudaProvider.missing().english()).isEqualTo("ONNX Runtime 1.29.0 for CUDA is not installed (docs/csm.md says how)");
    }

    @Test
    void aFolderThatLacksALibraryTakesNoVoiceAway() throws Exception {
        Path folder = folder("onnxruntime", "onnxruntime4j_jni", "onnxruntime_providers_shared");
        CudaProvider.prepare();
        assertThat(System.getProperty(CudaProvider.NATIVE_PATH)).isNull();
        assertThat(CudaProvider.missing().english()).isEqualTo("%s is not in %s", System.mapLibraryName("onnxruntime_providers_cuda"), folder);
    }

    @Test
    void aWholeFolderIsWhatOnnxRuntimeIsLoadedFrom() throws Exception {
        Path folder = folder("onnxruntime", "onnxruntime4j_jni", "onnxruntime_providers_shared", "onnxruntime_providers_cuda");
        CudaProvider.prepare();
        assertThat(System.getProperty(CudaProvider.NATIVE_PATH)).isEqualTo(folder.toString());
    }

    @Test
    void anOnnxRuntimeWithoutCudaSaysThatItCannot() throws Exception {
        folder("onnxruntime", "onnxruntime4j_jni", "onnxruntime_providers_shared", "onnxruntime_providers_cuda");
        assertThat(CudaProvider.missing().english()).isEqualTo("ONNX Runtime cannot compute on it (Alan's log says why)");
    }
}
