package alan.audio;

import java.nio.file.Path;

/** File names in the form in which a sentence shows them. */
final class Shown {
    private Shown() {}

    /**
     * {@return the path on one line: a name may hold line breaks and whatever else a terminal obeys}
     *
     * @param file any path
     */
    static String path(Path file) {
        return text(file.toString());
    }

    /** {@return likewise what somebody wrote into a file} @param text any */
    static String text(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\n' -> shown.append("\\n");
                case '\r' -> shown.append("\\r");
                case '\t' -> shown.append("\\t");
                default -> {
                    // Also the marks that turn the direction of writing, with which a name can look like another.
                    if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                        shown.append(String.format("\\u%04x", c));
                    } else {
                        shown.appendCodePoint(c);
                    }
                }
            }
        });
        return shown.toString();
    }
}
