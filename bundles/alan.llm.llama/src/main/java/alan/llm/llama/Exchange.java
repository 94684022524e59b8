package alan.llm.llama;

import alan.api.AlanException;
import alan.api.text.Text;
import alan.llm.llama.worker.Frame;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One request to a worker and the frames that answer it. */
final class Exchange {
    private static final Frame WAKE = new Frame(Frame.Type.CANCEL, 0);

    private final int id;
    private final WorkerProcess worker;
    private final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();
    private volatile Text failure;
    private volatile boolean closed;

    /**
     * @param id of the request
     * @param worker that answers
     */
    Exchange(int id, WorkerProcess worker) {
        this.id = id;
        this.worker = worker;
    }

    int id() {
        return id;
    }

    /** A frame came. */
    void add(Frame frame) {
        frames.add(frame);
    }

    /** No more frames will come. @param sentence why, for the person */
    void fail(Text sentence) {
        if (failure == null) {
            failure = sentence;
        }
        frames.add(WAKE);
    }

    /** Nobody wants the frames any more. Whoever waits gets {@code null}. */
    void close() {
        closed = true;
        frames.add(WAKE);
    }

    /**
     * Waits for a frame.
     *
     * @return the frame; {@code null} after {@link #close}
     * @throws AlanException when the worker says that it failed, has ended, or is silent for too long
     */
    Frame next() throws AlanException {
        while (!closed) {
            Frame frame = poll();
            if (frame == null) {
                worker.checkSilence();
            } else if (frame == WAKE) {
                // Left for whoever asks next: a failure is not forgotten.
                frames.add(WAKE);
                if (!closed) {
                    throw new AlanException(failure);
                }
            } else if (frame.type() == Frame.Type.FAILED) {
                fail(worker.sentence(frame));
            } else if (frame.type() != Frame.Type.ALIVE) {
                return frame;
            }
        }
        return null;
    }

    private Frame poll() throws AlanException {
        try {
            return frames.poll(1, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AlanException("Waiting for the language model was interrupted.", interrupted);
        }
    }
}
