package alan.tts.csm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import alan.testing.Wav;
import alan.tts.csm.safetensors.SafeTensorsFile;
import alan.tts.csm.network.Backbone;
import alan.tts.csm.onnx.OnnxBackends;
import alan.tts.csm.tensor.BackendFactory;
import alan.tts.csm.tensor.StoredTensor;
import alan.tts.csm.tensor.Value;
import alan.tts.csm.tensor.Value.Ints;
import alan.tts.csm.testing.Differences;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code alan:csm-generate} in a real Gogo session, on ONNX Runtime, against the reference's frames and sound. */
class GenerateIT {
    private static final Path FIXTURES = Path.of("../alan.tts.csm/src/test/resources/alan/tts/csm/fixtures").toAbsolutePath().normalize();
    private static final String PLAIN = "csm-generate --model " + FIXTURES.resolve("plain") + " --precision fp32 ";

    @TempDir
    private Path folder;

    private final MemorySounds files = new MemorySounds();
    private Shell shell;

    @BeforeEach
    void open() {
        Locale.setDefault(Locale.Category.DISPLAY, Locale.ENGLISH);
        shell = new Shell(folder, files, new OnnxBackends());
    }

    @AfterEach
    void close() {
        shell.close();
    }

    private void meddle(UnaryOperator<Map<String, Value>> meddler) {
        BackendFactory factory = (options, progress) -> MeddlingBackend.of(new OnnxBackends().open(options, progress), meddler);
        shell.close();
        shell = new Shell(folder, files, factory);
    }

    private JsonNode codes() throws Exception {
        return new ObjectMapper().readTree(folder.resolve("codes.json").toFile());
    }

    private List<String> left() throws Exception {
        try (var left = Files.list(folder)) {
            return left.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static ByteBuffer bytes(SafeTensorsFile file, String name) throws Exception {
        StoredTensor tensor = file.tensors().get(name);
        return ByteBuffer.wrap(Files.readAllBytes(tensor.file()), (int) tensor.offset(), (int) tensor.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static float[] floats(SafeTensorsFile file, String name) throws Exception {
        return file.tensors().get(name).type().floats(bytes(file, name));
    }

    private static List<List<Integer>> frames(SafeTensorsFile file) throws Exception {
        ByteBuffer codes = bytes(file, "frames");
        List<List<Integer>> frames = new ArrayList<>();
        while (codes.hasRemaining()) {
            List<Integer> frame = new ArrayList<>();
            for (long i = file.tensors().get("frames").shape().get(1); i > 0; i--) {
                frame.add((int) codes.getLong());
            }
            frames.add(frame);
        }
        return frames;
    }

    private static List<List<Integer>> frames(JsonNode document) {
        List<List<Integer>> frames = new ArrayList<>();
        document.path("frames").forEach(frame -> {
            List<Integer> codes = new ArrayList<>();
            frame.forEach(code -> codes.add(code.asInt()));
            frames.add(codes);
        });
        return frames;
    }

    @ParameterizedTest
    @CsvSource({"plain,length", "original,length", "sharded,length", "bfloat16,eos", "stops,eos"})
    void greedyCodesAndSoundAreTheReferences(String fixture, String stopped) throws Exception {
        SafeTensorsFile expected = SafeTensorsFile.read(FIXTURES.resolve(fixture).resolve("expected.safetensors"));
        Map<String, String> told = expected.metadata();
        Map<String, String> texts = new HashMap<>(Map.of("text", told.get("text")));
        StringBuilder line = new StringBuilder("csm-generate --model " + FIXTURES.resolve(fixture)
                + " --precision fp32 --backend onnx --device cpu --greedy --max-frames 12 --codes codes.json --out out.f32.wav"
                + " --text $text --speaker " + told.get("speaker"));
        for (int i = 0; i < Integer.parseInt(told.get("context")); i++) {
            files.sounds.put("clip" + i + ".wav", floats(expected, "clip." + i));
            texts.put("text" + i, told.get("clip." + i + ".text"));
            line.append(" --context clip%d.wav --context-text $text%d --context-speaker %s".formatted(i, i, told.get("clip." + i + ".speaker")));
        }
        assertThat(shell.run(line.toString(), texts)).contains("backend:", "onnx on cpu in fp32", folder.resolve("codes.json").toString());

        assertThat(frames(codes())).isEqualTo(frames(expected));
        assertThat(codes().path("stopped").asText()).isEqualTo(stopped);
        assertThat(codes().path("seed").isNull()).isTrue();
        assertThat(codes().path("timings").fieldNames()).toIterable().containsExactly("load", "encode", "prefill", "first_frame", "frames", "decode",
                "real_time_factor", "frames_per_second");
        assertThat(codes().path("timings")).allMatch(seconds -> seconds.isDouble() && seconds.asDouble() >= 0);
        assertThat(Differences.signalToNoise(floats(expected, "sound"), Wav.read(folder.resolve("out.f32.wav")).samples())).isGreaterThan(60);
        assertThat(left()).containsExactly("codes.json", "out.f32.wav");
    }

    @Test
    void theSeedThatIsWrittenDownGivesTheSameCodes() throws Exception {
        shell.run(PLAIN + "--text hello --codes codes.json --max-frames 6", Map.of());
        JsonNode first = codes();
        shell.run(PLAIN + "--text hello --codes codes.json --max-frames 6 --seed " + first.path("seed").asLong(), Map.of());
        assertThat(frames(codes())).isEqualTo(frames(first));
        shell.run(PLAIN + "--text hello --codes codes.json --max-frames 6 --seed " + (first.path("seed").asLong() + 1), Map.of());
        assertThat(frames(codes())).isNotEqualTo(frames(first));
        assertThat(left()).containsExactly("codes.json");
    }

    @Test
    void aFileOfSixteenBitsIsLeftToWhoWritesSoundFiles() throws Exception {
        shell.run(PLAIN + "--text hello --greedy --max-frames 3 --out out.wav", Map.of());
        assertThat(files.sounds.get("out.wav")).hasSize(3 * 1920);
        assertThat(shell.err()).contains("so it is clipped");
        assertThat(left()).containsExactly("out.wav");
    }

    @Test
    void thereAreNoMoreFramesThanTheWindowHasRoomFor() throws Exception {
        shell.run(PLAIN + "--greedy --codes codes.json --max-frames 100000 --text $text", Map.of("text", "x".repeat(480)));
        int room = codes().path("frames").size();
        assertThat(room).isBetween(1, 512);
        assertThat(shell.err()).contains("the model has room for " + room + " frames, not for 100000");
        Throwable failure = catchThrowable(() -> shell.run(PLAIN + "--codes more.json --text $text", Map.of("text", "x".repeat(5000))));
        assertThat(failure).isInstanceOf(CommandFailed.class).hasMessageContaining("of the model's 512 positions");
        assertThat(left()).containsExactly("codes.json");
    }

    @Test
    void anEndAtTheFirstFrameHasCodesAndNoSound() throws Exception {
        meddle(outputs -> Map.of(Backbone.CODES, new Ints(new int[4], ((Ints) outputs.get(Backbone.CODES)).shape())));
        Throwable failure = catchThrowable(() -> shell.run(PLAIN + "--text hello --codes codes.json --out out.wav", Map.of()));
        assertThat(failure).isInstanceOf(CommandFailed.class)
                .hasMessageContaining("there is no sound, and " + folder.resolve("out.wav") + " was not written");
        assertThat(frames(codes())).containsExactly(List.of(0, 0, 0, 0));
        assertThat(codes().path("stopped").asText()).isEqualTo("eos");
        assertThat(codes().path("timings").path("real_time_factor").isNull()).isTrue();
        assertThat(left()).containsExactly("codes.json");
        assertThat(shell.run(PLAIN + "--text hello --codes codes.json", Map.of())).contains("1, the last of which ends the utterance");
    }

    @Test
    void anInterruptionEndsItWithinAFrameAndLeavesNothing() throws Exception {
        AtomicInteger frames = new AtomicInteger();
        Thread[] waiting = new Thread[1];
        meddle(outputs -> {
            if (frames.incrementAndGet() == 3) {
                waiting[0].interrupt();
                // Until the command's own thread has been interrupted, too.
                while (!Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
            }
            return outputs;
        });
        Throwable[] failure = new Throwable[1];
        String words = PLAIN.replace("csm-generate ", "") + "--text hello --codes codes.json --out out.wav";
        waiting[0] = new Thread(() -> failure[0] = catchThrowable(() -> shell.call(words)));
        waiting[0].start();
        waiting[0].join();
        assertThat(failure[0]).isInstanceOf(CommandFailed.class).hasMessage("Stopped.");
        assertThat(frames).hasValue(3);
        assertThat(left()).isEmpty();
    }
}
