package alan.perform.script;

import alan.api.AlanException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells what is spoken of a line from what is not: stage directions, in parentheses or between asterisks, of which some are pauses. */
final class StageDirections {
    /** The longest pause, in seconds. */
    static final double LONGEST = 60;

    /** A pause of which nobody says how long it is, in seconds. */
    private static final double PAUSE = 1;

    private static final Pattern PAUSES = Pattern.compile(
            "(?:pause|silence|pausa|silencio)(?:\\s*[:,]?\\s*(?:(?:for|de|of)\\s+)?(\\d{1,6}(?:[.,]\\d{1,6})?)\\s*"
                    + "(?:s|secs?|seconds?|segs?|segundos?)?)?\\s*\\.?",
            Pattern.CASE_INSENSITIVE);

    private final int number;
    private final String line;
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder spoken = new StringBuilder();

    private StageDirections(int number, String line) {
        this.number = number;
        this.line = line;
    }

    /** Something that is spoken, or a silence: {@code text} is {@code null} then. @param seconds of silence */
    record Part(String text, double seconds) {}

    /**
     * {@return what is left of a line, in order}
     *
     * @param number of the line
     * @param line without the name of a voice
     * @throws AlanException when a pause is too long
     */
    static List<Part> parts(int number, String line) throws AlanException {
        return new StageDirections(number, line).read();
    }

    private List<Part> read() throws AlanException {
        int at = 0;
        while (at < line.length()) {
            char c = line.charAt(at);
            int end = c == '(' ? closing(at) : c == '*' ? star(at) : -1;
            if (end < 0) {
                spoken.append(c == '*' ? "" : c);
                at++;
            } else {
                direction(line.substring(at + 1, end));
                at = end + 1;
            }
        }
        flush();
        return parts;
    }

    /** {@return where the parenthesis ends that begins at a place; -1 if it does not, as in a smiley} */
    private int closing(int from) {
        int depth = 0;
        for (int i = from; i < line.length(); i++) {
            depth += line.charAt(i) == '(' ? 1 : line.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    /** {@return where the direction ends that an asterisk begins; -1 if it begins none: two are emphasis, and one between numbers or words is neither} */
    private int star(int from) {
        boolean begins = (from == 0 || !isWord(from - 1) && line.charAt(from - 1) != '*')
                && from + 1 < line.length() && line.charAt(from + 1) != '*' && !Character.isWhitespace(line.charAt(from + 1));
        int end = begins ? line.indexOf('*', from + 1) : -1;
        boolean ends = end > 0 && !Character.isWhitespace(line.charAt(end - 1))
                && (end + 1 == line.length() || !isWord(end + 1) && line.charAt(end + 1) != '*');
        return ends ? end : -1;
    }

    private boolean isWord(int at) {
        return Character.isLetterOrDigit(line.charAt(at));
    }

    private void direction(String content) throws AlanException {
        spoken.append(' ');
        Matcher pause = PAUSES.matcher(content.strip());
        if (pause.matches()) {
            double seconds = pause.group(1) == null ? PAUSE : Double.parseDouble(pause.group(1).replace(',', '.'));
            if (seconds > LONGEST) {
                throw new AlanException("The pause in line %d is longer than %d seconds, the most that there may be.", number, (int) LONGEST);
            }
            flush();
            parts.add(new Part(null, seconds));
        }
    }

    private void flush() {
        String text = spoken.toString().strip().replaceAll("\\s+", " ");
        spoken.setLength(0);
        if (!text.isEmpty()) {
            parts.add(new Part(text, 0));
        }
    }
}
