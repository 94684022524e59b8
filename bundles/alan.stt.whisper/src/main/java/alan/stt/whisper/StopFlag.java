package alan.stt.whisper;

import com.sun.jna.CallbackReference;
import com.sun.jna.Pointer;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a running native call give up.
 *
 * <p>whisper.cpp v1.7.1 asks its {@code abort_callback} after each step of the decoder, but only at the end of the encoder's
 * pass, which takes most of the time. ggml's processor backend asks its own after each node of the graph, if it has one;
 * whisper.cpp gives it none and keeps the backend to itself. So it is taken from where {@code whisper_state} has it.
 *
 * <p>The ggml of v1.7.1 hangs for ever if it is told to give up while one of its threads has not yet begun with the node that the
 * first thread has just ended: that one leaves, and the first waits for it (mended by ggml's pull request 1065, in no whisper-jni
 * yet). On two busy cores one stop in twenty hung. So ggml is told to give up at a moment only when all its other threads are seen
 * to wait for the first ({@link Team}), else at the end of a later node.
 */
final class StopFlag {
    private static final Logger LOG = LoggerFactory.getLogger(StopFlag.class);

    /**
     * {@code offsetof(whisper_state, backends)}, a {@code std::vector}, with 64-bit pointers and libstdc++, as compiled and as in
     * the x86-64 library.
     */
    private static final long BACKENDS = 42_304;

    private static final int LOOKS = 5;
    private static final long BETWEEN_LOOKS_NS = 200_000;

    private final Whisper whisper;
    private final Team team;
    /** Held in fields for as long as native code may call them. */
    private final WhisperLibrary.Abort afterStep = data -> afterStep();
    private final WhisperLibrary.Abort afterNode = data -> afterNode();
    private volatile boolean raised;
    /** ggml's for the processor; {@code null} if it is not known. */
    private Pointer backend;
    private boolean inEncoder;

    /** @param whisper the library @param threads that compute */
    StopFlag(Whisper whisper, int threads) {
        this.whisper = whisper;
        this.team = new Team(threads);
    }

    /** Makes the running call give up, and those after it, until {@link #lower}. */
    void raise() {
        raised = true;
    }

    /** Lets calls run. */
    void lower() {
        raised = false;
    }

    /** Has whisper.cpp ask it. @param params of the call */
    void putInto(FullParams params) {
        params.abort_callback = CallbackReference.getFunctionPointer(afterStep);
    }

    /** The encoder's pass has ended, or a step of the decoder. */
    private byte afterStep() {
        if (inEncoder) {
            askAfterNodes(null);
            inEncoder = false;
        }
        return (byte) (raised ? 1 : 0);
    }

    private byte afterNode() {
        return (byte) (raised && teamSleeps() ? 1 : 0);
    }

    /** Gives the other threads a moment to come to where they wait: the first thread is often the last there. */
    private boolean teamSleeps() {
        for (int i = 0; i < LOOKS; i++) {
            if (team.sleeps()) {
                return true;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS_NS);
        }
        return false;
    }

    /** Looks for ggml's backend. Where the layout of the state is not known, passes of the encoder run to their end. @param state whisper.cpp's */
    void install(Pointer state) {
        backend = whisper.files().linux64() ? processor(state) : null;
        if (backend == null) {
            LOG.debug("a pass of the encoder cannot be interrupted here");
        }
    }

    /**
     * Has ggml ask after each node of the encoder's graph, which comes next. The decoder's steps are short and have many nodes: there
     * it would cost some 3 % of the time of whisper-tiny, and bring nothing.
     */
    void beforeEncoder() {
        if (backend != null) {
            inEncoder = true;
            askAfterNodes(afterNode);
        }
    }

    private void askAfterNodes(WhisperLibrary.Abort callback) {
        Pointer function = callback == null ? null : CallbackReference.getFunctionPointer(callback);
        whisper.function("ggml_backend_cpu_set_abort_callback").invokeVoid(new Object[] {backend, function, null});
    }

    /** {@return whether a pass of the encoder is stopped half way, and not at its end} */
    boolean stopsEncoder() {
        return backend != null;
    }

    /** The state's only backend; {@code null} if what lies there does not look like it. */
    private Pointer processor(Pointer state) {
        long begin = state.getLong(BACKENDS);
        long end = state.getLong(BACKENDS + Long.BYTES);
        long capacity = state.getLong(BACKENDS + 2 * Long.BYTES);
        if (begin == 0 || begin % Long.BYTES != 0 || end != begin + Long.BYTES || capacity < end || capacity > begin + 64) {
            return null;
        }
        Pointer only = new Pointer(begin).getPointer(0);
        // A backend begins with a pointer to the id of its kind.
        Pointer another = whisper.function("ggml_backend_cpu_init").invokePointer(new Object[0]);
        Pointer kind = another.getPointer(0);
        whisper.function("ggml_backend_free").invokeVoid(new Object[] {another});
        return only != null && kind.equals(only.getPointer(0)) ? only : null;
    }
}
