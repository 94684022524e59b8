package alan.stt.whisper;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a running native call give up. It is a byte of native memory, and the function that asks for it is the C library's
 * {@code strlen}: of a zero byte it is 0, which C takes for false, and of a one it is 1. So native code asks as often as it likes
 * without calling into Java.
 *
 * <p>whisper.cpp v1.7.1 asks its {@code abort_callback} after each step of the decoder, but only at the end of the encoder's
 * pass, which takes most of the time. ggml's processor backend asks its own after each node of the graph, if it has one;
 * whisper.cpp gives it none and keeps the backend to itself. So it is taken from where {@code whisper_state} has it.
 */
final class StopFlag {
    private static final Logger LOG = LoggerFactory.getLogger(StopFlag.class);

    /**
     * {@code offsetof(whisper_state, backends)}, a {@code std::vector}, with 64-bit pointers and libstdc++, as compiled and as in
     * the x86-64 library.
     */
    private static final long BACKENDS = 42_304;

    private final Memory flag = new Memory(2);
    private final Pointer ask = NativeLibrary.getProcess().getFunction("strlen");
    private final Whisper whisper;
    private boolean stopsEncoder;

    /** @param whisper the library */
    StopFlag(Whisper whisper) {
        this.whisper = whisper;
        flag.clear();
    }

    /** Makes the running call give up, and those after it, until {@link #lower}. */
    void raise() {
        flag.setByte(0, (byte) 1);
    }

    /** Lets calls run. */
    void lower() {
        flag.setByte(0, (byte) 0);
    }

    /** Has whisper.cpp ask it. @param params of the call */
    void putInto(FullParams params) {
        params.abort_callback = ask;
        params.abort_callback_user_data = flag;
    }

    /**
     * Has ggml ask it, where the layout of the state is known; elsewhere a pass of the encoder runs to its end. @param state
     * whisper.cpp's
     */
    void install(Pointer state) {
        Pointer backend = whisper.files().linux64() ? processor(state) : null;
        if (backend == null) {
            LOG.debug("a pass of the encoder cannot be interrupted here");
            return;
        }
        whisper.function("ggml_backend_cpu_set_abort_callback").invokeVoid(new Object[] {backend, ask, flag});
        stopsEncoder = true;
    }

    /** {@return whether a pass of the encoder is stopped half way, and not at its end} */
    boolean stopsEncoder() {
        return stopsEncoder;
    }

    /** The state's only backend; {@code null} if what lies there does not look like it. */
    private Pointer processor(Pointer state) {
        long begin = state.getLong(BACKENDS);
        long end = state.getLong(BACKENDS + Long.BYTES);
        long capacity = state.getLong(BACKENDS + 2 * Long.BYTES);
        if (begin == 0 || begin % Long.BYTES != 0 || end != begin + Long.BYTES || capacity < end || capacity > begin + 64) {
            return null;
        }
        Pointer backend = new Pointer(begin).getPointer(0);
        // A backend begins with a pointer to the id of its kind.
        Pointer another = whisper.function("ggml_backend_cpu_init").invokePointer(new Object[0]);
        Pointer kind = another.getPointer(0);
        whisper.function("ggml_backend_free").invokeVoid(new Object[] {another});
        return backend != null && kind.equals(backend.getPointer(0)) ? backend : null;
    }
}
