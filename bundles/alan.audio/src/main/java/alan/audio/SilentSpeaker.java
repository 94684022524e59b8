package alan.audio;

import alan.api.AlanException;
import alan.api.audio.AudioSink;

/** Drops sound at the pace at which a speaker with a small buffer would play it. */
final class SilentSpeaker implements AudioSink {
    private static final int BUFFER_MILLIS = 200;

    private final int sampleRate;
    private Pace pace;
    private long begun;
    private long written;
    private long playedAtEnd;
    private boolean done;

    /** @param sampleRate of what will be written, in Hz */
    SilentSpeaker(int sampleRate) {
        this.sampleRate = sampleRate;
        this.pace = new Pace(sampleRate);
    }

    @Override
    public int sampleRate() {
        return sampleRate;
    }

    @Override
    public void write(float[] samples) throws AlanException {
        Pace now;
        long due;
        synchronized (this) {
            requireOpen();
            if (played() == written) { // it ran dry: time that went by in between was not played
                pace = new Pace(sampleRate);
                begun = written;
            }
            written += samples.length;
            now = pace;
            due = written - begun - sampleRate * BUFFER_MILLIS / 1000;
        }
        if (!now.await(due)) {
            throw closed();
        }
    }

    @Override
    public void finish() throws AlanException {
        Pace now;
        long due;
        synchronized (this) {
            requireOpen();
            now = pace;
            due = written - begun;
        }
        if (!now.await(due)) {
            throw closed();
        }
        synchronized (this) {
            requireOpen();
            playedAtEnd = written;
            done = true;
        }
    }

    @Override
    public synchronized long played() {
        return done ? playedAtEnd : Math.min(written, begun + pace.now());
    }

    @Override
    public synchronized void close() {
        if (!done) {
            playedAtEnd = played();
            done = true;
            pace.stop();
        }
    }

    private void requireOpen() throws AlanException {
        if (done) {
            throw closed();
        }
    }

    private static AlanException closed() {
        return new AlanException("The speaker is already closed; open it again.");
    }
}
