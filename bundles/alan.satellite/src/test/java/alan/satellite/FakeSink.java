package alan.satellite;

import alan.api.AlanException;
import alan.api.audio.AudioSink;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A speaker that writes down what it plays, and plays nothing to its end before it may. */
final class FakeSink implements AudioSink {
    final List<Float> samples = new ArrayList<>();
    final int rate;
    private final CountDownLatch mayEnd;
    private volatile boolean closed;

    FakeSink(int rate, CountDownLatch mayEnd) {
        this.rate = rate;
        this.mayEnd = mayEnd;
    }

    @Override
    public int sampleRate() {
        return rate;
    }

    @Override
    public synchronized void write(float[] block) throws AlanException {
        if (closed) {
            throw new AlanException("closed");
        }
        for (float sample : block) {
            samples.add(sample);
        }
    }

    @Override
    public void finish() throws AlanException {
        try {
            mayEnd.await();
        } catch (InterruptedException e) {
            throw new AlanException("interrupted", e);
        }
        if (closed) {
            throw new AlanException("closed");
        }
    }

    @Override
    public synchronized long played() {
        return samples.size();
    }

    boolean wasClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        mayEnd.countDown();
    }
}
