package alan.stt.whisper;

import alan.api.stt.Segment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes words of tokens. A token begins a word if its text begins with a space; in languages without spaces every character or
 * sign does. Bytes of one character may be spread over several tokens. Punctuation belongs to the word before it, an opening sign
 * to the word after it.
 */
final class WordAssembler {
    private static final String OPENING = "¿¡([{«“‘„「『《〈";

    private final boolean withoutSpaces;
    private final List<Piece> words = new ArrayList<>();
    private Piece pending;

    /** @param withoutSpaces whether the language is written without spaces between words */
    private WordAssembler(boolean withoutSpaces) {
        this.withoutSpaces = withoutSpaces;
    }

    /**
     * Assembles a passage.
     *
     * @param passage as decoded
     * @param withoutSpaces whether the language is written without spaces between words
     * @param offsetMs where the passage's window begins, in ms
     * @param limitMs length of the recording, in ms: nothing ends later
     * @return the segment; {@code null} if there is nothing in it that was said
     */
    static Segment segment(Heard.Passage passage, boolean withoutSpaces, long offsetMs, long limitMs) {
        WordAssembler assembler = new WordAssembler(withoutSpaces);
        passage.tokens().forEach(assembler::add);
        List<Piece> words = Annotations.without(assembler.joined(), piece -> piece.text.toString());
        StringBuilder text = new StringBuilder();
        words.forEach(word -> text.append(word.text));
        if (text.toString().codePoints().noneMatch(Character::isLetterOrDigit)) {
            return null;
        }
        long start = within(offsetMs + passage.startMs(), 0, limitMs);
        long end = within(offsetMs + passage.endMs(), start, limitMs);
        List<Segment.Word> timed = new ArrayList<>();
        long last = start;
        for (Piece word : words) {
            long from = within(offsetMs + word.startMs, last, end);
            long to = within(offsetMs + word.endMs, from, end);
            // A sign that was joined may have brought a space.
            String letters = word.text.toString().replaceAll("\\s+", "");
            timed.add(new Segment.Word(letters, from, to, word.probability / word.tokens));
            last = to;
        }
        return new Segment(text.toString(), start, end, List.copyOf(timed));
    }

    private static long within(long value, long from, long to) {
        return Math.min(Math.max(value, from), Math.max(from, to));
    }

    private void add(Token token) {
        if (pending == null) {
            pending = new Piece(token);
        } else {
            pending.add(token);
        }
        if (!pending.endsInsideCharacter()) {
            pending.decode();
            place(pending);
            pending = null;
        }
    }

    private void place(Piece piece) {
        if (piece.text.length() == 0) {
            return;
        }
        Piece last = words.isEmpty() ? null : words.get(words.size() - 1);
        boolean begins = last == null || Character.isWhitespace(piece.text.charAt(0)) || withoutSpaces && !last.blank();
        if (begins) {
            words.add(piece);
        } else {
            last.join(piece);
        }
    }

    /** Joins words that are only punctuation to their neighbours. */
    private List<Piece> joined() {
        List<Piece> result = new ArrayList<>();
        Piece opening = null;
        for (Piece word : words) {
            if (opening != null) {
                opening.join(word);
                word = opening;
                opening = null;
            }
            Piece last = result.isEmpty() ? null : result.get(result.size() - 1);
            if (word.signsOnly() && (last == null || word.opens())) {
                opening = word;
            } else if (word.signsOnly() && !word.annotation()) {
                last.join(word);
            } else {
                result.add(word);
            }
        }
        if (opening != null && result.isEmpty()) {
            result.add(opening);
        } else if (opening != null) {
            result.get(result.size() - 1).join(opening);
        }
        return result;
    }

    /** Some tokens on their way to being a word. */
    private static final class Piece {
        private final StringBuilder text = new StringBuilder();
        private byte[] bytes;
        private final long startMs;
        private long endMs;
        private double probability;
        private int tokens;

        Piece(Token first) {
            bytes = new byte[0];
            startMs = first.startMs();
            add(first);
        }

        void add(Token token) {
            int length = bytes.length;
            bytes = Arrays.copyOf(bytes, length + token.text().length);
            System.arraycopy(token.text(), 0, bytes, length, token.text().length);
            endMs = Math.max(startMs, token.endMs());
            probability += token.probability();
            tokens++;
        }

        void join(Piece next) {
            text.append(next.text);
            endMs = Math.max(endMs, next.endMs);
            probability += next.probability;
            tokens += next.tokens;
        }

        void decode() {
            text.append(new String(bytes, StandardCharsets.UTF_8).replace("\uFFFD", ""));
        }

        boolean blank() {
            return text.toString().isBlank();
        }

        boolean signsOnly() {
            return text.codePoints().noneMatch(Character::isLetterOrDigit);
        }

        boolean opens() {
            String stripped = text.toString().strip();
            return stripped.isEmpty() || OPENING.indexOf(stripped.charAt(stripped.length() - 1)) >= 0;
        }

        boolean annotation() {
            return Annotations.mark(text.toString().strip());
        }

        /** Whether the last bytes are the beginning of a character whose rest is still to come. */
        boolean endsInsideCharacter() {
            for (int back = 1; back <= Math.min(3, bytes.length); back++) {
                int value = bytes[bytes.length - back] & 0xff;
                if (value >= 0xc0) {
                    int length = value >= 0xf0 ? 4 : value >= 0xe0 ? 3 : 2;
                    return length > back;
                }
                if (value < 0x80) {
                    return false;
                }
            }
            return false;
        }
    }
}
