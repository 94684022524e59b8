package alan.onnx;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The memory that native code freed. */
final class NativeMemory {
    private static final Logger LOG = LoggerFactory.getLogger(NativeMemory.class);

    private NativeMemory() {}

    /**
     * Gives freed memory back to the operating system. Only the GNU C library needs to be told ({@code malloc_trim(3)}): by
     * itself it keeps much of a network that was closed.
     */
    static void giveBack() {
        if (!Platform.isLinux()) {
            return;
        }
        try {
            NativeLibrary.getInstance("c").getFunction("malloc_trim").invokeInt(new Object[] {0L});
        } catch (UnsatisfiedLinkError e) {
            LOG.debug("this C library has no malloc_trim", e);
        }
    }
}
