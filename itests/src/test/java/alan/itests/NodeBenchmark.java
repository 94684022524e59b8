package alan.itests;

import alan.api.model.Models;
import alan.testing.Memory;
import alan.testing.PythonEnvironment;
import alan.testing.TestModels;
import alan.wyoming.AudioFormat;
import alan.wyoming.WyomingEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a node of the distribution costs a small machine: until it listens, and of memory, before and after it was used. Once as it is packed, and once with nothing but speech to text
 * and text to speech left in its folder of engines; beside wyoming-faster-whisper and wyoming-piper with the same weights, which do what the second does, asked the same.
 */
final class NodeBenchmark {
    /** Engines that hear and speak with the smallest models, and what tells speech from noise. */
    private static final List<String> HEARS_AND_SPEAKS = List.of("alan.listen.jar", "alan.stt.whisper.jar", "alan.tts.piper.jar");
    private static final String TEXT = "Why do people need water every day?";
    private static final String VOICE = "en_US-joe-medium";
    private static final int TURNS = 5;
    private static final double MB = 1e6;

    private NodeBenchmark() {}

    /** Who is asked. @param port that speaks @param ear port that hears; may be the same @param processes that it consists of */
    private record Node(int port, int ear, List<Long> processes) {
        double resident() throws IOException {
            double sum = 0;
            for (long process : processes) {
                sum += Memory.residentWithChildren(process) / MB;
            }
            return sum;
        }
    }

    /** Of the table, in seconds and MB. @param answered resident after an answer of a language model; 0 without one */
    private record Row(String name, double up, double resident, double firstTurn, double used, double answered) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "| %s | %.1f | %.0f | %.1f | %.0f | %s |", name, up, resident, firstTurn, used, answered == 0 ? "" : String.format(Locale.ROOT, "%.0f", answered));
        }
    }

    /** Measures, and prints Markdown. @param args none */
    public static void main(String[] args) throws Exception {
        List<Row> rows = new ArrayList<>();
        rows.add(alan("a node that hears and speaks", small(Archive.home()), false));
        rows.add(alan("a node with all services", Archive.home(), true));
        rows.add(peers());
        System.out.println(LatencyBenchmark.machine() + ". Seconds and MB; resident memory of all processes, a language model's too.");
        System.out.println();
        System.out.println("| | until it listens | then resident | first speaking and hearing | resident after " + TURNS + " | resident after an answer |");
        System.out.println("|---|--:|--:|--:|--:|--:|");
        rows.forEach(System.out::println);
        System.out.println();
        System.out.printf(Locale.ROOT, "Resident after %d, a node that hears and speaks ÷ the peers: %.2f%n", TURNS, rows.get(0).used() / rows.get(2).used());
    }

    /** {@return a copy without the engines that it does not need} */
    private static Path small(Path home) throws IOException {
        Path copy = Files.createTempDirectory(Path.of("target"), "small").toAbsolutePath();
        try (Stream<Path> all = Files.walk(home)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                boolean engine = each.getParent().equals(home.resolve("bundles"));
                if (!engine || HEARS_AND_SPEAKS.contains(each.getFileName().toString())) {
                    Path to = copy.resolve(home.relativize(each).toString());
                    if (!Files.isDirectory(to)) {
                        Files.copy(each, to);
                    }
                }
            }
        }
        return copy;
    }

    private static Row alan(String name, Path home, boolean answers) throws Exception {
        Path data = Distribution.data("node-benchmark");
        long begin = System.nanoTime();
        try (AlanProcess process = AlanProcess.start(home, data, HomeIT.OFFLINE, "node", "--home.port", "0", "--home.health.port", "0")) {
            int port = HomeIT.port(process, data);
            double up = seconds(begin);
            Node node = new Node(port, port, List.of(process.process().pid()));
            Row row = measure(name, node, up);
            if (!answers) {
                return row;
            }
            HomeIT.ask(port, "handled", HomeIT.event("transcript", "{\"text\":\"" + TEXT + "\",\"language\":\"en\"}"));
            return new Row(name, up, row.resident(), row.firstTurn(), row.used(), node.resident());
        }
    }

    private static Row peers() throws Exception {
        Path cache = Path.of(System.getProperty("alan.cache", System.getProperty("user.home") + "/.cache/alan"));
        PythonEnvironment environment = PythonEnvironment.of(cache, "wyoming-peers", "python3", LatencyBenchmark.PEERS);
        String whisper = LatencyBenchmark.folder(LatencyBenchmark.samples().fetch("whisper-base-ctranslate2", Models.Progress.NONE));
        String piper = LatencyBenchmark.folder(TestModels.fetch("piper-en-us-joe"));
        int ear = HomeAssistantIT.freePort();
        int mouth = HomeAssistantIT.freePort();
        long begin = System.nanoTime();
        Process hears = start(environment, ear, "wyoming_faster_whisper", "--model", whisper, "--data-dir", whisper, "--local-files-only", "--cpu-threads",
                String.valueOf(Runtime.getRuntime().availableProcessors()));
        Process speaks = start(environment, mouth, "wyoming_piper", "--voice", VOICE, "--data-dir", piper, "--local-files-only");
        try {
            awaitListening(ear);
            awaitListening(mouth);
            return measure("wyoming-faster-whisper and wyoming-piper", new Node(mouth, ear, List.of(hears.pid(), speaks.pid())), seconds(begin));
        } finally {
            hears.destroy();
            speaks.destroy();
        }
    }

    private static Process start(PythonEnvironment environment, int port, String module, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("-m", module, "--uri", "tcp://127.0.0.1:" + port));
        all.addAll(List.of(arguments));
        return environment.program(Map.of("HF_HUB_OFFLINE", "1"), all.toArray(String[]::new)).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static void awaitListening(int port) throws Exception {
        while (true) {
            try {
                HomeIT.ask(port, "info", HomeIT.event("describe", "{}"));
                return;
            } catch (ConnectException e) {
                Thread.sleep(50);
            }
        }
    }

    private static Row measure(String name, Node node, double up) throws Exception {
        double resident = node.resident();
        long begin = System.nanoTime();
        turn(node);
        double first = seconds(begin);
        for (int i = 1; i < TURNS; i++) {
            turn(node);
        }
        return new Row(name, up, resident, first, node.resident(), 0);
    }

    /** Has a sentence spoken, and heard. */
    private static void turn(Node node) throws Exception {
        List<WyomingEvent> spoken = HomeIT.ask(node.port(), "audio-stop",
                HomeIT.event("synthesize", "{\"text\":\"" + TEXT + "\",\"voice\":{\"name\":\"" + VOICE + "\"}}"));
        ByteArrayOutputStream sound = new ByteArrayOutputStream();
        spoken.forEach(each -> sound.writeBytes(each.payload()));
        List<WyomingEvent> heard = HomeIT.ask(node.ear(), "transcript",
                HomeIT.sound("transcribe", "{\"language\":\"en\"}", AudioFormat.of(spoken.get(0)), sound.toByteArray()));
        String text = heard.get(heard.size() - 1).data().get("text").asText();
        if (!text.contains("water")) {
            throw new IllegalStateException("Heard was: " + text);
        }
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
