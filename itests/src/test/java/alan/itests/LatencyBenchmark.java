package alan.itests;

import alan.api.audio.Pcm;
import alan.api.model.InstalledModel;
import alan.api.model.Models;
import alan.models.Catalogue;
import alan.testing.PythonEnvironment;
import alan.testing.SpeechSample;
import alan.testing.TestModels;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * How long a node of the distribution, with the default models, takes to hear, to speak and to answer, beside wyoming-faster-whisper and wyoming-piper with the same
 * weights, on the same recordings in the same run. A real client does the asking: {@code latency.py}, which says what is measured.
 */
final class LatencyBenchmark {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SCRIPTS = Path.of("src/test/resources/latency");
    private static final List<String> RECORDINGS =
            List.of("en/counting", "en/hello_world", "en/quick_brown_fox", "es/conteo", "es/hola_mundo", "es/pangrama");
    /** What people use for the same, with all that it needs. */
    static final List<String> PEERS = List.of(
            "wyoming==1.10.2", "wyoming-faster-whisper==3.8.1", "faster-whisper==1.2.1", "ctranslate2==4.8.5", "wyoming-piper==2.5.2", "piper-tts==1.8.0");

    private static final String VOICE = "en_US-joe-medium";
    private static final int WARM_UP = 2;
    /** Seconds that a node is given to end. */
    private static final long END = 30;

    private LatencyBenchmark() {}

    /**
     * Measures, and prints Markdown; every measurement is kept in {@code target/data/latency/lines.json}.
     *
     * @param args rounds (10); seconds of silence that come after each recording, before its end is told (0; Home Assistant waits for 0.7)
     */
    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 10;
        double silence = args.length > 1 ? Double.parseDouble(args[1]) : 0;
        Path data = Distribution.data("latency");
        Path cache = Path.of(System.getProperty("alan.cache", System.getProperty("user.home") + "/.cache/alan"));
        PythonEnvironment peers = PythonEnvironment.of(cache, "wyoming-peers", "python3", PEERS);
        ObjectNode plan = JSON.createObjectNode();
        plan.put("rounds", rounds).put("warm", WARM_UP).put("silence", silence).put("voice", VOICE);
        plan.put("whisper", folder(samples().fetch("whisper-base-ctranslate2", Models.Progress.NONE)));
        plan.put("piper", folder(TestModels.fetch("piper-en-us-joe")));
        LatencyTable table = new LatencyTable();
        ArrayNode recordings = plan.putArray("recordings");
        for (String name : RECORDINGS) {
            SpeechSample sample = SpeechSample.fetch(name);
            Path file = Files.write(data.resolve(name.replace('/', '-') + ".raw"), bytes(sample.sound()));
            recordings.addObject().put("name", name).put("language", name.substring(0, 2)).put("file", file.toString());
            table.said(name, sample.text());
        }
        try (AlanProcess node = AlanProcess.start(Archive.home(), data, HomeIT.OFFLINE, "node", "--home.port", "0", "--home.health.port", "0")) {
            plan.put("node", HomeIT.port(node, data)).put("process", node.process().pid());
            // As many threads as Alan takes by itself.
            int threads = Math.min(8, Runtime.getRuntime().availableProcessors());
            plan.put("threads", threads);
            Path file = Files.writeString(data.resolve("plan.json"), plan.toString());
            Process measuring = peers.program(HomeIT.OFFLINE, SCRIPTS.resolve("latency.py").toString(), file.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            try (BufferedReader lines = measuring.inputReader(StandardCharsets.UTF_8); BufferedWriter kept = Files.newBufferedWriter(data.resolve("lines.json"))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    kept.write(line + "\n");
                    table.add(JSON.readTree(line));
                }
            }
            if (measuring.waitFor() != 0) {
                throw new IllegalStateException("The measurement failed; see above.");
            }
            System.out.println(machine() + "; " + table.versions());
            System.out.println("Threads: " + threads + " of each peer's Whisper; Alan's node: " + threads(data) + ". Rounds: " + rounds + ", after " + WARM_UP
                    + " that do not count. Silence after a recording: " + silence + " s. " + table.load());
            System.out.println();
            System.out.print(table);
            node.process().destroy();
            node.process().waitFor(END, TimeUnit.SECONDS);
        }
    }

    /** {@return the models of the peers that Alan does not have as they want them} */
    static Catalogue samples() throws IOException {
        Path folder = Files.createDirectories(TestModels.dataFolder().resolve("testing"));
        Path file = folder.resolve("latency-models.json");
        Files.copy(SCRIPTS.resolve("models.json"), file, StandardCopyOption.REPLACE_EXISTING);
        return new Catalogue(file, folder, List.of());
    }

    static String folder(InstalledModel model) {
        return model.file(model.model().files().get(0).name()).getParent().toString();
    }

    private static byte[] bytes(Pcm sound) {
        if (sound.sampleRate() != 16_000) {
            throw new IllegalArgumentException("16 kHz are wanted, not " + sound.sampleRate() + " Hz");
        }
        ByteBuffer bytes = ByteBuffer.allocate(2 * sound.samples().length).order(ByteOrder.LITTLE_ENDIAN);
        for (float sample : sound.samples()) {
            bytes.putShort((short) Math.round(Math.max(-1, Math.min(1, sample)) * Short.MAX_VALUE));
        }
        return bytes.array();
    }

    static String machine() throws IOException {
        String model = Files.readAllLines(Path.of("/proc/cpuinfo")).stream().filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip()).findFirst().orElse("?");
        return String.format(Locale.ROOT, "%s, %d cores; Java %s", model, Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"));
    }

    /** {@return what the node has written down of its engines' threads} */
    private static String threads(Path data) throws IOException {
        Pattern loaded = Pattern.compile("(\\S+) loaded with (\\d+) threads");
        List<String> found = loaded.matcher(Files.readString(data.resolve("log").resolve("alan.log"))).results().map(MatchResult::group).distinct().toList();
        return String.join(", ", found);
    }
}
