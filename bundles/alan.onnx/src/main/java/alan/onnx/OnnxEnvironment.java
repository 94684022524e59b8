package alan.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/** ONNX Runtime's environment, of which there is one in a process. It stays until the process has ended. */
final class OnnxEnvironment {
    private static boolean kept;

    private OnnxEnvironment() {}

    /**
     * {@return the environment} Telemetry is off.
     *
     * @throws LinkageError when ONNX Runtime cannot be loaded
     */
    static synchronized OrtEnvironment get() throws OrtException {
        CudaProvider.prepare();
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        if (!kept) {
            keep();
            environment.setTelemetry(false);
            kept = true;
        }
        return environment;
    }

    /**
     * Counts one more user of the native environment, which never leaves.
     *
     * <p>The Java API releases the environment in a shutdown hook of its own ({@code OrtEnvironment.OrtEnvCloser}). The JVM runs hooks side by side,
     * so that one is through while another still waits for a model that is being loaded; the load then reads freed memory: SIGSEGV.
     * Natively the environment counts its users ({@code OrtEnv::GetOrCreateInstance}) and goes with the last one, but the Java API lets nobody be a
     * second one, so its private {@code createHandle} is called.
     *
     * @see <a href="https://github.com/microsoft/onnxruntime/blob/main/onnxruntime/core/session/ort_env.cc">OrtEnv</a>
     */
    private static void keep() {
        try {
            Field api = Class.forName("ai.onnxruntime.OnnxRuntime", true, OrtEnvironment.class.getClassLoader()).getDeclaredField("ortApiHandle");
            Method create = OrtEnvironment.class.getDeclaredMethod("createHandle", long.class, int.class, String.class);
            api.setAccessible(true);
            create.setAccessible(true);
            create.invoke(null, api.getLong(null), OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING.getValue(), OrtEnvironment.DEFAULT_NAME);
        } catch (ReflectiveOperationException e) {
            // Rather no voice than a process that may crash when it is stopped.
            throw new LinkageError("the Java API of ONNX Runtime is another one", e);
        }
    }
}
