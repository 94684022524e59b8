package alan.shell.sound;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A stream that keeps what is read of it: what voice activity is given at 16 kHz is wanted as the microphone heard it. */
public final class KeptStream implements PcmStream {
    private final PcmStream source;
    private final Consumer<float[]> meter;
    private final List<float[]> kept = new ArrayList<>();

    /**
     * @param source is closed with this
     * @param meter is shown every block
     */
    public KeptStream(PcmStream source, Consumer<float[]> meter) {
        this.source = source;
        this.meter = meter;
    }

    @Override
    public int sampleRate() {
        return source.sampleRate();
    }

    @Override
    public float[] read() throws AlanException {
        float[] block = source.read();
        if (block != null) {
            meter.accept(block);
            synchronized (kept) {
                kept.add(block.clone());
            }
        }
        return block;
    }

    /** {@return what was read so far, or since {@link #forget}} */
    public Pcm kept() {
        synchronized (kept) {
            return joined(sampleRate(), kept);
        }
    }

    /** Forgets what was read. */
    public void forget() {
        synchronized (kept) {
            kept.clear();
        }
    }

    /** {@return blocks one after the other} */
    static Pcm joined(int sampleRate, List<float[]> blocks) {
        float[] all = new float[blocks.stream().mapToInt(block -> block.length).sum()];
        int at = 0;
        for (float[] block : blocks) {
            System.arraycopy(block, 0, all, at, block.length);
            at += block.length;
        }
        return new Pcm(sampleRate, all);
    }

    /** {@return pieces one after the other} @param pieces of one rate, at least one */
    public static Pcm joined(List<Pcm> pieces) {
        return joined(pieces.get(0).sampleRate(), pieces.stream().map(Pcm::samples).toList());
    }

    @Override
    public void close() {
        source.close();
    }
}
