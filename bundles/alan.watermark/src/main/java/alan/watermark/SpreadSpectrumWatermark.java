package alan.watermark;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.watermark.Mark;
import alan.api.watermark.Marker;
import alan.api.watermark.Watermark;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/**
 * Marks by spread spectrum in the levels of a time-frequency plane (after D. Kirovski and H. Malvar, Spread-spectrum watermarking of audio signals, IEEE Trans.
 * Signal Processing 51, 2003). Usable without OSGi too. Its methods may be called from any thread.
 */
@Component(name = "alan.watermark", service = Watermark.class)
public final class SpreadSpectrumWatermark implements Watermark {
    /** Of the pattern that all of Alan's marks have. Another one would make every mark that is out there unreadable. */
    private static final long SEED = 0x416c616e;

    /** Below this rate a part of the band is missing. */
    private static final int LEAST_RATE = 16_000;

    private static final int HIGHEST_RATE = 384_000;

    /** Seconds that are looked at together, and how far apart these pieces begin. */
    private static final double PIECE = 6;

    private static final double STEP = 3;

    /** A sound only a little longer than a piece is one piece. */
    private static final double SLACK = 1.5;

    private final Layout layout;

    /** The marks of every Alan. */
    public SpreadSpectrumWatermark() {
        this(SEED);
    }

    /** @param seed of the pattern */
    SpreadSpectrumWatermark(long seed) {
        layout = new Layout(seed);
    }

    @Override
    public Marker marker(int sampleRate, Mark mark) throws AlanException {
        requireRate(sampleRate);
        return new StreamMarker(layout, sampleRate, mark);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Longer sound is looked at in pieces of 6 s that overlap by half, so a few synthetic seconds in it are enough. The mark that is in most of them is
     * reported, with the best agreement (see {@link Detector.Found}) as its confidence.
     */
    @Override
    public Optional<Detection> detect(Pcm sound) throws AlanException {
        requireRate(sound.sampleRate());
        Detector detector = new Detector(layout);
        int length = sound.samples().length;
        int piece = (int) (PIECE * sound.sampleRate());
        int slack = (int) (SLACK * sound.sampleRate());
        Map<Mark, Evidence> found = new LinkedHashMap<>();
        int from = 0;
        int to;
        do {
            to = length - from <= piece + slack ? length : from + piece;
            Detector.Found here = detector.detect(sound.slice(from, to));
            if (here != null) {
                found.merge(here.mark(), new Evidence(1, here.agreement()), Evidence::plus);
            }
            from += (int) (STEP * sound.sampleRate());
        } while (to < length);
        return found.entrySet().stream().max(Map.Entry.comparingByValue())
                .map(best -> new Detection(best.getKey(), Math.min(1, best.getValue().agreement)));
    }

    private static void requireRate(int sampleRate) throws AlanException {
        if (sampleRate < LEAST_RATE || sampleRate > HIGHEST_RATE) {
            throw new AlanException("Sound of %d Hz can hold no mark; use %d Hz or more, up to %d.", sampleRate, LEAST_RATE, HIGHEST_RATE);
        }
    }

    /** In how many pieces a mark is, and how well it agrees with the best of them. */
    private record Evidence(int pieces, double agreement) implements Comparable<Evidence> {
        Evidence plus(Evidence other) {
            return new Evidence(pieces + other.pieces, Math.max(agreement, other.agreement));
        }

        @Override
        public int compareTo(Evidence other) {
            return pieces == other.pieces ? Double.compare(agreement, other.agreement) : Integer.compare(pieces, other.pieces);
        }
    }
}
