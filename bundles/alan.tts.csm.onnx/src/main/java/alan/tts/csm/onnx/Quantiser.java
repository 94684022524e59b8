package alan.tts.csm.onnx;

import alan.tts.csm.tensor.Weight;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.IntStream;

/** Makes integers of few bits of a weight, on all cores, of which each holds some rows in memory. */
final class Quantiser {
    /** Numbers that one core reads at a time. */
    private static final int STRETCH = 1 << 18;
    /** Columns that are turned into rows at a time: a line of the processor's cache. */
    private static final int TILE = 16;
    private static final int MOST = 127;
    private static final int ZERO = 8;
    /** Below this a block is zeros: large enough that the inverse of it is a number. */
    private static final float SILENCE = 1e-30f;
    /** By what the extreme of a block is divided: that of these is taken which gives the least error. */
    private static final float[] DIVISORS = {7.5f, 8, 8.5f};

    private final Quantised weight;
    private final int inputs;
    private final byte[] numbers;
    private final float[] scales;

    /** @param weight to be quantised */
    Quantiser(Quantised weight) {
        this.weight = weight;
        this.inputs = weight.inputs();
        this.numbers = new byte[weight.bytes()];
        this.scales = new float[weight.scales()];
    }

    /** {@return the numbers, as {@link Quantised} lays them out} */
    byte[] numbers() {
        return numbers;
    }

    /** {@return the scales, as {@link Quantised} lays them out} */
    float[] scales() {
        return scales;
    }

    /** Reads the weight and fills numbers and scales. @throws IOException when it cannot be read */
    void run() throws IOException {
        try {
            int first = 0;
            for (Weight part : weight.parts()) {
                if (weight.inFirst()) {
                    columns(part, first);
                } else {
                    rows(part, first);
                }
                first += weight.outputs(part);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void rows(Weight part, int first) {
        int outputs = weight.outputs(part);
        int each = Math.max(1, STRETCH / inputs);
        IntStream.range(0, (outputs + each - 1) / each).parallel().forEach(i -> {
            int from = i * each;
            int count = Math.min(each, outputs - from);
            float[] floats = read(part, (long) from * inputs, count * inputs);
            if (weight.bits() == 8) {
                eight(floats, count, first + from);
            } else {
                four(floats, count, first + from);
            }
        });
    }

    /** A weight whose first dimension is what comes in; only in 8 bits. */
    private void columns(Weight part, int first) {
        int outputs = weight.outputs(part);
        float[] floats = read(part, 0, inputs * outputs);
        IntStream.range(0, outputs).parallel().forEach(out -> {
            float largest = Float.MIN_NORMAL;
            for (int in = 0; in < inputs; in++) {
                largest = Math.max(largest, Math.abs(floats[in * outputs + out]));
            }
            scales[first + out] = largest / MOST;
            for (int in = 0; in < inputs; in++) {
                numbers[in * weight.outputs() + first + out] = (byte) Math.round(floats[in * outputs + out] / scales[first + out]);
            }
        });
    }

    private static float[] read(Weight part, long from, int count) {
        try {
            return part.stored().read(part.offset() + from * part.stored().type().bytes(), count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void eight(float[] floats, int rows, int first) {
        int outputs = weight.outputs();
        for (int row = 0; row < rows; row++) {
            float largest = Float.MIN_NORMAL;
            for (int in = 0; in < inputs; in++) {
                largest = Math.max(largest, Math.abs(floats[row * inputs + in]));
            }
            scales[first + row] = largest / MOST;
        }
        for (int tile = 0; tile < inputs; tile += TILE) {
            for (int row = 0; row < rows; row++) {
                for (int in = tile; in < Math.min(tile + TILE, inputs); in++) {
                    numbers[in * outputs + first + row] = (byte) Math.round(floats[row * inputs + in] / scales[first + row]);
                }
            }
        }
    }

    private void four(float[] floats, int rows, int first) {
        int blocks = weight.blocks();
        for (int row = 0; row < rows; row++) {
            for (int block = 0; block < blocks; block++) {
                int from = row * inputs + block * Quantised.BLOCK;
                int to = row * inputs + Math.min((block + 1) * Quantised.BLOCK, inputs);
                int at = (first + row) * blocks + block;
                scales[at] = scale(floats, from, to);
                float inverse = 1 / scales[at];
                for (int i = 0; i < Quantised.BLOCK; i++) {
                    int number = from + i < to ? number(floats[from + i], inverse) : ZERO;
                    numbers[(at * Quantised.BLOCK + i) / 2] |= (byte) (number << i % 2 * 4);
                }
            }
        }
    }

    /** {@return what a block is divided by} Its extreme, be it positive or negative, is to become about −8, since there is no +8. */
    private static float scale(float[] floats, int from, int to) {
        float extreme = 0;
        for (int i = from; i < to; i++) {
            extreme = Math.abs(floats[i]) > Math.abs(extreme) ? floats[i] : extreme;
        }
        if (Math.abs(extreme) < SILENCE) {
            return SILENCE;
        }
        float best = 0;
        float least = Float.MAX_VALUE;
        for (float divisor : DIVISORS) {
            float scale = -extreme / divisor;
            float inverse = 1 / scale;
            float error = 0;
            for (int i = from; i < to; i++) {
                float difference = (number(floats[i], inverse) - ZERO) * scale - floats[i];
                error += difference * difference;
            }
            if (error < least) {
                least = error;
                best = scale;
            }
        }
        return best;
    }

    private static int number(float value, float inverse) {
        // Positive before it is cut off, which rounds to the nearest then.
        return Math.max(0, Math.min(15, (int) (value * inverse + (ZERO + 0.5f))));
    }
}
