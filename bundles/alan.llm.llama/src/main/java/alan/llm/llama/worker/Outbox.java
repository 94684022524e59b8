package alan.llm.llama.worker;

import java.io.IOException;
import java.io.OutputStream;

/** Sends the worker's frames. For all threads. */
final class Outbox {
    private final OutputStream out;

    /** @param out the process's real standard output */
    Outbox(OutputStream out) {
        this.out = out;
    }

    /** Sends. Ends the process when nobody listens any more. @param frame what */
    synchronized void send(Frame frame) {
        try {
            FrameStream.write(out, frame);
        } catch (IOException parentGone) {
            Runtime.getRuntime().halt(0);
        }
    }

    /**
     * Says that something did not work.
     *
     * @param id of the request; 0 for loading
     * @param why what was thrown
     */
    void fail(int id, Throwable why) {
        String text = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
        send(new Frame(Frame.Type.FAILED, id, out -> Frame.writeText(out, text)));
    }
}
