package alan.llm.llama.worker;

import java.util.List;

/**
 * Ends a text before the first of some stop texts, though it comes in pieces. Text that may be the beginning of a stop text is
 * held back until
 * that is known.
 *
 * <p>The library can do this, too, but then loses what it holds back when the answer ends.
 */
final class StopTexts {
    private final List<String> stops;
    private final StringBuilder held = new StringBuilder();
    private boolean found;

    /** @param stops texts that end the answer; empty ones are ignored */
    StopTexts(List<String> stops) {
        this.stops = stops.stream().filter(stop -> !stop.isEmpty()).toList();
    }

    /**
     * Takes a piece.
     *
     * @param piece some text
     * @return what of the text so far may be shown now; empty when all is held back or a stop text was found before
     */
    String add(String piece) {
        if (found) {
            return "";
        }
        held.append(piece);
        int end = firstStop();
        if (end >= 0) {
            found = true;
            String rest = held.substring(0, end);
            held.setLength(0);
            return rest;
        }
        return release(held.length() - longestBeginning());
    }

    /** {@return what was held back; the text is at its end and no stop text came} */
    String end() {
        return release(held.length());
    }

    /** {@return whether a stop text was found} */
    boolean found() {
        return found;
    }

    private String release(int length) {
        String shown = held.substring(0, length);
        held.delete(0, length);
        return shown;
    }

    private int firstStop() {
        int first = -1;
        for (String stop : stops) {
            int at = held.indexOf(stop);
            if (at >= 0 && (first < 0 || at < first)) {
                first = at;
            }
        }
        return first;
    }

    /** {@return length of the longest end of what is held that is the beginning of a stop text} */
    private int longestBeginning() {
        int longest = 0;
        for (String stop : stops) {
            int most = Math.min(stop.length() - 1, held.length());
            for (int length = most; length > longest; length--) {
                if (stop.startsWith(held.substring(held.length() - length))) {
                    longest = length;
                }
            }
        }
        return longest;
    }
}
