package alan.api.perform;

import java.util.List;
import java.util.Objects;

/**
 * A conversation to be spoken.
 *
 * @param lines in order, at least one
 * @param end silence after the last one, in seconds
 */
public record Script(List<Line> lines, double end) {
    /**
     * What one voice says in one go.
     *
     * @param number of the line in the text that it begins in, from 1
     * @param voice as it is written in the script
     * @param text to speak, without stage directions
     * @param pause silence that the script asks for before it, in seconds
     */
    public record Line(int number, String voice, String text, double pause) {
        /** Checks that nothing is missing. */
        public Line {
            Objects.requireNonNull(voice, "voice");
            Objects.requireNonNull(text, "text");
        }
    }

    /** Copies the list. */
    public Script {
        lines = List.copyOf(lines);
    }
}
