package alan.tts.csm.onnx;

import alan.tts.csm.checkpoint.Checkpoint;
import alan.tts.csm.checkpoint.CsmConfig;
import alan.tts.csm.checkpoint.MimiConfig;
import alan.tts.csm.checkpoint.TransformerConfig;
import alan.tts.csm.network.Backbone;
import alan.tts.csm.network.DepthDecoder;
import alan.tts.csm.network.MimiDecoder;
import alan.tts.csm.prompt.Prompt;
import alan.tts.csm.prompt.Segment;
import alan.tts.csm.tensor.Backend;
import alan.tts.csm.tensor.Precision;
import alan.tts.csm.tensor.Program;
import alan.tts.csm.tensor.Value;
import alan.tts.csm.tensor.Value.Floats;
import alan.tts.csm.tensor.Value.Ints;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How long each step of CSM takes on this machine, and what that is of the memory's bandwidth. Not a test: it asserts nothing.
 *
 * <p>Arguments: a folder with a checkpoint, precisions ({@code fp32,int8,int4}), threads, frames to be timed, sizes of a batch ({@code 1,2,4,8}).
 * All but the first may be left out.
 */
public final class StepBench {
    private static final int PROMPT = 100;
    private static final int WARM_UP = 2;
    private static final int ROUNDS = 20;
    /** Numbers that are summed up in one loop, short enough to be compiled soon. */
    private static final int STRETCH = 1 << 16;

    private final Checkpoint checkpoint;
    private final CsmConfig config;
    private final Precision precision;
    private final int threads;
    private final int frames;
    private Program backbone;
    private Program depth;

    private StepBench(Checkpoint checkpoint, Precision precision, int threads, int frames) {
        this.checkpoint = checkpoint;
        this.config = checkpoint.config();
        this.precision = precision;
        this.threads = threads;
        this.frames = frames;
    }

    /** Measures. @param arguments see the class @throws Exception when something cannot be computed */
    public static void main(String... arguments) throws Exception {
        Checkpoint checkpoint = Checkpoint.open(Path.of(arguments[0]));
        String precisions = arguments.length > 1 ? arguments[1] : "int8";
        int threads = arguments.length > 2 ? Integer.parseInt(arguments[2]) : Runtime.getRuntime().availableProcessors();
        int frames = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 10;
        int[] batches = Arrays.stream((arguments.length > 4 ? arguments[4] : "1,2,4,8").split(",")).mapToInt(Integer::parseInt).toArray();
        System.out.printf("%s threads, load %s, memory %.1f GB/s%n", threads, Files.readString(Path.of("/proc/loadavg")).strip(), bandwidth(threads));
        for (String precision : precisions.split(",")) {
            new StepBench(checkpoint, Precision.of(precision).orElseThrow(), threads, frames).measure(batches);
        }
    }

    /** {@return what so many threads read of the memory at once, in GB/s} */
    private static double bandwidth(int threads) {
        int[][] arrays = IntStream.range(0, threads).mapToObj(i -> new int[20 << 20]).toArray(int[][]::new);
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            List<Thread> readers = Arrays.stream(arrays).map(array -> new Thread(() -> read(array))).toList();
            readers.forEach(Thread::start);
            for (Thread reader : readers) {
                try {
                    reader.join();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            best = Math.max(best, (double) threads * arrays[0].length * Integer.BYTES / (System.nanoTime() - start));
        }
        return best;
    }

    private static void read(int... array) {
        int sum = 0;
        for (int from = 0; from < array.length; from += STRETCH) {
            sum += sum(array, from);
        }
        if (sum != 0) {
            throw new IllegalStateException("zeros have a sum");
        }
    }

    private static int sum(int[] array, int from) {
        int sum = 0;
        for (int i = from; i < from + STRETCH; i++) {
            sum += array[i];
        }
        return sum;
    }

    private void measure(int... batches) throws Exception {
        // What the loop before has left must not count.
        System.gc();
        long start = System.nanoTime();
        double busy = processor();
        Backend backend = Backends.of(threads, precision);
        try (Program first = backend.program("backbone", new Backbone(checkpoint, false));
                Program second = backend.program("depth", new DepthDecoder(checkpoint, false));
                Program decoder = backend.program("decoder", new MimiDecoder(checkpoint))) {
            backbone = first;
            depth = second;
            System.out.printf("%s: loaded in %.1f s (%.1f s of processor), resident %s%n", precision.id(), (System.nanoTime() - start) / 1e9,
                    (processor() - busy) / 1e3, resident());
            prefill();
            for (int batch : batches) {
                steps(batch);
            }
            decode(decoder);
            System.out.printf("  resident %s%n", resident());
        }
    }

    /** {@return what this process has computed, in ms of one core; steadier than the time of day on a machine that has more to do} */
    private static double processor() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e6;
    }

    private static String resident() throws Exception {
        double anonymous = 0;
        double mapped = 0;
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            String[] words = line.split("\\s+");
            anonymous = words[0].equals("RssAnon:") ? Double.parseDouble(words[1]) : anonymous;
            mapped = words[0].equals("RssFile:") ? Double.parseDouble(words[1]) : mapped;
        }
        return String.format("%.2f GB (%.2f mapped files)", (anonymous + mapped) / (1 << 20), mapped / (1 << 20));
    }

    private Prompt prompt() {
        int[] tokens = IntStream.range(0, PROMPT).map(i -> i * 7919 % 300).toArray();
        return Prompt.of(List.of(new Segment(tokens, List.of())), config.codebooks());
    }

    private void prefill() throws Exception {
        double best = Double.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            try (Program.State state = backbone.state(1, config.positions())) {
                long start = System.nanoTime();
                backbone.run(prompt().inputs(config), state, PROMPT);
                best = Math.min(best, (System.nanoTime() - start) / 1e6 / PROMPT);
            }
        }
        System.out.printf("  prompt: %.2f ms a position%n", best);
    }

    private void steps(int batch) throws Exception {
        List<Double> first = new ArrayList<>();
        List<Double> second = new ArrayList<>();
        double busy = 0;
        try (Program.State one = backbone.state(1, config.positions())) {
            backbone.run(prompt().inputs(config), one, PROMPT);
            try (Program.State state = one.of(new int[batch])) {
                int[] ones = IntStream.range(0, batch).map(i -> 1).toArray();
                int[] codes = IntStream.range(0, batch * config.codebooks()).map(i -> i % config.audioVocabulary()).toArray();
                for (int i = 0; i < WARM_UP + frames; i++) {
                    busy = i == WARM_UP ? processor() : busy;
                    long start = System.nanoTime();
                    Map<String, Value> said = backbone.run(Map.of(
                            Backbone.TEXT, new Ints(new int[batch], batch, 1), Backbone.CODES, new Ints(codes, batch, 1, config.codebooks()),
                            Backbone.IS_SOUND, new Floats(floats(batch, 1), batch, 1, 1),
                            Backbone.LAST, new Ints(new int[batch], batch, 1)), state, ones);
                    long middle = System.nanoTime();
                    codes = ((Ints) depth.run(Map.of(
                            Backbone.STATE, said.get(Backbone.STATE), Backbone.LOGITS, said.get(Backbone.LOGITS),
                            DepthDecoder.NOISE, new Floats(floats(batch * config.codebooks(), 0), batch, config.codebooks(), 1),
                            DepthDecoder.TEMPERATURE, new Floats(floats(batch, 1), batch, 1)), null).get(Backbone.CODES)).data();
                    if (i >= WARM_UP) {
                        first.add((middle - start) / 1e6);
                        second.add((System.nanoTime() - middle) / 1e6);
                    }
                }
            }
        }
        busy = (processor() - busy) / frames;
        double ms = median(first) + median(second);
        System.out.printf("  %d: %.0f ms a frame (best %.0f, %.0f of processor): backbone %.1f (%.1f), depth %.1f (%.1f); %.1f GB/s, "
                + "%.2f × real time a sentence%n", batch, ms, Collections.min(first) + Collections.min(second), busy,
                median(first), Collections.min(first), median(second), Collections.min(second), bytes() / ms / 1e6, ms / 80 / batch);
    }

    private static float[] floats(int size, float value) {
        float[] floats = new float[size];
        Arrays.fill(floats, value);
        return floats;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    /** {@return bytes of weights that a frame reads} */
    private double bytes() {
        double inner = inner(config.backbone()) + (config.codebooks() - 1) * inner(config.depth());
        double projection = (double) config.backbone().size() * config.depth().size();
        double outer = outer(config.backbone()) + (double) config.backbone().size() * config.audioVocabulary()
                + (config.codebooks() - 1) * (outer(config.depth()) + projection + (double) config.depth().size() * config.audioVocabulary());
        return switch (precision) {
            case FP32 -> (inner + outer) * Float.BYTES;
            case BF16, FP16 -> (inner + outer) * Short.BYTES;
            case INT8 -> inner + outer;
            case INT4 -> inner * (0.5 + 4.0 / 32) + outer;
        };
    }

    /** {@return numbers of a stack's feed-forward networks} */
    private static double inner(TransformerConfig stack) {
        return 3.0 * stack.layers() * stack.size() * stack.inner();
    }

    /** {@return numbers of its attentions} */
    private static double outer(TransformerConfig stack) {
        return 2.0 * stack.layers() * stack.size() * stack.headSize() * (stack.heads() + stack.keyValueHeads());
    }

    private void decode(Program decoder) throws Exception {
        int chunks = 20;
        int semantic = config.mimi().semanticCodebooks();
        List<Double> times = new ArrayList<>();
        try (Program.State state = decoder.state(1, 500)) {
            for (int i = 0; i < chunks; i++) {
                long start = System.nanoTime();
                decoder.run(Map.of(MimiDecoder.SEMANTIC, new Ints(new int[semantic], 1, 1, semantic),
                        MimiDecoder.ACOUSTIC, new Ints(new int[config.codebooks() - semantic], 1, 1, config.codebooks() - semantic)),
                        state, MimiConfig.POSITIONS_A_FRAME);
                times.add((System.nanoTime() - start) / 1e6);
            }
        }
        System.out.printf("  sound: %.1f ms a frame (best %.1f)%n", median(times), Collections.min(times));
    }
}
