package alan.itests;

import static org.assertj.core.api.Assertions.assertThat;

import alan.testing.Wav;
import alan.testing.WordErrorRate;
import alan.wyoming.AudioFormat;
import alan.wyoming.EventReader;
import alan.wyoming.EventWriter;
import alan.wyoming.Events;
import alan.wyoming.WyomingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A headless node of the packed archive serves the Wyoming protocol with the default models, as a user starts it. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class HomeIT {
    private static final int MOST = 1 << 24;
    private static final int PIECE = 640;
    private static final String ADDRESS = "home.address";
    static final Map<String, String> OFFLINE = Map.of("HF_HUB_OFFLINE", "1", "LC_ALL", "C.UTF-8");

    @Test
    void aNodeHearsWhatItSaysAndAnswersAndSaysSo() throws Exception {
        Path home = Archive.home();
        Path data = Distribution.data("home");
        try (AlanProcess node = AlanProcess.start(home, data, OFFLINE, "node", "--home.port", "0", "--home.health.port", "0")) {
            int port = port(node, data);
            WyomingEvent info = ask(port, "info", event("describe", "{}")).get(0);
            for (String service : List.of("asr", "tts", "handle", "wake")) {
                assertThat(info.data().at("/" + service + "/0/installed").asBoolean()).as(service).isTrue();
            }
            assertThat(info.data().at("/tts/0/voices").findValuesAsText("name")).contains("en_US-joe-medium");

            List<WyomingEvent> spoken = ask(port, "audio-stop", event("synthesize", "{\"text\":\"Why do people need water every day?\"}"));
            AudioFormat format = AudioFormat.of(spoken.get(0));
            ByteArrayOutputStream sound = new ByteArrayOutputStream();
            spoken.forEach(each -> sound.writeBytes(each.payload()));

            List<WyomingEvent> heard = ask(port, "transcript-stop", sound("transcribe", "{\"language\":\"en\"}", format, sound.toByteArray()));
            String text = heard.get(heard.size() - 2).data().get("text").asText();
            assertThat(WordErrorRate.of("Why do people need water every day?", text).rate()).as(text).isLessThan(0.3);

            WyomingEvent answer = ask(port, "handled", event("transcript",
                    "{\"text\":\"What is the moon?\",\"language\":\"en\",\"context\":{\"conversation_id\":\"1\"}}")).get(0);
            assertThat(answer.data().get("text").asText()).containsIgnoringCase("moon");
            assertThat(answer.data().at("/context/conversation_id").asText()).isEqualTo("1");

            String metrics = health(node, "/metrics");
            assertThat(metrics.lines()).contains("alan_turns_total{outcome=\"ok\"} 1.0", "alan_engine_loaded{engine=\"whisper\",kind=\"stt\"} 1.0");
            JsonNode told = new ObjectMapper().readTree(health(node, "/health"));
            assertThat(told.get("ready").asBoolean()).as(told.toString()).isTrue();
            assertThat(told.at("/home/listening").asBoolean()).isTrue();

            AudioFormat listening = new AudioFormat(16_000, 2, 1);
            WyomingEvent detection = ask(port, "detection", sound("detect", "{\"names\":[\"hey_jarvis\"]}", listening, spoken())).get(0);
            assertThat(detection.data().get("name").asText()).isEqualTo("hey_jarvis");
            // It is said from 1.2 s on, and known some frames after its end.
            assertThat(detection.data().get("timestamp").asInt()).isBetween(1_200, 2_300);

            AlanProcess.Result shown = AlanProcess.run(home, data, OFFLINE, "run", "alan:home --json");
            assertThat(shown.status()).as(shown.err()).isZero();
            assertThat(new ObjectMapper().readTree(shown.out()).get("requests").findValuesAsText("service")).containsExactly("wake", "handle", "asr", "tts");

            node.process().destroy();
            assertThat(node.await().status()).as("SIGTERM").isEqualTo(143);
            assertThat(data.resolve(ADDRESS)).doesNotExist();
        }
    }

    private static String health(AlanProcess node, String path) throws Exception {
        Matcher port = Pattern.compile("The health of this node is told on 127.0.0.1 port (\\d+)").matcher(node.err());
        assertThat(port.find()).as(node.err()).isTrue();
        URI address = URI.create("http://127.0.0.1:" + port.group(1) + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    /** {@return the port that a node listens on, waited for} @param data its folder */
    static int port(AlanProcess node, Path data) throws Exception {
        Path address = data.resolve(ADDRESS);
        while (node.process().isAlive() && !node.err().contains("Home Assistant can connect to")) {
            Thread.sleep(50);
        }
        assertThat(node.process().isAlive()).as(node.err()).isTrue();
        String[] hostAndPort = Files.readString(address).strip().split(" ");
        assertThat(hostAndPort[0]).isEqualTo("127.0.0.1");
        return Integer.parseInt(hostAndPort[1]);
    }

    static WyomingEvent event(String type, String data) throws IOException {
        return new WyomingEvent(type, (ObjectNode) new ObjectMapper().readTree(data));
    }

    /** {@return "Hey Jarvis" and another wake word, said by a voice of Kokoro's, at 16 kHz in 16 bits} */
    static byte[] spoken() throws IOException {
        float[] samples = Wav.read(Path.of("../bundles/alan.listen.wake/src/test/resources/alan/listen/wake/spoken.wav")).samples();
        ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float sample : samples) {
            bytes.putShort((short) Math.round(sample * Short.MAX_VALUE));
        }
        return bytes.array();
    }

    /** {@return a request with sound} */
    static WyomingEvent[] sound(String type, String data, AudioFormat format, byte[] sound) throws IOException {
        List<WyomingEvent> events = new ArrayList<>(List.of(event(type, data), Events.audioStart(format)));
        for (int at = 0; at < sound.length; at += PIECE) {
            events.add(Events.audioChunk(format, Arrays.copyOfRange(sound, at, Math.min(sound.length, at + PIECE))));
        }
        events.add(Events.audioStop());
        return events.toArray(WyomingEvent[]::new);
    }

    /** {@return what comes, up to the first event of a type} */
    static List<WyomingEvent> ask(int port, String last, WyomingEvent... asked) throws Exception {
        List<WyomingEvent> answers = new ArrayList<>();
        try (Socket socket = new Socket("127.0.0.1", port)) {
            EventWriter writer = new EventWriter(socket.getOutputStream());
            for (WyomingEvent each : asked) {
                writer.write(each);
            }
            EventReader reader = new EventReader(socket.getInputStream(), MOST, MOST);
            for (WyomingEvent event = reader.read(); event != null; event = reader.read()) {
                answers.add(event);
                if (event.is(last)) {
                    return answers;
                }
            }
        }
        throw new AssertionError("no " + last + " came, but " + answers);
    }
}
