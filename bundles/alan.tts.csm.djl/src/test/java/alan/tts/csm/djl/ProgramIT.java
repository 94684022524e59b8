package alan.tts.csm.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.audio.PcmStream;
import alan.testing.Memory;
import alan.tts.csm.codec.ClipEncoder;
import alan.tts.csm.engine.CsmModel;
import alan.tts.csm.generate.Sampling;
import alan.tts.csm.speech.Delivery;
import alan.tts.csm.speech.Speaker;
import alan.tts.csm.tensor.Attention;
import alan.tts.csm.tensor.Definition;
import alan.tts.csm.tensor.Ops;
import alan.tts.csm.tensor.Precision;
import alan.tts.csm.tensor.Program;
import alan.tts.csm.tensor.Tensor;
import alan.tts.csm.tensor.Value;
import alan.tts.csm.tensor.Weight;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Programs of a network that is nothing but large. */
@Timeout(180)
class ProgramIT {
    private static final int WIDTH = 1024;
    private static final long MEBIBYTE = 1 << 20;
    private static final Map<String, Weight> WEIGHTS = new ConcurrentHashMap<>();

    private static Weight random(String name, int rows, int columns) {
        return WEIGHTS.computeIfAbsent(name, any -> made(name, rows, columns));
    }

    private static Weight made(String name, int rows, int columns) {
        Random random = new Random(1);
        float[] numbers = new float[rows * columns];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) random.nextGaussian() / columns;
        }
        return Weight.computed(name, numbers, rows, columns);
    }

    /** {@return so many times a feed-forward network, of 36 MiB each in 32 bits, and an attention} */
    private Definition network(int times) {
        return ops -> {
            Tensor x = ops.floats("x", Ops.ANY, Ops.ANY, WIDTH);
            Attention shape = new Attention(16, 8, 64, new double[32], false, 64, 0);
            for (int i = 0; i < times; i++) {
                Tensor y = ops.linear(x, random("wide", 4 * WIDTH, WIDTH));
                x = ops.linear(ops.swiGlu(ops.linear(y, random("back", WIDTH, 4 * WIDTH)), x), random("small", WIDTH, WIDTH));
            }
            Tensor seen = ops.attention(x, ops.linear(x, random("key", WIDTH / 2, WIDTH)), ops.linear(x, random("value", WIDTH / 2, WIDTH)), shape,
                    ops.cache("cache"));
            ops.output("y", seen);
        };
    }

    private static Map<String, Value> input(int positions) {
        return Map.of("x", new Value.Floats(new float[positions * WIDTH], 1, positions, WIDTH));
    }

    @Test
    void whatIsClosedIsGivenBack() throws Exception {
        List<Long> resident = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            try (Program program = Backends.of(1, Precision.BF16).program("test", network(2)); Program.State state = program.state(1, 4000);
                    Program.State more = program.join(List.of(state, state), 5000)) {
                program.run(input(20), state, 20);
                assertThat(state.lengths()).containsExactly(20);
                assertThat(more.bytes()).isGreaterThan(2L * 5000 * WIDTH * Float.BYTES);
            }
            System.gc();
            resident.add(Memory.resident());
        }
        // The first few load native code and fill its pools. One program and its states are 100 MiB.
        assertThat(resident.get(29) - resident.get(9)).as("%s", resident).isLessThan(30 * MEBIBYTE);
    }

    /** The scripts are the larger part of so small a model. */
    @Test
    void aModelThatIsClosedLeavesNothing() throws Exception {
        Path folder = Path.of("../alan.tts.csm/src/test/resources/alan/tts/csm/fixtures/plain");
        List<Long> resident = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            try (CsmModel model = new CsmModel(folder, Backends.of(1, Precision.BF16)); Speaker speaker = new Speaker(model, 1, 0);
                    PcmStream stream = speaker.speak(List.of("Again."), new Delivery(0, new Sampling(0.9, 50, 7, false), 1, List.of()))) {
                assertThat(stream.readAll().samples()).isNotEmpty();
                assertThat(new ClipEncoder(model.config(), model.encoder()).encode(new float[24_000])).isNotEmpty();
            }
            System.gc();
            resident.add(Memory.resident());
        }
        assertThat(resident.get(39) - resident.get(19)).as("%s", resident).isLessThan(20 * MEBIBYTE);
    }

    @Test
    void closingWaitsForARunAndTheNextOneIsRefused() throws Exception {
        Program program = Backends.of(1, Precision.FP32).program("test", network(6));
        CountDownLatch running = new CountDownLatch(1);
        try (Program.State state = program.state(1, 64)) {
            CompletableFuture<Integer> runs = CompletableFuture.supplyAsync(() -> {
                try (Program.State own = program.state(1, 64)) {
                    for (int i = 0;; i++) {
                        try (Program.State next = program.join(List.of(own), 64)) {
                            program.run(input(30), next, 30);
                        }
                        running.countDown();
                    }
                } catch (AlanException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(running.await(60, TimeUnit.SECONDS)).isTrue();
            program.close();
            assertThatThrownBy(runs::get).isInstanceOf(ExecutionException.class)
                    .hasRootCauseInstanceOf(AlanException.class).hasRootCauseMessage("CSM was unloaded while it spoke; ask again.");
            assertThatThrownBy(() -> program.run(input(1), state, 1)).isInstanceOf(AlanException.class)
                    .hasMessage("CSM was unloaded while it spoke; ask again.");
            program.close();
        }
    }

    @Test
    void severalThreadsRunOneProgram() throws Exception {
        try (Program program = Backends.of(1, Precision.FP32).program("test", network(1))) {
            float[] alone = run(program, 5);
            List<CompletableFuture<float[]>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(CompletableFuture.supplyAsync(() -> run(program, 5)));
            }
            for (CompletableFuture<float[]> each : all) {
                assertThat(each.get()).containsExactly(alone);
            }
        }
    }

    private static float[] run(Program program, long seed) {
        Random random = new Random(seed);
        float[] numbers = new float[10 * WIDTH];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        try (Program.State state = program.state(1, 10)) {
            return ((Value.Floats) program.run(Map.of("x", new Value.Floats(numbers, 1, 10, WIDTH)), state, 10).get("y")).data();
        } catch (AlanException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of its queries, keys and values none are products, the window cuts, and sentences are of different lengths. */
    @Test
    void whatDoesNotCountIsForgottenAndAWindowCuts() throws Exception {
        Attention shape = new Attention(4, 2, 16, new double[] {1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001, 0.0003}, true, 40, 5);
        Definition network = ops -> ops.output("y", ops.attention(ops.floats("q", Ops.ANY, Ops.ANY, 64), ops.floats("k", Ops.ANY, Ops.ANY, 32),
                ops.floats("v", Ops.ANY, Ops.ANY, 32), shape, ops.cache("cache")));
        Random random = new Random(3);
        float[][] numbers = {floats(random, 2 * 12 * 64), floats(random, 2 * 12 * 32), floats(random, 2 * 12 * 32)};
        try (Program program = Backends.of(1, Precision.FP32).program("test", network); Program.State whole = program.state(2, 30)) {
            float[] atOnce = attend(program, whole, numbers, 0, 12, 12, 12);
            try (Program.State state = program.state(2, 30)) {
                attend(program, state, numbers, 0, 7, 7, 4);
                assertThat(state.lengths()).containsExactly(7, 4);
                try (Program.State second = state.of(1); Program.State both = program.join(List.of(state.of(0), second), 20)) {
                    assertThat(both.lengths()).containsExactly(7, 4);
                }
                float[] next = attend(program, state, shifted(numbers, 7, 4), 0, 1, 1, 1);
                assertThat(row(next, 0)).containsExactly(row(atOnce, 7), Offset.offset(1e-5f));
                assertThat(row(next, 1)).containsExactly(row(atOnce, 12 + 4), Offset.offset(1e-5f));
            }
            // Both of one length, so that all that they are shown is seen.
            try (Program.State state = program.state(2, 30)) {
                attend(program, state, numbers, 0, 11, 11, 11);
                float[] next = attend(program, state, shifted(numbers, 11, 11), 0, 1, 1, 1);
                assertThat(row(next, 0)).containsExactly(row(atOnce, 11), Offset.offset(1e-5f));
                assertThat(row(next, 1)).containsExactly(row(atOnce, 12 + 11), Offset.offset(1e-5f));
            }
        }
    }

    private static float[] floats(Random random, int count) {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = (float) random.nextGaussian();
        }
        return floats;
    }

    /** {@return one position of each of two sentences} */
    private static float[][] shifted(float[][] numbers, int first, int second) {
        float[][] found = new float[3][];
        for (int i = 0; i < 3; i++) {
            int size = i == 0 ? 64 : 32;
            found[i] = new float[2 * size];
            System.arraycopy(numbers[i], first * size, found[i], 0, size);
            System.arraycopy(numbers[i], (12 + second) * size, found[i], size, size);
        }
        return found;
    }

    private static float[] row(float[] rows, int index) {
        return Arrays.copyOfRange(rows, index * 64, (index + 1) * 64);
    }

    private static float[] attend(Program program, Program.State state, float[][] numbers, int from, int count, int... lengths) throws Exception {
        Value[] values = new Value[3];
        for (int i = 0; i < 3; i++) {
            int size = i == 0 ? 64 : 32;
            int positions = numbers[i].length / 2 / size;
            float[] cut = new float[2 * count * size];
            for (int sentence = 0; sentence < 2; sentence++) {
                System.arraycopy(numbers[i], (sentence * positions + from) * size, cut, sentence * count * size, count * size);
            }
            values[i] = new Value.Floats(cut, 2, count, size);
        }
        return ((Value.Floats) program.run(Map.of("q", values[0], "k", values[1], "v", values[2]), state, lengths).get("y")).data();
    }
}
