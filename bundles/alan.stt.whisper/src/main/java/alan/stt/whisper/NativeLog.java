package alan.stt.whisper;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps whisper.cpp and ggml from writing to the terminal: what they say goes to the log at debug level, or nowhere.
 *
 * <p>Their sink is one per process and outlives this bundle, so a Java function must not stay behind in it. The silent sink is
 * therefore native: a function that takes no arguments and changes nothing; in C's calling conventions a caller may pass more
 * than are read.
 */
final class NativeLog {
    private static final Logger LOG = LoggerFactory.getLogger("alan.stt.whisper.native");

    /** {@code GGML_LOG_LEVEL_DEBUG}: several lines a token. */
    private static final int EVERY_TOKEN = 4;

    /** Held here for as long as native code may call it. */
    private static final Sink TO_SLF4J = NativeLog::log;

    private NativeLog() {}

    /** Routes to the log if that wants it, else silences. @param library whisper.cpp's */
    static void attach(NativeLibrary library) {
        set(library, LOG.isDebugEnabled() ? CallbackReference.getFunctionPointer(TO_SLF4J) : silent(library));
    }

    /** Silences. @param library whisper.cpp's */
    static void detach(NativeLibrary library) {
        set(library, silent(library));
    }

    private static void set(NativeLibrary library, Pointer sink) {
        library.getFunction("whisper_log_set").invokeVoid(new Object[] {sink, null});
        library.getFunction("ggml_log_set").invokeVoid(new Object[] {sink, null});
    }

    private static Pointer silent(NativeLibrary library) {
        return library.getFunction("whisper_lang_max_id");
    }

    private static void log(int level, String text, Pointer userData) {
        if (level != EVERY_TOKEN && text != null && !text.isBlank()) {
            LOG.debug(text.strip());
        }
    }

    /** {@code ggml_log_callback}. */
    interface Sink extends Callback {
        /** Takes a piece of a message. @param level of it @param text of it @param userData not used */
        void invoke(int level, String text, Pointer userData);
    }
}
