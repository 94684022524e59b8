package alan.shell.output;

import java.util.Arrays;

/** Lines that begin with a label, whose contents stand under each other: in every language, however long its words are. */
public final class Labels {
    private final int width;

    /** @param labels all that may stand under each other, colon and all */
    public Labels(String... labels) {
        width = Arrays.stream(labels).mapToInt(Table::length).max().orElse(0) + 1;
    }

    /**
     * {@return a line}
     *
     * @param label one of them
     * @param content what stands behind it
     */
    public String line(String label, Object content) {
        return label + " ".repeat(width - Table.length(label)) + content;
    }
}
