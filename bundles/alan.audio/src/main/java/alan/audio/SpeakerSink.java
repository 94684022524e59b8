package alan.audio;

import alan.api.AlanException;
import alan.api.audio.AudioSink;
import javax.sound.sampled.SourceDataLine;

/** A speaker: writing waits while the device's buffer is full. */
final class SpeakerSink implements AudioSink {
    private static final int BLOCK_MILLIS = 20;

    private final LineFormat<SourceDataLine> line;
    private final String name;
    private final int sampleRate;
    private final Resampler resampler;
    private final Object lock = new Object();
    private long written;
    private long lastPlayed;
    private volatile boolean done;

    /**
     * Starts to play.
     *
     * @param line open; closed with the sink
     * @param name of the device
     * @param sampleRate of what will be written, in Hz
     * @param resampler from that rate to the one of the line; {@code null} where they are the same; closed with the sink
     */
    SpeakerSink(LineFormat<SourceDataLine> line, String name, int sampleRate, Resampler resampler) {
        this.line = line;
        this.name = name;
        this.sampleRate = sampleRate;
        this.resampler = resampler;
        line.line().start();
    }

    @Override
    public int sampleRate() {
        return sampleRate;
    }

    @Override
    public void write(float[] samples) throws AlanException {
        float[] converted;
        synchronized (lock) {
            requireOpen();
            converted = resampler == null ? samples : resampler.convert(samples);
            written += samples.length;
        }
        play(converted);
    }

    /** In small pieces, so that a thread that closes the sink does not wait for the rest. */
    private void play(float[] samples) throws AlanException {
        byte[] bytes = line.fromMono(samples);
        int block = line.sampleRate() * BLOCK_MILLIS / 1000 * 2 * line.channels();
        for (int at = 0; at < bytes.length;) {
            int length = Math.min(block, bytes.length - at);
            int taken = line.line().write(bytes, at, length); // returns early when the line is closed or the device goes away
            requireOpen();
            if (taken <= 0) {
                throw DeviceKind.SPEAKER.gone(name);
            }
            at += taken;
        }
    }

    private void requireOpen() throws AlanException {
        if (done) {
            throw new AlanException("The speaker %s is already closed; open it again.", name);
        }
    }

    @Override
    public void finish() throws AlanException {
        float[] rest;
        synchronized (lock) {
            requireOpen();
            rest = resampler == null ? new float[0] : resampler.drain();
        }
        play(rest);
        line.line().drain();
        synchronized (lock) {
            requireOpen(); // closed meanwhile: not everything was heard
            lastPlayed = written;
            shut();
        }
    }

    @Override
    public long played() {
        synchronized (lock) {
            if (!done) {
                long position = Math.round(line.line().getLongFramePosition() * (double) sampleRate / line.sampleRate());
                lastPlayed = Math.max(lastPlayed, Math.min(written, position));
            }
            return lastPlayed;
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (!done) {
                played();
                shut();
            }
        }
    }

    private void shut() {
        done = true;
        line.line().stop();
        line.line().flush();
        line.line().close();
        if (resampler != null) {
            resampler.close();
        }
    }
}
