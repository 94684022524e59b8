package alan.perform.script;

import alan.api.AlanException;
import alan.api.perform.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a script, line by line. For one script. */
public final class ScriptReader {
    /** Characters of a line, and of lines that are one; two minutes of speech, about. What is lost when a performance is cut off is one of these. */
    static final int LONGEST = 2_000;

    /** Lines that are spoken. */
    static final int MOST = 10_000;

    private static final int LONGEST_VOICE = 100;
    private static final Pattern VOICE = Pattern.compile("\\[([^\\[\\]]*)\\]\\s*:?(.*)");
    private static final Pattern BREAK = Pattern.compile("\\r\\n|[\\n\\r\\u0085\\u2028\\u2029]");
    /** Nothing that anybody writes on purpose: controls, and the mark that some editors put before a text. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\uFEFF\\u200B]+");

    private final List<Script.Line> lines = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private String voice;
    private int began;
    private double pause;

    private ScriptReader() {}

    /**
     * {@return the lines of a script}
     *
     * @param script as {@link alan.api.perform.Performances#read} says
     * @throws AlanException when nothing in it is to be spoken, or a line cannot be read
     */
    public static Script read(String script) throws AlanException {
        ScriptReader reader = new ScriptReader();
        int number = 0;
        for (String line : BREAK.split(script)) {
            number++;
            reader.line(number, UNSEEN.matcher(line).replaceAll(" ").strip());
        }
        reader.end();
        if (reader.lines.isEmpty()) {
            throw new AlanException("There is nothing to be spoken in this script; write lines such as [%s] Hello!", "en_US-joe-medium");
        }
        return new Script(reader.lines, reader.pause);
    }

    private void line(int number, String line) throws AlanException {
        if (line.isEmpty()) {
            end();
        } else if (!line.startsWith("#")) {
            if (line.length() > LONGEST) {
                throw new AlanException("Line %d is %d characters long, and %d is the most; make several lines of it.", number, line.length(), LONGEST);
            }
            said(number, line.startsWith("[") ? voice(number, line) : line);
        }
    }

    /** {@return what a line says that names a voice} */
    private String voice(int number, String line) throws AlanException {
        Matcher named = VOICE.matcher(line);
        if (!named.matches() || named.group(1).isBlank() || named.group(1).length() > LONGEST_VOICE) {
            throw new AlanException("Line %d begins with a bracket, but with no voice in it; write [voice] and what it says.", number);
        }
        end();
        voice = named.group(1).strip();
        return named.group(2);
    }

    private void said(int number, String line) throws AlanException {
        if (voice == null) {
            throw new AlanException("Line %d is nobody's; begin it with the voice that speaks it, such as [%s].", number, "en_US-joe-medium");
        }
        for (StageDirections.Part part : StageDirections.parts(number, line)) {
            if (part.text() == null) {
                end();
                pause += part.seconds();
            } else {
                add(number, part.text());
            }
        }
    }

    private void add(int number, String more) throws AlanException {
        began = text.length() == 0 ? number : began;
        text.append(text.length() == 0 ? "" : " ").append(more);
        if (text.length() > LONGEST) {
            throw new AlanException("What begins in line %d is longer than %d characters in line %d; leave an empty line where it can be parted.",
                    began, LONGEST, number);
        }
    }

    /** What was gathered is a line, unless nothing in it can be spoken, as in an ellipsis. */
    private void end() throws AlanException {
        String said = text.toString();
        text.setLength(0);
        if (said.codePoints().noneMatch(Character::isLetterOrDigit)) {
            return;
        }
        if (lines.size() == MOST) {
            throw new AlanException("Line %d is one too many; a script has at most %d.", began, MOST);
        }
        lines.add(new Script.Line(began, voice, said, pause));
        pause = 0;
    }
}
