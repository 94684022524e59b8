package alan.tts.csm.command;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lines that begin with a label, whose contents stand under each other, however long the words are in the reader's language. */
final class Labels {
    private final Map<String, String> lines = new LinkedHashMap<>();

    /** Adds a line. @param label in the reader's language @param content likewise */
    void add(String label, Object content) {
        lines.put(label, String.valueOf(content));
    }

    /** Prints them. @param out where to */
    void print(PrintStream out) {
        int width = lines.keySet().stream().mapToInt(String::length).max().orElse(0) + 2;
        lines.forEach((label, content) -> out.println(label + " ".repeat(width - label.length()) + content));
    }
}
