package alan.perform;

import java.util.ArrayList;
import java.util.List;

/**
 * When what is said.
 *
 * @param cues in order
 * @param seconds of the whole
 */
record Timeline(List<Cue> cues, double seconds) {
    /** Characters that are read at a glance: two lines of 42. */
    private static final int GLANCE = 84;

    /**
     * A stretch of speech with its words.
     *
     * @param from when it begins, in seconds
     * @param to when it ends
     * @param first whether a line of the script begins with it
     * @param speaker who speaks
     * @param text the words
     */
    record Cue(double from, double to, boolean first, String speaker, String text) {}

    /**
     * {@return the cues of a line} One that is too long to be read at a glance becomes several, which begin in proportion to their characters: where the
     * words are in its sound is not known.
     *
     * @param from when its sound begins, in seconds
     * @param to when it ends
     */
    static List<Cue> cues(double from, double to, String speaker, String text) {
        List<String> pieces = pieces(text);
        int all = pieces.stream().mapToInt(String::length).sum();
        List<Cue> cues = new ArrayList<>();
        int before = 0;
        for (String piece : pieces) {
            double begin = from + (to - from) * before / all;
            before += piece.length();
            cues.add(new Cue(begin, from + (to - from) * before / all, cues.isEmpty(), speaker, piece));
        }
        return cues;
    }

    /** {@return a text in pieces of about the same length, parted between words} */
    private static List<String> pieces(String text) {
        int count = (text.length() + GLANCE - 1) / GLANCE;
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        int at = 0;
        for (String word : text.split(" ")) {
            // With half of the word beyond the place where a piece should end, the next one begins.
            if (piece.length() > 0 && at + word.length() / 2 >= (pieces.size() + 1) * text.length() / count) {
                pieces.add(piece.toString());
                piece.setLength(0);
            }
            piece.append(piece.length() == 0 ? "" : " ").append(word);
            at += word.length() + 1;
        }
        pieces.add(piece.toString());
        return pieces;
    }
}
