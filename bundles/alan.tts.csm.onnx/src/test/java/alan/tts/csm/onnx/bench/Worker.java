package alan.tts.csm.onnx.bench;

import alan.testing.Memory;
import alan.tts.csm.prompt.Segment;
import alan.tts.csm.tensor.Precision;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * Alan's side of {@code benchmark.py}: measures what it is asked for, one request a line, one answer a line, both JSON. {@code reference_worker.py}
 * answers the same requests for the reference implementation. Seconds are those of the work itself, without the requests.
 *
 * <p>{@code load} (folder, backend, precision, threads), {@code frames} (segments, count, batch, greedy), {@code keep} and {@code first} (segments, kept),
 * {@code memory}, {@code close}; and {@code bandwidth} (threads, bytes, repeats), which needs a heap of that size. Segments are those of a prompt:
 * {@code tokens} and {@code frames}.
 */
public final class Worker {
    private final ObjectMapper json = new ObjectMapper();
    private Session session;

    private Worker() {}

    /** Answers until its input ends. @param arguments none @throws Exception when a line is not JSON */
    public static void main(String... arguments) throws Exception {
        PrintStream answers = System.out;
        // What a library may print is no answer.
        System.setOut(System.err);
        new Worker().answer(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), answers);
        // Native threads of a library may still run.
        System.exit(0);
    }

    private void answer(BufferedReader requests, PrintStream answers) throws Exception {
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            Map<String, ?> answer;
            try {
                answer = answer(json.readTree(line));
            } catch (Exception | OutOfMemoryError e) {
                e.printStackTrace();
                answer = Map.of("error", e.toString());
            }
            answers.println(json.writeValueAsString(answer));
            answers.flush();
        }
    }

    private Map<String, ?> answer(JsonNode request) throws Exception {
        String what = request.path("do").asText();
        return switch (what) {
            case "bandwidth" -> Map.of("bytes_per_second",
                    new Bandwidth(request.get("threads").asInt(), request.get("bytes").asLong()).measure(request.get("repeats").asInt()));
            case "load" -> load(request);
            case "frames" -> session.frames(segments(request), request.get("count").asInt(), request.get("batch").asInt(),
                    request.path("greedy").asBoolean());
            case "keep" -> session.keep(segments(request));
            case "first" -> session.first(segments(request), request.path("kept").asBoolean());
            case "memory" -> {
                System.gc();
                yield Map.of("resident", Memory.resident());
            }
            case "close" -> {
                session.close();
                session = null;
                yield Map.of("closed", true);
            }
            default -> throw new IllegalArgumentException("no such request: " + what);
        };
    }

    private Map<String, ?> load(JsonNode request) throws Exception {
        if (session != null) {
            throw new IllegalStateException("a model is loaded already");
        }
        Path folder = Path.of(request.get("folder").asText());
        Precision precision = Precision.of(request.get("precision").asText()).orElseThrow();
        long start = System.nanoTime();
        session = new Session(folder, request.path("backend").asText("onnx"), precision, request.get("threads").asInt());
        double seconds = Session.since(start);
        return Map.of("seconds", seconds, "frame_bytes", FrameBytes.of(session.checkpoint(), precision),
                "frame_numbers", FrameBytes.of(session.checkpoint(), Precision.FP32) / Float.BYTES);
    }

    private static List<Segment> segments(JsonNode request) {
        List<Segment> segments = new ArrayList<>();
        for (JsonNode segment : request.get("segments")) {
            segments.add(new Segment(ints(segment.get("tokens")),
                    StreamSupport.stream(segment.get("frames").spliterator(), false).map(Worker::ints).toList()));
        }
        return segments;
    }

    private static int[] ints(JsonNode numbers) {
        int[] ints = new int[numbers.size()];
        Arrays.setAll(ints, i -> numbers.get(i).asInt());
        return ints;
    }
}
