package alan.models;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what somebody may have meant who wrote a name that there is not. */
final class Near {
    private static final int MOST = 3;
    private static final int LONGEST = 64;
    private static final int SHORTEST_PART = 3;

    private Near() {}

    /**
     * {@return the names that are near to another, the nearest first, three at most} Near is what has it in itself, or begins with
     * something that differs in a third of the letters at most.
     *
     * @param wrong the name that there is not
     * @param names those that there are
     */
    static List<String> to(String wrong, List<String> names) {
        String sought = wrong.toLowerCase(Locale.ROOT).strip();
        if (sought.isEmpty() || sought.length() > LONGEST) {
            return List.of();
        }
        return names.stream()
                .filter(name -> isPart(sought, name) || Arrays.stream(distances(sought, name)).min().orElseThrow() <= sought.length() / 3)
                .sorted(Comparator.comparingInt(name -> distances(sought, name)[name.length()]))
                .limit(MOST)
                .toList();
    }

    private static boolean isPart(String sought, String name) {
        return sought.length() >= SHORTEST_PART && name.contains(sought) || name.length() >= SHORTEST_PART && sought.contains(name);
    }

    /** {@return the Levenshtein distance (letters to add, leave out or change) to each beginning of another text, the whole one last} */
    private static int[] distances(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row;
    }
}
