package alan.home;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.AlanException;
import alan.testing.PythonEnvironment;
import alan.wyoming.SoundFrames;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The reference library's own client drives every service; its transcripts are compared with what must come. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class WyomingClientIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<JsonNode> EVENTS = new ArrayList<>();
    private static House house;

    @BeforeAll
    static void drive() throws Exception {
        house = new House();
        house.companion.failures.put("fail", new AlanException("It cannot be."));
        PythonEnvironment library =
                PythonEnvironment.of(Path.of(System.getProperty("alan.cache")), "wyoming", "python3", List.of("wyoming==1.10.2"));
        for (String line : library.run(Path.of("src/test/resources/alan/home"), Map.of(), "client.py", String.valueOf(house.server.port()))) {
            EVENTS.add(JSON.readTree(line));
        }
    }

    @AfterAll
    static void close() throws Exception {
        house.assertWell();
        house.close();
    }

    /** {@return what came in a step: type and data, and the length of the payload if there is one} */
    private static List<String> events(String step) {
        return EVENTS.stream().filter(event -> event.get("step").asText().equals(step))
                .map(event -> event.get("type").asText() + (event.path("data").isEmpty() ? "" : " " + event.get("data"))
                        + (event.path("length").asInt() == 0 ? "" : " +" + event.get("length")))
                .toList();
    }

    private static JsonNode first(String step) {
        return EVENTS.stream().filter(event -> event.get("step").asText().equals(step)).findFirst().orElseThrow();
    }

    @Test
    void theLibraryUnderstandsWhatServicesThereAre() {
        JsonNode again = first("info").get("again");
        assertThat(again.at("/asr/0/models/0/name").asText()).isEqualTo("whisper");
        assertThat(again.at("/asr/0/supports_transcript_streaming").asBoolean()).isTrue();
        assertThat(again.at("/asr/0/requires_external_vad").asBoolean()).isTrue();
        assertThat(again.at("/tts/0/supports_synthesize_streaming").asBoolean()).isTrue();
        assertThat(again.at("/tts/0/voices/0/languages/0").asText()).isEqualTo("en");
        assertThat(again.at("/handle/0/attribution/name").asText()).isEqualTo("Alan");
        for (String service : List.of("asr", "tts", "handle", "wake")) {
            assertThat(again.at("/" + service + "/0/installed").asBoolean()).as(service).isTrue();
        }
    }

    @Test
    void aPingIsAnswered() {
        assertThat(events("ping")).containsExactly("pong {\"text\":\"hello\"}");
    }

    private static final String FORMAT = " {\"rate\":22050,\"width\":2,\"channels\":1}";

    /** Chunks of one block of the fake voice: 5000 samples, in events of 2048 at most. */
    private static List<String> chunks(int samples) {
        List<String> chunks = new ArrayList<>();
        for (int block = samples; block > 0; block -= 5000) {
            for (int left = Math.min(block, 5000); left > 0; left -= SoundFrames.MOST) {
                chunks.add("audio-chunk" + FORMAT + " +" + 2 * Math.min(left, SoundFrames.MOST));
            }
        }
        return chunks;
    }

    private static List<String> pause() {
        return List.of("audio-chunk" + FORMAT + " +4096", "audio-chunk" + FORMAT + " +4096", "audio-chunk" + FORMAT + " +628");
    }

    @Test
    void aTextIsSpoken() {
        List<String> expected = new ArrayList<>(List.of("audio-start" + FORMAT));
        expected.addAll(chunks(8 * FakeCompanion.PER_CHARACTER));
        expected.addAll(pause());
        expected.addAll(chunks(6 * FakeCompanion.PER_CHARACTER));
        expected.add("audio-stop");
        assertThat(events("tts")).isEqualTo(expected);
    }

    @Test
    void aTextInPiecesIsSpoken() {
        List<String> expected = new ArrayList<>(List.of("audio-start" + FORMAT));
        expected.addAll(chunks(8 * FakeCompanion.PER_CHARACTER));
        expected.add("audio-stop");
        expected.add("audio-start" + FORMAT);
        expected.addAll(pause());
        expected.addAll(chunks(6 * FakeCompanion.PER_CHARACTER));
        expected.add("audio-stop");
        expected.add("synthesize-stopped");
        assertThat(events("tts-streaming")).isEqualTo(expected);
        assertThat(sums("tts-streaming")).as("the same sound").isEqualTo(sums("tts"));
    }

    private static List<String> sums(String step) {
        return EVENTS.stream().filter(event -> event.get("step").asText().equals(step) && event.get("type").asText().equals("audio-chunk"))
                .map(event -> event.get("sha256").asText()).toList();
    }

    @Test
    void speechIsWrittenDown() {
        assertThat(events("asr")).containsExactly("transcript-start {\"language\":\"en\"}", "transcript-chunk {\"text\":\" Hello.\"}",
                "transcript-chunk {\"text\":\" Is it noon?\"}", "transcript {\"text\":\"Hello. Is it noon?\",\"language\":\"en\"}", "transcript-stop");
        float[] heard = house.companion.heard.get(0).samples();
        assertThat(heard).hasSize(16_000);
        assertThat(heard[160 * 7]).isEqualTo(7 / 32_768f);
    }

    @Test
    void questionsAreAnswered() {
        assertThat(events("handle")).containsExactly("handled {\"text\":\"IS IT NOON (0 before)\",\"context\":{\"conversation_id\":\"7\"}}",
                "handled {\"text\":\"AND NOW (1 before)\",\"context\":{\"conversation_id\":\"7\"}}");
        assertThat(events("not-handled")).containsExactly("not-handled {\"text\":\"It cannot be.\"}");
    }

    @Test
    void wakeWordsAreHeard() {
        assertThat(first("info").get("again").at("/wake/0/models/0/phrase").asText()).isEqualTo("Hey Jarvis");
        assertThat(events("wake")).containsExactly("detection {\"name\":\"hey_jarvis\",\"timestamp\":500}", "not-detected",
                "detection {\"name\":\"hey_jarvis\",\"timestamp\":500}");
    }

    @Test
    void anErrorEndsTheConnection() {
        assertThat(events("error")).containsExactly(
                "error {\"text\":\"There is nothing in the text that can be spoken.\",\"code\":\"bad-request\"}", "null");
    }
}
