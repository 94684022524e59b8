package alan.voices.choose;

import alan.api.voice.VoiceSegment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A segment that may be shown.
 *
 * @param segment itself
 * @param positions that it takes
 * @param worth how good it is to hear, more than 0 to 1: clear, understood, in the right language
 * @param asked whether it is in the language that is to be spoken
 * @param units what is said in it, each with its count: sounds, pairs of sounds ({@code ab} as {@code "a b"}), and intonations ({@code "?"}, {@code "!"})
 * @param sounds in it, all of them
 */
record Candidate(VoiceSegment segment, int positions, double worth, boolean asked, Map<String, Integer> units, int sounds) {
    static final String QUESTION = "?";
    static final String EXCLAMATION = "!";

    /** As far above the noise as a good microphone in a quiet room gets; more is not heard. */
    private static final double CLEAR_DB = 30;
    private static final double LEAST_WORTH = 0.05;
    /** Of a segment in another language: the voice is the same, its sounds are not. */
    private static final double OTHER_LANGUAGE = 0.3;
    /** How much a doubtful word costs, as a multiple of its share of the words: a model that is shown a wrong text learns to read wrongly. */
    private static final double DOUBT = 4;
    /** A shorter one has no melody of a sentence. */
    private static final double SHORT_S = 2;

    /** {@return a candidate} @param words its sounds by words @param language that is to be spoken */
    static Candidate of(VoiceSegment segment, int positions, List<List<String>> words, String language) {
        Map<String, Integer> units = new HashMap<>();
        int sounds = 0;
        for (List<String> word : words) {
            for (int i = 0; i < word.size(); i++) {
                units.merge(word.get(i), 1, Integer::sum);
                if (i > 0) {
                    units.merge(word.get(i - 1) + " " + word.get(i), 1, Integer::sum);
                }
            }
            sounds += word.size();
        }
        if (segment.text().contains(QUESTION)) {
            units.put(QUESTION, 1);
        }
        if (segment.text().contains(EXCLAMATION)) {
            units.put(EXCLAMATION, 1);
        }
        boolean asked = segment.language().equals(language);
        double clear = Math.max(0, Math.min(1, segment.snr() / CLEAR_DB));
        double understood = 1 / (1 + DOUBT * segment.doubtful().size() / Math.max(1, words.size()));
        double worth = clear * understood * (asked ? 1 : OTHER_LANGUAGE) * Math.min(1, segment.seconds() / SHORT_S);
        return new Candidate(segment, positions, Math.max(LEAST_WORTH, worth), asked, units, sounds);
    }

    /** {@return whether a unit is a single sound} */
    static boolean isSound(String unit) {
        return !unit.contains(" ") && !unit.equals(QUESTION) && !unit.equals(EXCLAMATION);
    }

    /** {@return sounds a second} */
    double pace() {
        return sounds / segment.seconds();
    }
}
