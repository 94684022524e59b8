package alan.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;

/**
 * A stream that outlives the interruption of whoever writes to it. Gogo's streams are channels, which close for ever, and the
 * terminal with them, when a thread writes that has been interrupted or is interrupted meanwhile.
 */
final class UnbrokenStream extends OutputStream {
    private static final long PATIENCE_MS = 1000;

    private final OutputStream out;
    private final OutputStream behind;
    private final Lock writing;

    /**
     * @param out where to
     * @param behind is flushed with it
     * @param writing held during each write; {@link #interrupt} waits for it
     */
    UnbrokenStream(OutputStream out, OutputStream behind, Lock writing) {
        this.out = out;
        this.behind = behind;
        this.writing = writing;
    }

    /**
     * Interrupts a thread, at a time at which it does not write. Does so anyway after a second, for a terminal may be held up.
     *
     * @param thread to interrupt
     * @param writing the lock of its streams
     */
    static void interrupt(Thread thread, Lock writing) {
        boolean quiet = false;
        try {
            quiet = writing.tryLock(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            thread.interrupt();
        } finally {
            if (quiet) {
                writing.unlock();
            }
        }
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        unbroken(() -> out.write(bytes, from, length));
    }

    @Override
    public void flush() throws IOException {
        unbroken(() -> {
            out.flush();
            behind.flush();
        });
    }

    private void unbroken(Writing action) throws IOException {
        writing.lock();
        boolean interrupted = Thread.interrupted();
        try {
            action.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            writing.unlock();
        }
    }

    private interface Writing {
        void run() throws IOException;
    }
}
