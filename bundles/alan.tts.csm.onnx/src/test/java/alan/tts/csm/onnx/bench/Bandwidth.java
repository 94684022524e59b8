package alan.tts.csm.onnx.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How fast the processor reads from memory: several threads add up an array each, larger together than any cache. */
final class Bandwidth {
    private final int threads;
    private final long[][] parts;

    /** @param threads that read at the same time @param bytes of all that they read, together */
    Bandwidth(int threads, long bytes) {
        this.threads = threads;
        this.parts = new long[threads][Math.toIntExact(bytes / Long.BYTES / threads)];
        Arrays.stream(parts).forEach(part -> Arrays.setAll(part, i -> i));
    }

    /** {@return bytes read in a second, once for each repeat} The first readings, which warm up, are left out. @param repeats one or more */
    double[] measure(int repeats) throws Exception {
        ExecutorService readers = Executors.newFixedThreadPool(threads);
        try {
            double[] measured = new double[repeats];
            for (int i = -2; i < repeats; i++) {
                long start = System.nanoTime();
                List<Future<Long>> sums = new ArrayList<>();
                for (long[] part : parts) {
                    sums.add(readers.submit(() -> sum(part)));
                }
                for (Future<Long> sum : sums) {
                    if (sum.get() != (parts[0].length - 1L) * parts[0].length / 2) {
                        throw new IllegalStateException("memory was read wrong");
                    }
                }
                if (i >= 0) {
                    measured[i] = (double) threads * parts[0].length * Long.BYTES / Session.since(start);
                }
            }
            return measured;
        } finally {
            readers.shutdown();
        }
    }

    /** {@return the sum} Of four in a row, so that no addition waits for the one before. */
    private static long sum(long[] numbers) {
        long a = 0;
        long b = 0;
        long c = 0;
        long d = 0;
        int i = 0;
        for (; i + 3 < numbers.length; i += 4) {
            a += numbers[i];
            b += numbers[i + 1];
            c += numbers[i + 2];
            d += numbers[i + 3];
        }
        for (; i < numbers.length; i++) {
            a += numbers[i];
        }
        return a + b + c + d;
    }
}
