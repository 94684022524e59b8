package alan.api.text;

import java.util.HashMap;
import java.util.Map;

/**
 * Reads GNU gettext's PO format, which translators' tools write: {@code msgid} and {@code msgstr} in quotes, over as many lines as need be. No plurals, no
 * contexts: Alan's sentences are made to need none.
 *
 * @see <a href="https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html">PO files</a>
 */
final class PoFile {
    private final Map<String, String> entries = new HashMap<>();
    private final StringBuilder id = new StringBuilder();
    private final StringBuilder translation = new StringBuilder();
    private StringBuilder current;

    private PoFile() {}

    /**
     * {@return translations by their English}
     *
     * @param content of the file
     */
    static Map<String, String> read(String content) {
        PoFile file = new PoFile();
        content.lines().map(String::strip).forEach(file::line);
        file.end();
        return Map.copyOf(file.entries);
    }

    private void line(String line) {
        if (line.startsWith("msgid ")) {
            end();
            current = id;
        } else if (line.startsWith("msgstr ")) {
            current = translation;
        } else if (!line.startsWith("\"")) {
            // A comment, an empty line, or something that Alan does not use.
            return;
        }
        if (current != null) {
            current.append(unquoted(line));
        }
    }

    /** The header has an empty id, and what is not translated yet an empty translation. */
    private void end() {
        if (id.length() > 0 && translation.length() > 0) {
            entries.put(id.toString(), translation.toString());
        }
        id.setLength(0);
        translation.setLength(0);
    }

    private static String unquoted(String line) {
        int from = line.indexOf('"');
        int to = line.lastIndexOf('"');
        return from < 0 || to == from ? "" : line.substring(from + 1, to).translateEscapes();
    }
}
