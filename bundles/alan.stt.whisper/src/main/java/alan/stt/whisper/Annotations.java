package alan.stt.whisper;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What Whisper writes of sounds that are no speech: {@code [BLANK_AUDIO]}, {@code (music)}, {@code *laughs*}, {@code ♪}. Nobody
 * said it.
 */
final class Annotations {
    private static final String OPENING = "[(*♪";
    private static final String CLOSING = "])*♪";

    private Annotations() {}

    /**
     * Leaves out the words of annotations. One that is opened and not closed is kept, as it may be something else.
     *
     * @param words in order
     * @param text of a word
     * @return those that were said
     */
    static <W> List<W> without(List<W> words, Function<W, String> text) {
        List<W> said = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            int end = end(words, text, i);
            if (end < 0) {
                said.add(words.get(i));
            } else {
                i = end;
            }
        }
        return said;
    }

    /** {@return whether it is a sign that stands for a sound} @param word without spaces around it */
    static boolean mark(String word) {
        return word.equals("♪") || word.equals("*");
    }

    /** Where the annotation that begins at a word ends; -1 if none does. */
    private static <W> int end(List<W> words, Function<W, String> text, int from) {
        String first = text.apply(words.get(from)).strip();
        int kind = first.isEmpty() ? -1 : OPENING.indexOf(first.charAt(0));
        if (kind < 0) {
            return -1;
        }
        char closing = CLOSING.charAt(kind);
        if (first.length() > 1 && closed(first.substring(1), closing)) {
            return from;
        }
        for (int i = from + 1; i < words.size(); i++) {
            if (closed(text.apply(words.get(i)).strip(), closing)) {
                return i;
            }
        }
        return closing == '♪' ? from : -1;
    }

    /** Whether a word ends with the sign, punctuation after it not counted. */
    private static boolean closed(String word, char closing) {
        int at = word.lastIndexOf(closing);
        return at >= 0 && word.substring(at + 1).codePoints().noneMatch(Character::isLetterOrDigit);
    }
}
