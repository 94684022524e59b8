package alan.tts.piper;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a text into pieces that are short enough to be spoken at one go, whatever it is: the network's memory grows with the
 * square of a
 * sentence's length, and cancelling waits for no piece. A text that is short enough stays whole, since espeak-ng knows better
 * where a sentence ends.
 */
final class TextPieces {
    /** The longest piece, in UTF-16 code units; about 15 seconds of speech. */
    static final int LONGEST = 250;

    private static final int SHORTEST = LONGEST / 4;
    private static final Pattern NOT_TEXT = Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Co}\\p{Cn}\\s]+");
    private static final List<Pattern> BOUNDARIES = List.of(
            Pattern.compile("[.!?…]['\")\\]»”’]*\\s|[。！？]"),
            Pattern.compile("[,;:–—]\\s|[、，；：]"),
            Pattern.compile("\\s"));

    private TextPieces() {}

    /**
     * {@return the text in pieces, in order; each has a letter or a digit in it}
     *
     * @param text anything
     */
    static List<String> of(String text) {
        String rest = NOT_TEXT.matcher(Normalizer.normalize(text, Normalizer.Form.NFC)).replaceAll(" ").strip();
        List<String> pieces = new ArrayList<>();
        while (rest.length() > LONGEST) {
            int cut = boundary(rest);
            addSpoken(rest.substring(0, cut).strip(), pieces);
            rest = rest.substring(cut).strip();
        }
        addSpoken(rest, pieces);
        return pieces;
    }

    private static void addSpoken(String piece, List<String> pieces) {
        // espeak-ng would spell marks out: "asterisk".
        if (piece.codePoints().anyMatch(Character::isLetterOrDigit)) {
            pieces.add(piece);
        }
    }

    private static int boundary(String text) {
        for (Pattern pattern : BOUNDARIES) {
            Matcher matcher = pattern.matcher(text).region(0, LONGEST);
            int last = 0;
            while (matcher.find()) {
                last = matcher.end();
            }
            if (last >= SHORTEST) {
                return last;
            }
        }
        return Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    }
}
