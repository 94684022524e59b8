package alan.listen.wake;

import java.nio.FloatBuffer;

/** The last rows of a table that grows at its end, in native memory. */
final class Window {
    private final FloatBuffer rows;
    private final int width;

    /**
     * @param rows how many are kept; all numbers are zero at first
     * @param width numbers of a row
     */
    Window(int rows, int width) {
        this.rows = Direct.floats(rows * width);
        this.width = width;
    }

    /** Adds rows; as many of the oldest go. @param added whole rows; if they are more than are kept, the last ones count */
    void add(float[] added) {
        int from = Math.max(0, added.length - rows.capacity());
        int kept = rows.capacity() - (added.length - from);
        rows.put(0, rows, rows.capacity() - kept, kept);
        rows.put(kept, added, from, added.length - from);
    }

    /** {@return the last rows, as a view} @param count how many */
    FloatBuffer last(int count) {
        int length = count * width;
        return rows.slice(rows.capacity() - length, length);
    }
}
