package alan.enrol.segments;

import alan.api.AlanException;
import alan.api.listen.VoiceActivity.Speech;
import alan.api.stt.Segment;
import alan.enrol.sound.SpokenSound;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a recording into stretches of about a sentence: at pauses, and where somebody speaks without any, between two words.
 *
 * <p>Voice activity parts speech at pauses of a third of a second. What is short is joined to what comes after it; what is longer than a model likes
 * is split at its longest inner pause. Only where there is none, somebody must be asked where words end.
 */
public final class Cutter {
    /** The longest stretch, in seconds. */
    public static final double MOST = 15;
    /** The shortest one, in seconds, unless there are only shorter ones. */
    public static final double LEAST = 2;

    /** So long a stretch is left alone, in seconds: about a sentence. */
    private static final double AIM = 5;
    /** The longest pause across which two are joined, in seconds, and the longest across which one is that is too short by itself. */
    private static final double JOINED = 1;
    private static final double SAVED = 2.5;
    /** A silence this long, in frames, is no part of a word: those before p, t, k are half as long. */
    private static final int PAUSE = SpokenSound.FRAMES / 5;
    /** As soft as a pause: so much above the noise, or so much below the speech, as powers. */
    private static final double ABOVE_NOISE = 4;
    private static final double BELOW_SPEECH = 3000;
    /** How far from where a recogniser sees a word's end the sound may be cut, in frames. */
    private static final int REACH = 8;

    private final SpokenSound sound;
    private final Times times;
    private final int hop;

    /** Says when the words of a stretch are spoken. */
    public interface Times {
        /**
         * {@return its words, with times from the start of the recording}
         *
         * @param stretch in samples at 16 kHz
         * @throws AlanException when that cannot be found out
         */
        List<Segment.Word> of(Speech stretch) throws AlanException;
    }

    /**
     * What came of it.
     *
     * @param kept stretches in order
     * @param tooShort what is too short for one, and too far from any other
     */
    public record Cut(List<Speech> kept, List<Speech> tooShort) {}

    /**
     * @param sound to be cut
     * @param times asked for stretches that have no pause
     */
    public Cutter(SpokenSound sound, Times times) {
        this.sound = sound;
        this.times = times;
        this.hop = sound.listening().sampleRate() / SpokenSound.FRAMES;
    }

    /** {@return the stretches} @throws AlanException when the words of one cannot be found */
    public Cut cut() throws AlanException {
        List<Speech> pieces = new ArrayList<>();
        for (Speech each : sound.speech()) {
            split(each, pieces);
        }
        List<Speech> joined = joined(joined(pieces, AIM, JOINED), LEAST, SAVED);
        List<Speech> kept = joined.stream().filter(each -> seconds(each) >= LEAST).toList();
        if (kept.isEmpty()) {
            return new Cut(joined, List.of());
        }
        return new Cut(kept, joined.stream().filter(each -> seconds(each) < LEAST).toList());
    }

    private double seconds(Speech each) {
        return (each.to() - each.from()) / (double) sound.listening().sampleRate();
    }

    /** Joins a stretch to the one before it as long as either is shorter than it should be. */
    private List<Speech> joined(List<Speech> pieces, double aim, double gap) {
        List<Speech> result = new ArrayList<>();
        for (Speech piece : pieces) {
            Speech last = result.isEmpty() ? null : result.get(result.size() - 1);
            if (last != null && (seconds(last) < aim || aim == LEAST && seconds(piece) < aim)) {
                Speech both = new Speech(last.from(), piece.to());
                if (seconds(both) <= MOST && seconds(new Speech(last.to(), piece.from())) <= gap) {
                    result.set(result.size() - 1, both);
                    continue;
                }
            }
            result.add(piece);
        }
        return result;
    }

    private void split(Speech stretch, List<Speech> into) throws AlanException {
        if (seconds(stretch) <= MOST) {
            into.add(stretch);
            return;
        }
        int pause = longestPause(stretch);
        int at = pause >= 0 ? pause : betweenWords(stretch);
        split(new Speech(stretch.from(), at), into);
        split(new Speech(at, stretch.to()), into);
    }

    private int first(Speech stretch) {
        return (int) (stretch.from() / hop + LEAST * SpokenSound.FRAMES);
    }

    private int last(Speech stretch) {
        return (int) Math.min(sound.powers().length, stretch.to() / hop - LEAST * SpokenSound.FRAMES);
    }

    /** {@return the middle of the longest pause, in samples; -1 if there is none} */
    private int longestPause(Speech stretch) {
        double soft = Math.max(ABOVE_NOISE * sound.noise(), sound.level() / BELOW_SPEECH);
        int best = -1;
        int longest = PAUSE - 1;
        int run = 0;
        for (int frame = first(stretch); frame < last(stretch); frame++) {
            run = sound.powers()[frame] <= soft ? run + 1 : 0;
            if (run > longest) {
                longest = run;
                best = frame - run / 2;
            }
        }
        return best < 0 ? -1 : best * hop;
    }

    /** {@return the softest place between two words, in samples; the softest of all where no word is known} */
    private int betweenWords(Speech stretch) throws AlanException {
        List<Segment.Word> words = times.of(stretch);
        int best = -1;
        for (int i = 0; i + 1 < words.size(); i++) {
            Segment.Word before = words.get(i);
            Segment.Word after = words.get(i + 1);
            int from = Math.max(first(stretch), Math.max(middle(before), frame(before.endMs()) - REACH));
            int to = Math.min(last(stretch), Math.min(middle(after), frame(after.startMs()) + REACH));
            best = softest(from, to, best);
        }
        return (best < 0 ? softest(first(stretch), last(stretch), -1) : best) * hop;
    }

    private int softest(int from, int to, int known) {
        int best = known;
        for (int frame = from; frame < to; frame++) {
            if (best < 0 || power(frame) < power(best)) {
                best = frame;
            }
        }
        return best;
    }

    /** Of three frames: a single one may lie between two pulses of a deep voice. */
    private double power(int frame) {
        double[] powers = sound.powers();
        return powers[Math.max(0, frame - 1)] + powers[frame] + powers[Math.min(powers.length - 1, frame + 1)];
    }

    private static int frame(long ms) {
        return (int) (ms * SpokenSound.FRAMES / 1000);
    }

    private static int middle(Segment.Word word) {
        return frame((word.startMs() + word.endMs()) / 2);
    }
}
