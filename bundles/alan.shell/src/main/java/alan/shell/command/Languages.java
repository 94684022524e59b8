package alan.shell.command;

import alan.api.text.Text;
import java.util.Set;
import java.util.TreeSet;

/** Sets of languages in a cell of a table. */
final class Languages {
    private static final int MOST = 6;

    private Languages() {}

    /** {@return the codes if they are few, else how many there are} @param codes ISO 639-1; empty for any */
    static String cell(Set<String> codes) {
        if (codes.isEmpty()) {
            return Text.tr("any");
        }
        return codes.size() <= MOST ? String.join(",", new TreeSet<>(codes)) : Text.tr("%d languages", codes.size());
    }
}
