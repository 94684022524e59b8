package alan.remote;

import java.util.List;

/**
 * The part of an answer that is for the reader. Thoughts between {@code <think>} and {@code </think>} at the beginning are left out (servers that do
 * not know how the
 * model thinks send them as text), it ends before a stop text, and no character is cut in two.
 */
final class SpokenPart {
    private static final String OPEN = "<think>";
    private static final String CLOSE = "</think>";

    private final List<String> stops;
    private final StringBuilder held = new StringBuilder();
    private boolean begun;
    private boolean thinking;
    private boolean stopped;

    /** @param stops the answer ends before any of these */
    SpokenPart(List<String> stops) {
        this.stops = stops.stream().filter(stop -> !stop.isEmpty()).toList();
    }

    /** {@return what can be read now; perhaps nothing} @param piece that came */
    String add(String piece) {
        held.append(piece);
        return skipThoughts() && !stopped ? release(false) : "";
    }

    /** {@return what was held back, now that nothing more comes} */
    String finish() {
        return thinking || stopped ? "" : release(true);
    }

    /** {@return whether a stop text has come} */
    boolean stopped() {
        return stopped;
    }

    /** {@return whether the thoughts are over, if there are any} */
    private boolean skipThoughts() {
        if (!begun) {
            String start = held.toString().stripLeading();
            if (start.isEmpty() || OPEN.startsWith(start)) {
                return false;
            }
            begun = true;
            thinking = start.startsWith(OPEN);
        }
        if (thinking) {
            int end = held.indexOf(CLOSE);
            if (end < 0) {
                // Only what may be the beginning of the end is kept.
                held.delete(0, Math.max(0, held.length() - CLOSE.length()));
                return false;
            }
            thinking = false;
            held.delete(0, end + CLOSE.length());
        }
        return true;
    }

    private String release(boolean all) {
        int end = held.length();
        for (String stop : stops) {
            int at = held.indexOf(stop);
            if (at >= 0 && at < end) {
                end = at;
                stopped = true;
            }
        }
        if (!stopped && !all) {
            end -= suspicious();
        }
        String text = held.substring(0, end);
        held.delete(0, end);
        return text;
    }

    /** {@return how many characters at the end may be the first of a stop text, or half a character} */
    private int suspicious() {
        int most = held.length() > 0 && Character.isHighSurrogate(held.charAt(held.length() - 1)) ? 1 : 0;
        for (String stop : stops) {
            for (int length = Math.min(stop.length() - 1, held.length()); length > most; length--) {
                if (stop.startsWith(held.substring(held.length() - length))) {
                    most = length;
                }
            }
        }
        return most;
    }
}
