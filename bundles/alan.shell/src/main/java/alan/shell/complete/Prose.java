package alan.shell.complete;

import java.util.Set;

/**
 * Lets people ask and say without quotes. To Gogo, {@code moon?} is a pattern for file names and the sign in {@code What's}
 * opens a quotation; in a line that starts with {@code ask}, {@code say} or {@code write-dialogue} both are text. So is an apostrophe in double
 * quotes, on which Gogo's own parser fails.
 */
public final class Prose {
    private static final Set<String> COMMANDS = Set.of("ask", "say", "write-dialogue", "alan:ask", "alan:say", "alan:write-dialogue");

    private Prose() {}

    /**
     * {@return the line as Gogo is to read it} Other commands' lines come back as they are, and so does whatever stands in
     * quotes.
     *
     * @param line as typed
     */
    public static String escape(String line) {
        String text = line.stripLeading();
        int end = 0;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return COMMANDS.contains(text.substring(0, end)) ? text.substring(0, end) + escapeWords(text.substring(end)) : line;
    }

    private static String escapeWords(String words) {
        StringBuilder escaped = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            if (c == '\\' && quote != '\'' && i + 1 < words.length()) {
                escaped.append(c);
                c = words.charAt(++i);
            } else if (quote == '"' && c == '\'') {
                // Gogo does not understand it there, so it stands between two quotations.
                escaped.append("\"\\'\"");
                continue;
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (isText(words, i)) {
                escaped.append('\\');
            } else if (c == '"' || c == '\'') {
                quote = c;
            }
            escaped.append(c);
        }
        return escaped.toString();
    }

    // A sign that stands within a word is an apostrophe; one that follows a space or = opens a quotation.
    private static boolean isText(String words, int at) {
        char c = words.charAt(at);
        return c == '?' || c == '*' || c == '\'' && Character.isLetterOrDigit(words.charAt(at - 1));
    }
}
