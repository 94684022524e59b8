package alan.tts.kokoro;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a long text between sentences, so that the beginning is spoken before the end has been read. */
final class TextPieces {
    /**
     * A piece is at least so long, in UTF-16 code units, but for the last: espeak-ng knows best where a sentence ends, so not every one is cut
     * off.
     */
    static final int ENOUGH = 400;

    private TextPieces() {}

    /** {@return the text in pieces, in order; each has a letter or a digit in it} @param text anything */
    static List<String> of(String text) {
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
        sentences.setText(text);
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int end = sentences.next(); end != BreakIterator.DONE; end = sentences.next()) {
            if (end - from >= ENOUGH || end == text.length()) {
                addSpoken(text.substring(from, end).strip(), pieces);
                from = end;
            }
        }
        return pieces;
    }

    private static void addSpoken(String piece, List<String> pieces) {
        // espeak-ng would spell marks out: "asterisk".
        if (piece.codePoints().anyMatch(Character::isLetterOrDigit)) {
            pieces.add(piece);
        }
    }
}
