package alan.companion;

import alan.api.audio.Pcm;
import java.text.Normalizer;
import java.util.Locale;

/**
 * How well a sentence came out: by what was understood of it, by its length against its text, and by the silence at its end.
 *
 * @param characterErrorRate letters and digits to insert, delete or replace (Levenshtein) for each of the sentence
 * @param seconds of its sound, without the silence at its end
 * @param silence at its end, in seconds
 * @param likely seconds that the sentence usually takes
 */
record TakeScore(double characterErrorRate, double seconds, double silence, double likely) {
    /** Letters and digits a second of everyday speech. */
    private static final double CHARACTERS_A_SECOND = 13;
    private static final double SHORTEST = 0.3;
    /** Half or twice the usual length is still a way to say it. */
    private static final double USUAL = Math.log(2);
    private static final double LENGTH_WEIGHT = 0.5;
    private static final double SILENCE_WEIGHT = 0.1;
    /** Silence up to here is a pause. */
    private static final double PAUSE = 0.5;
    private static final double SILENT = 0.003;

    /**
     * {@return the score of a take}
     *
     * @param sentence that was to be spoken
     * @param heard what was understood
     * @param sound of the take
     */
    static TakeScore of(String sentence, String heard, Pcm sound) {
        String said = letters(sentence);
        int end = sound.samples().length;
        while (end > 0 && Math.abs(sound.samples()[end - 1]) < SILENT) {
            end--;
        }
        return new TakeScore(distance(said, letters(heard)) / (double) Math.max(1, said.length()), end / (double) sound.sampleRate(),
                (sound.samples().length - end) / (double) sound.sampleRate(), Math.max(SHORTEST, said.length() / CHARACTERS_A_SECOND));
    }

    /** {@return what takes are compared by; less is better, and 0 is a sentence that was understood to the letter} */
    double value() {
        double length = Math.abs(Math.log(Math.max(SHORTEST, seconds) / likely));
        return characterErrorRate + LENGTH_WEIGHT * Math.max(0, length - USUAL) + SILENCE_WEIGHT * Math.max(0, silence - PAUSE);
    }

    /** {@return letters and digits, without accents, in lower case} */
    private static String letters(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private static int distance(String said, String heard) {
        int[] above = new int[heard.length() + 1];
        for (int j = 0; j <= heard.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= said.length(); i++) {
            int[] row = new int[heard.length() + 1];
            row[0] = i;
            for (int j = 1; j <= heard.length(); j++) {
                int replaced = above[j - 1] + (said.charAt(i - 1) == heard.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[heard.length()];
    }
}
