package alan.stt.whisper;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.util.function.Supplier;

/**
 * Loads a library so that OpenMP's threads sleep while they wait for each other, and do not spin.
 *
 * <p>ggml's threads meet after every operation. Spinning pays on a machine with nothing else to do; beside other work a thread
 * that spins takes the processor from the one that it waits for. Measured with whisper-tiny, two threads and 2.9 s of speech on
 * two cores with a load of five: median 1.6 to 9.1 s when spinning, 1.5 to 2.5 s when sleeping.
 *
 * <p>GNU's OpenMP reads the policy from the environment once, when it is loaded, so it is set for that moment only. What the user
 * has set stays.
 */
final class OpenMp {
    private static final String POLICY = "OMP_WAIT_POLICY";

    private OpenMp() {}

    /** {@return what was loaded} @param load loads the library and thereby OpenMP */
    static <T> T patiently(Supplier<T> load) {
        if (!Platform.isLinux() || System.getenv(POLICY) != null || System.getenv("GOMP_SPINCOUNT") != null) {
            return load.get();
        }
        NativeLibrary c = NativeLibrary.getProcess();
        c.getFunction("setenv").invokeInt(new Object[] {POLICY, "passive", 0});
        try {
            return load.get();
        } finally {
            c.getFunction("unsetenv").invokeInt(new Object[] {POLICY});
        }
    }
}
