package alan.engines;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A {@code config/PID.cfg} file of which single keys are changed; comments and everything else stay as the user wrote them.
 *
 * <p>FileInstall is told to read these files as UTF-8, so this does, too.
 */
final class ConfigFile {
    private final Path file;

    ConfigFile(Path folder, String pid) {
        this.file = folder.resolve(pid + ".cfg");
    }

    /** {@return what FileInstall remembers of the file that a configuration came from; it then knows ours for its own} */
    String key() {
        // As FileInstall makes it of a File; a Path would say file:///.
        return file.toFile().getAbsoluteFile().toURI().toString();
    }

    /** {@return the file's text; empty if there is none} */
    String text() throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            // An old file in the old encoding; it is UTF-8 once it has been written.
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        }
    }

    /** {@return the file's keys and values} */
    Map<String, Object> read() throws IOException {
        Properties properties = new Properties();
        properties.load(new java.io.StringReader(text()));
        Map<String, Object> all = new Hashtable<>();
        properties.forEach((key, value) -> all.put((String) key, value));
        return all;
    }

    /**
     * Sets a key; replaces its line if there is one, also one that is commented out, else adds a line. A file that says it already stays as it is.
     */
    void set(String key, String value) throws IOException {
        if (value.equals(read().get(key))) {
            return;
        }
        List<String> lines = new ArrayList<>(text().lines().toList());
        String line = key + " = " + value;
        int at = find(lines, key, "");
        if (at < 0) {
            at = find(lines, key, "#");
        }
        if (at < 0) {
            lines.add(line);
        } else {
            lines.set(at, line);
        }
        replace(String.join("\n", lines) + "\n");
    }

    private static int find(List<String> lines, String key, String prefix) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.startsWith(prefix)) {
                String rest = line.substring(prefix.length()).strip();
                if (rest.startsWith(key) && rest.substring(key.length()).strip().startsWith("=")) {
                    return i;
                }
            }
        }
        return -1;
    }

    /** Writes the whole file: aside, then moved, so that FileInstall never sees half of it. Empty text removes it. */
    void replace(String text) throws IOException {
        if (text.isEmpty()) {
            Files.deleteIfExists(file);
            return;
        }
        if (Files.exists(file) && text.equals(text())) {
            return;
        }
        // FileInstall reads *.cfg only, so it does not see the file that is being written.
        Path aside = Files.createTempFile(file.getParent(), "." + file.getFileName(), ".tmp");
        try {
            Files.writeString(aside, text);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(aside);
        }
    }
}
