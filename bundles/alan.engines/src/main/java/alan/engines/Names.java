package alan.engines;

import alan.api.text.Text;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Lists of names in a sentence: those that there are, and the one that was probably meant. */
final class Names {
    /** A longer list helps nobody. */
    private static final int MOST = 8;

    /** Letters that a part of a name must have to stand for it: {@code joe} for {@code en_US-joe-medium}. */
    private static final int SHORTEST_PART = 3;

    private Names() {}

    /**
     * {@return them, apart by commas; the first few and how many there are when there are many}
     *
     * @param items names, {@link Text}s or {@link Locale}s; at least one
     */
    static Text list(Collection<?> items) {
        List<?> few = items.stream().limit(MOST).toList();
        Text list = Text.of("%s", few.get(0));
        for (Object item : few.subList(1, few.size())) {
            list = Text.of("%s, %s", list, item);
        }
        return items.size() > MOST ? Text.of("%s, … (%d in all)", list, items.size()) : list;
    }

    /**
     * {@return the name that was probably meant}
     *
     * @param wanted as it was typed
     * @param names that there are
     */
    static Optional<String> nearest(String wanted, Collection<String> names) {
        String lower = wanted.toLowerCase(Locale.ROOT);
        int most = Math.max(1, lower.length() / 3);
        Optional<String> alike = names.stream()
                .filter(name -> distance(lower, name.toLowerCase(Locale.ROOT)) <= most)
                .min(Comparator.comparingInt(name -> distance(lower, name.toLowerCase(Locale.ROOT))));
        return alike.or(() -> names.stream()
                .filter(name -> lower.length() >= SHORTEST_PART && name.toLowerCase(Locale.ROOT).contains(lower))
                .findFirst());
    }

    /** {@return how many letters must be put in, left out or changed to make one of the other} Levenshtein's distance, by Wagner and Fischer. */
    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }
}
