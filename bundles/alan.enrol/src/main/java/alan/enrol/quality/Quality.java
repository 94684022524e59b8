package alan.enrol.quality;

import alan.api.voice.Finding;
import alan.api.voice.Finding.Kind;
import alan.enrol.sound.Levels;
import alan.enrol.sound.SpokenSound;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What may be wrong with a recording. The limits were found on recordings with known defects (docs/ARCHITECTURE.md has what was measured). */
public final class Quality {
    /** Seconds of speech. */
    static final double SHORT = 60;
    /** Level of the speech, in dB below full scale. */
    static final double QUIET = 38;
    /** Percent of the speech. */
    static final double CLIPPED = 0.05;
    /** Speech above noise, in dB. */
    static final double NOISY = 25;
    /** Seconds. */
    static final double REVERBERANT = 0.45;
    /** Percent of the speech. */
    static final double MUSIC = 5;
    /** Hz. Wide-band telephones end at 7,000; a recording of 16 kHz reaches just under 8,000. */
    static final double NARROW = 7000;
    /** Percent of the recording. */
    static final double SPARSE = 40;

    private Quality() {}

    /** {@return each measure of a recording, in the unit of its kind; without {@link Kind#SPEAKERS}, for which an engine is needed} @param sound it */
    public static Map<Kind, Double> measures(SpokenSound sound) {
        Map<Kind, Double> measures = new EnumMap<>(Kind.class);
        measures.put(Kind.SHORT, sound.seconds());
        measures.put(Kind.QUIET, -Levels.decibels(sound.level()));
        measures.put(Kind.CLIPPED, Clipping.of(sound));
        measures.put(Kind.NOISY, sound.snr());
        measures.put(Kind.REVERBERANT, Reverberation.of(sound));
        measures.put(Kind.MUSIC, Tones.of(sound));
        measures.put(Kind.NARROW, Bandwidth.of(sound));
        measures.put(Kind.SPARSE, 100 * sound.seconds() / sound.listening().seconds());
        return measures;
    }

    /** {@return what is wrong by these measures, in the order of the kinds} @param measures as of {@link #measures} */
    public static List<Finding> findings(Map<Kind, Double> measures) {
        List<Finding> findings = new ArrayList<>();
        new EnumMap<>(measures).forEach((kind, value) -> {
            if (wrong(kind, value)) {
                findings.add(new Finding(kind, value));
            }
        });
        return findings;
    }

    private static boolean wrong(Kind kind, double value) {
        return switch (kind) {
            case SHORT -> value < SHORT;
            case QUIET -> value > QUIET;
            case CLIPPED -> value > CLIPPED;
            case NOISY -> value < NOISY;
            case REVERBERANT -> value > REVERBERANT;
            case MUSIC -> value > MUSIC;
            case NARROW -> value < NARROW;
            case SPARSE -> value < SPARSE;
            case SPEAKERS -> value > OtherSpeakers.LIMIT;
        };
    }
}
