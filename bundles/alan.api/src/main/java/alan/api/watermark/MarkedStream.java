package alan.api.watermark;

import alan.api.AlanException;
import alan.api.audio.PcmStream;

/** A stream whose sound is marked on its way. */
final class MarkedStream implements PcmStream {
    private final PcmStream sound;
    private final Marker marker;
    private boolean ended;

    MarkedStream(PcmStream sound, Marker marker) {
        this.sound = sound;
        this.marker = marker;
    }

    @Override
    public int sampleRate() {
        return sound.sampleRate();
    }

    @Override
    public float[] read() throws AlanException {
        while (!ended) {
            float[] block = sound.read();
            ended = block == null;
            float[] marked = ended ? marker.finish() : marker.next(block);
            if (marked.length > 0) {
                return marked;
            }
        }
        return null;
    }

    @Override
    public void close() {
        sound.close();
    }
}
