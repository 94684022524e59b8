package alan.home;

import alan.wyoming.EventWriter;
import alan.wyoming.WyomingEvent;
import alan.wyoming.WyomingException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * What a client has not taken yet. Whoever makes sound never waits here while it has an engine; it waits for room before it takes one. A thread writes
 * for as long as there is something to write, and none is there for a client that is idle.
 */
final class Outbox {
    /** Bytes beyond which nobody begins to make more: some 20 s of sound. */
    static final int ROOM = 1 << 20;

    private final OutputStream out;
    private final Executor threads;
    private final Memory memory;
    private final Runnable onEnd;
    private final Deque<byte[]> frames = new ArrayDeque<>();
    private long bytes;
    private boolean writing;
    private boolean last;
    private boolean allWritten;
    private boolean closed;
    /** When the frame that is being written was begun; 0 while none is. */
    private long begun;
    private long written = System.nanoTime();

    /**
     * @param out to the client
     * @param threads one of which writes
     * @param memory that the frames take
     * @param onEnd told when the last frame has been written, or one could not be
     */
    Outbox(OutputStream out, Executor threads, Memory memory, Runnable onEnd) {
        this.out = out;
        this.threads = threads;
        this.memory = memory;
        this.onEnd = onEnd;
    }

    /**
     * Adds an event, without waiting.
     *
     * @throws CancelledException when the client has gone, or been told the last thing
     * @throws WyomingException when all clients together have too much to take
     */
    void put(WyomingEvent event) throws CancelledException, WyomingException {
        byte[] frame = EventWriter.bytes(event);
        boolean begin;
        synchronized (this) {
            if (closed || last) {
                throw new CancelledException();
            }
            memory.take(frame.length);
            begin = add(frame);
        }
        if (begin) {
            begin();
        }
    }

    /** Adds the last event, after what is there already, whatever memory says. Does nothing if there was one. */
    void putLast(WyomingEvent event) {
        byte[] frame = EventWriter.bytes(event);
        boolean begin;
        synchronized (this) {
            if (closed || last) {
                return;
            }
            memory.force(frame.length);
            last = true;
            begin = add(frame);
            notifyAll();
        }
        if (begin) {
            begin();
        }
    }

    /** {@return whether a thread must begin to write} */
    private boolean add(byte[] frame) {
        frames.add(frame);
        bytes += frame.length;
        boolean begin = !writing;
        writing = true;
        return begin;
    }

    /** Not while the lock is held: whoever is told of the end has locks of its own. */
    private void begin() {
        try {
            threads.execute(this::write);
        } catch (RejectedExecutionException e) {
            close();
            onEnd.run();
        }
    }

    /** Waits until the client has taken nearly all that there is. */
    synchronized void awaitRoom() throws CancelledException, InterruptedException {
        while (bytes > ROOM && !closed && !last) {
            wait();
        }
        if (closed || last) {
            throw new CancelledException();
        }
    }

    private void write() {
        for (byte[] frame = next(0); frame != null; frame = next(frame.length)) {
            try {
                out.write(frame);
            } catch (IOException e) {
                close();
                onEnd.run();
                return;
            }
        }
        if (allWritten()) {
            onEnd.run();
        }
    }

    private synchronized boolean allWritten() {
        return allWritten;
    }

    private synchronized byte[] next(int done) {
        if (done > 0) {
            written = System.nanoTime();
            begun = 0;
        }
        if (!closed) {
            bytes -= done;
            memory.give(done);
        }
        byte[] frame = closed ? null : frames.poll();
        if (frame == null) {
            writing = false;
            // Not asked afterwards: the last frame may be added just then, and be another thread's to write.
            allWritten = last;
        } else {
            begun = System.nanoTime();
        }
        notifyAll();
        return frame;
    }

    /** {@return nanoseconds for which the client has not taken the frame that is being written; 0 if none is} */
    synchronized long stuck() {
        return begun == 0 ? 0 : System.nanoTime() - begun;
    }

    /** {@return when a frame was last taken, in {@code System.nanoTime()}} */
    synchronized long lastWritten() {
        return written;
    }

    /** {@return bytes that wait} */
    synchronized long waiting() {
        return bytes;
    }

    /** Drops everything, and takes nothing more. */
    synchronized void close() {
        if (!closed) {
            closed = true;
            begun = 0;
            memory.give(bytes);
            bytes = 0;
            frames.clear();
            notifyAll();
        }
    }
}
