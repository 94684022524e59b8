package alan.perform;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes out of a language model's answer what somebody says in one turn: small models add names, quotes, remarks, lists, and what the others would say. */
final class SpokenTurn {
    /** Characters of a turn. */
    private static final int LONGEST = 400;

    private static final int SENTENCES = 3;
    private static final Pattern THOUGHT = Pattern.compile("(?s)<think>.*?(?:</think>|$)");
    private static final Pattern REMARK = Pattern.compile("\\([^()]*\\)|\\[[^\\[\\]]*\\]|\\*\\*|(?<!\\w)[*_][^*_\\n]*[*_](?!\\w)|[`#>*|~]|https?://\\S+");
    private static final Pattern BULLET = Pattern.compile("^\\s*(?:[-–—•]|\\d{1,2}[.)])\\s+");
    private static final Pattern NAMED = Pattern.compile("^\\s*([\\p{L}][\\p{L} .'-]{0,30}?)\\s*[:：]\\s*(.*)$");
    private static final Pattern QUOTES = Pattern.compile("[\"“”„«»]");
    private static final Pattern SENTENCE = Pattern.compile("[^.!?…]*[.!?…]+['’)]*");
    private static final Pattern UNSPOKEN = Pattern.compile("[^\\p{L}\\p{M}\\p{N}\\p{P}\\p{Sc}+=%° ]");

    private SpokenTurn() {}

    /**
     * {@return what is said; {@code null} if there is nothing that can be}
     *
     * @param answer of the model
     * @param names of all who talk
     */
    static String of(String answer, List<String> names) {
        String plain = REMARK.matcher(THOUGHT.matcher(answer).replaceAll("")).replaceAll(" ");
        String first = null;
        for (String line : plain.split("\\R")) {
            String said = unnamed(BULLET.matcher(line).replaceFirst(""), names, first == null);
            if (said == null || first != null && said.isBlank()) {
                // Somebody else's turn, or a paragraph more.
                break;
            }
            if (!said.isBlank()) {
                first = first == null ? said : first + " " + said;
            }
        }
        return first == null ? null : sentences(UNSPOKEN.matcher(QUOTES.matcher(first).replaceAll("")).replaceAll(" ").strip().replaceAll("\\s+", " "));
    }

    /** {@return a line without the name before it; {@code null} if it is somebody else's} Whose the first one is, was said to the model. */
    private static String unnamed(String line, List<String> names, boolean first) {
        if (first && line.strip().endsWith(":")) {
            // "Sure, here is what she could say:"
            return "";
        }
        Matcher named = NAMED.matcher(line);
        if (!named.matches()) {
            return line;
        }
        String name = named.group(1).toLowerCase(Locale.ROOT);
        boolean known = names.stream().anyMatch(each -> name.contains(each.toLowerCase(Locale.ROOT)));
        return first ? known || named.group(2).length() > name.length() ? named.group(2) : "" : known ? null : line;
    }

    /** {@return the first whole sentences; a text without an end that is too long has none} */
    private static String sentences(String text) {
        Matcher sentence = SENTENCE.matcher(text);
        int end = 0;
        for (int i = 0; i < SENTENCES && sentence.find() && sentence.end() <= LONGEST; i++) {
            end = sentence.end();
        }
        String whole = end > 0 ? text.substring(0, end).strip() : text.length() > LONGEST ? "" : text;
        // It must not look like anything else to who reads the script.
        String line = whole.replaceAll("^[\\s\\p{P}&&[^¿¡'’]]+", "");
        return line.codePoints().anyMatch(Character::isLetter) ? line : null;
    }
}
