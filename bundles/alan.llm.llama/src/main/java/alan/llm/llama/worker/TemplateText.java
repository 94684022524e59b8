package alan.llm.llama.worker;

/**
 * Carries any text unharmed through the library's {@code applyTemplate}, which hands its UTF-8 result to JNI's
 * {@code NewStringUTF}: that knows
 * no four-byte characters (it garbles them and cuts the end of the text off) and ends at U+0000.
 *
 * <p>Such characters travel as U+F8FE, their number in hexadecimal, and {@code ;}. So does U+F8FE itself, which is for private
 * use.
 */
final class TemplateText {
    private static final int ESCAPE = 0xF8FE;

    private TemplateText() {}

    /** {@return the text without any character that would be harmed} @param text any text */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (character == 0 || character == ESCAPE || character > 0xFFFF) {
                escaped.append((char) ESCAPE).append(Integer.toHexString(character)).append(';');
            } else {
                escaped.append((char) character);
            }
        });
        return escaped.toString();
    }

    /** {@return the text as it was} @param text with what {@link #escape} made in it */
    static String unescape(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int end = c == ESCAPE ? text.indexOf(';', at) : -1;
            int character = end < 0 ? -1 : parse(text, at + 1, end);
            if (character < 0) {
                plain.append(c);
                at++;
            } else {
                plain.appendCodePoint(character);
                at = end + 1;
            }
        }
        return plain.toString();
    }

    private static int parse(String text, int from, int to) {
        try {
            int character = Integer.parseInt(text, from, to, 16);
            return Character.isValidCodePoint(character) ? character : -1;
        } catch (NumberFormatException | IndexOutOfBoundsException notOurs) {
            return -1;
        }
    }
}
