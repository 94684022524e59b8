package alan.watermark;

import alan.api.watermark.Mark;
import alan.api.watermark.Marker;
import java.util.Arrays;

/**
 * Marks one sound, frame by frame: to each is added itself, filtered by the gains of its slot, so silence stays silence. What comes out does not depend on the
 * blocks that go in. It is behind by two slots and the reach of the filter, 60 ms; so much after an end is not marked where the sound goes on.
 */
final class StreamMarker implements Marker {
    private final Layout layout;
    private final float[] symbols;
    private final Frames frames;
    private final SlotGains gains = new SlotGains();
    private final double slotSamples;
    private final int spread;
    private final double[] spectrum;
    private final float[] energy = new float[Layout.TILES];

    /** The sound from sample {@link #origin} on, and what is to be added to it. */
    private float[] sound = new float[0];

    private float[] added = new float[0];
    private int filled;
    private long origin;

    private long given;
    private long slot;

    StreamMarker(Layout layout, int sampleRate, Mark mark) {
        this.layout = layout;
        symbols = Code.encode(mark);
        frames = new Frames(sampleRate);
        slotSamples = Layout.SLOT * sampleRate;
        spread = (int) Math.ceil(Frames.SPREAD * sampleRate);
        spectrum = new double[frames.size()];
    }

    @Override
    public float[] next(float[] block) {
        append(block, block.length);
        while (slotSamples * (slot + 1) <= origin + filled) {
            markSlot();
        }
        return take(Math.min(origin + filled, (long) Math.floor(slotSamples * (slot - 1)) - spread));
    }

    @Override
    public float[] finish() {
        long end = origin + filled;
        append(new float[0], 0);
        while (Math.floor(slotSamples * (slot - 1)) - spread < end) {
            markSlot();
        }
        return take(end);
    }

    /** Takes samples, and drops those that no frame looks at any more. */
    private void append(float[] block, int length) {
        int room = filled + length + 2 * frames.size();
        if (room > sound.length) {
            long first = Math.min(given, (long) Math.floor(slotSamples * (slot - 1)) - spread);
            int dropped = (int) Math.max(0, first - origin);
            filled -= dropped;
            sound = moved(sound, dropped, 2 * (room - dropped));
            added = moved(added, dropped, 2 * (room - dropped));
            origin += dropped;
        }
        System.arraycopy(block, 0, sound, filled, length);
        filled += length;
    }

    private static float[] moved(float[] samples, int dropped, int size) {
        return Arrays.copyOf(Arrays.copyOfRange(samples, Math.min(dropped, samples.length), samples.length), size);
    }

    private void markSlot() {
        double centre = slotSamples * slot - origin;
        int begin = frames.take(sound, filled, centre, spectrum);
        float mean = frames.energies(spectrum, energy);
        int at = (int) (slot % Layout.SLOTS);
        float[] chosen = gains.next(energy, mean, frames.total(spectrum), layout.signs(at), symbols[layout.symbol(at)]);
        if (chosen != null) {
            frames.shape(spectrum, chosen);
            frames.back(spectrum);
            int from = Math.max(0, (int) Math.floor(centre - slotSamples) - spread + 1);
            int to = Math.min(added.length, (int) Math.floor(centre + slotSamples) + spread);
            for (int i = from; i < to; i++) {
                added[i] += spectrum[i - begin];
            }
        }
        slot++;
    }

    private float[] take(long to) {
        float[] out = new float[(int) Math.max(0, to - given)];
        int at = (int) (given - origin);
        for (int i = 0; i < out.length; i++) {
            float x = sound[at + i];
            float most = Math.max(1, Math.abs(x)); // what was in range stays so
            out[i] = Math.max(-most, Math.min(most, x + added[at + i]));
        }
        given += out.length;
        return out;
    }
}
