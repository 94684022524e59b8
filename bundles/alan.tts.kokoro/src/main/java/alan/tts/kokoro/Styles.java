package alan.tts.kokoro;

import java.nio.FloatBuffer;

/**
 * How a voice sounds: a vector of 256 numbers for each length that a passage may have, since Kokoro speaks short and long ones in different ways.
 *
 * @param values row by row
 */
record Styles(float[] values) {
    /** Numbers of a row. */
    static final int WIDTH = 256;

    /**
     * {@return the row for a passage: the n-th for n tokens, the last for more than there are rows}
     *
     * @param tokens of the passage, without the pads
     */
    FloatBuffer row(int tokens) {
        int rows = values.length / WIDTH;
        int row = Math.max(1, Math.min(tokens, rows)) - 1;
        return FloatBuffer.wrap(values, row * WIDTH, WIDTH).slice();
    }
}
