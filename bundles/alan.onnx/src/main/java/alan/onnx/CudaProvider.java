package alan.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import alan.api.Home;
import alan.api.text.Text;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ONNX Runtime's CUDA provider. It is not shipped: its makers publish it apart, in 642 MB. A user puts the native libraries of {@code
 * com.microsoft.onnxruntime:onnxruntime_gpu} into the folder {@code onnxruntime-gpu-VERSION} of Alan's data; then all of ONNX Runtime is loaded from
 * there, since a process can have only one. The release is part of the folder's name because the libraries do not tell it before they are loaded, and
 * those of another release would take every voice away.
 */
public final class CudaProvider {
    /** The release of {@code lib.onnxruntime}. */
    static final String VERSION = "1.29.0";
    /** Where ONNX Runtime's Java API looks for its native libraries first. */
    static final String NATIVE_PATH = "onnxruntime.native.path";

    private static final Logger LOG = LoggerFactory.getLogger(CudaProvider.class);
    private static final List<String> LIBRARIES = List.of(
            "onnxruntime", "onnxruntime4j_jni", "onnxruntime_providers_shared", "onnxruntime_providers_cuda");
    private static final Pattern MISSING = Pattern.compile("with error: (\\S+): cannot open shared object file");

    private CudaProvider() {}

    /** Decides where ONNX Runtime is loaded from. Too late once it is. */
    static void prepare() {
        Path folder = folder();
        if (System.getProperty(NATIVE_PATH) == null && folder != null && absent(folder) == null) {
            LOG.info("ONNX Runtime is loaded from {}", folder);
            System.setProperty(NATIVE_PATH, folder.toString());
        }
    }

    /** {@return the folder of the libraries, which need not be there; {@code null} if nobody says where Alan's data is} */
    private static Path folder() {
        String said = System.getProperty(NATIVE_PATH);
        if (said != null) {
            return Path.of(said);
        }
        Bundle bundle = FrameworkUtil.getBundle(CudaProvider.class);
        String data = bundle == null ? System.getProperty(Home.DATA) : bundle.getBundleContext().getProperty(Home.DATA);
        return data == null ? null : Path.of(data, "onnxruntime-gpu-" + VERSION);
    }

    /** {@return the first library that is not there; {@code null} if all are} */
    private static String absent(Path folder) {
        return LIBRARIES.stream().map(System::mapLibraryName).filter(name -> !Files.isRegularFile(folder.resolve(name))).findFirst().orElse(null);
    }

    /** {@return why no session can compute on a GPU, a sentence without a full stop; {@code null} if that shows only on the GPU itself} */
    public static Text missing() {
        Path folder = folder();
        if (folder == null || !Files.isDirectory(folder)) {
            return Text.of("ONNX Runtime %s for CUDA is not installed (docs/csm.md says how)", VERSION);
        }
        String absent = absent(folder);
        if (absent != null) {
            return Text.of("%s is not in %s", absent, folder);
        }
        try {
            OnnxEnvironment.get();
            try (SessionOptions options = new SessionOptions()) {
                add(options, 0);
            }
            return null;
        } catch (OrtException e) {
            return reason(e);
        } catch (LinkageError e) {
            LOG.warn("ONNX Runtime cannot be loaded from {}", folder, e);
            return Text.of("ONNX Runtime cannot be loaded from %s", folder);
        }
    }

    /** {@return why a session cannot compute on a GPU, a sentence without a full stop} @param problem that ONNX Runtime had with it */
    public static Text reason(OrtException problem) {
        LOG.info("No session on a GPU", problem);
        Matcher library = MISSING.matcher(problem.getMessage());
        return library.find()
                ? Text.of("the library %s is not found, which ONNX Runtime needs for CUDA: install CUDA 12 and cuDNN 9", library.group(1))
                : Text.of("ONNX Runtime cannot compute on it (Alan's log says why)");
    }

    /**
     * Makes a session compute on a GPU what it can.
     *
     * @param options of the session
     * @param device index of the GPU
     * @throws OrtException when there is no provider, or something that it needs is not there
     */
    public static void add(SessionOptions options, int device) throws OrtException {
        try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(device)) {
            // Others may want memory, too, so the arena takes what is asked for and not the next power of two.
            cuda.add("arena_extend_strategy", "kSameAsRequested");
            // Sounds come in many lengths; for each new one the exhaustive search would try every algorithm.
            cuda.add("cudnn_conv_algo_search", "HEURISTIC");
            // Products of 32-bit floats that somebody asks for are to be such.
            cuda.add("use_tf32", "0");
            options.addCUDA(cuda);
        }
    }
}
