package alan.audio;

import alan.api.AlanException;
import alan.api.audio.PcmStream;

/** Another stream's sound at another rate. */
final class ResampledStream implements PcmStream {
    private final PcmStream source;
    private final int sampleRate;
    private final Object lock = new Object();
    private final Resampler resampler;
    private boolean ended;
    private boolean closed;

    /**
     * @param source is closed with this stream
     * @param sampleRate wanted, in Hz
     * @throws AlanException when the resampler cannot be made; {@code source} stays open
     */
    ResampledStream(PcmStream source, int sampleRate) throws AlanException {
        this.source = source;
        this.sampleRate = sampleRate;
        this.resampler = new Resampler(source.sampleRate(), sampleRate);
    }

    @Override
    public int sampleRate() {
        return sampleRate;
    }

    @Override
    public float[] read() throws AlanException {
        while (true) {
            synchronized (lock) {
                if (ended || closed) {
                    return null;
                }
            }
            float[] block = source.read(); // may wait long: close() must not have to wait for it
            synchronized (lock) {
                if (closed) {
                    return null;
                }
                ended = block == null;
                float[] converted = ended ? resampler.drain() : resampler.convert(block);
                if (converted.length > 0) {
                    return converted;
                }
            }
        }
    }

    @Override
    public void close() {
        source.close();
        synchronized (lock) {
            closed = true;
            resampler.close();
        }
    }
}
