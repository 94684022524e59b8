package alan.tts.csm.tensor;

import java.util.Arrays;

/** Numbers that go into a run or come out of it. */
public sealed interface Value {
    /** {@return the shape, outermost dimension first} */
    long[] shape();

    /** Floats. @param data all of them @param shape outermost dimension first */
    record Floats(float[] data, long... shape) implements Value {
        /** Checks the shape. */
        public Floats {
            check(data.length, shape);
        }
    }

    /** Integers. @param data all of them @param shape outermost dimension first */
    record Ints(int[] data, long... shape) implements Value {
        /** Checks the shape. */
        public Ints {
            check(data.length, shape);
        }
    }

    private static void check(int length, long[] shape) {
        if (Arrays.stream(shape).reduce(1, (a, b) -> a * b) != length) {
            throw new IllegalArgumentException(length + " numbers are not of shape " + Arrays.toString(shape));
        }
    }
}
