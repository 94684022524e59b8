package alan.shell.output;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Rows whose columns stand under each other, two spaces apart. */
public final class Table {
    private static final String GAP = "  ";
    private static final String RIGHT = ">";

    private final List<List<String>> rows = new ArrayList<>();
    private final Set<Integer> right = new TreeSet<>();

    /** @param headings of the columns; one of {@link #right} has its column aligned to the right */
    public Table(String... headings) {
        List<String> names = new ArrayList<>();
        for (String heading : headings) {
            if (heading.startsWith(RIGHT)) {
                right.add(names.size());
            }
            names.add(heading.startsWith(RIGHT) ? heading.substring(RIGHT.length()) : heading);
        }
        rows.add(names);
    }

    /** {@return the heading of a column that is aligned to the right, as numbers are} @param heading as it is shown */
    public static String right(String heading) {
        return RIGHT + heading;
    }

    /**
     * Adds a row.
     *
     * @param cells as many as there are headings; {@code null} is empty
     * @return this
     */
    public Table row(Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(cell == null ? "" : cell.toString());
        }
        rows.add(row);
        return this;
    }

    /** {@return whether there is no row} */
    public boolean isEmpty() {
        return rows.size() == 1;
    }

    /**
     * Prints the headings and the rows.
     *
     * @param out where to
     */
    public void print(PrintStream out) {
        int[] widths = widths();
        rows.forEach(row -> out.println(line(row, widths)));
    }

    private int[] widths() {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], length(row.get(i)));
            }
        }
        return widths;
    }

    private String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - length(row.get(i)));
            line.append(i == 0 ? "" : GAP);
            line.append(right.contains(i) ? padding + row.get(i) : row.get(i) + padding);
        }
        return line.toString().stripTrailing();
    }

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
