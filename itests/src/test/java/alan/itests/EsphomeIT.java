package alan.itests;

import static org.assertj.core.api.Assertions.assertThat;

import alan.testing.PythonEnvironment;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A headless node of the packed archive is a satellite over ESPHome's native API for Home Assistant's own client library, and a light follows it meanwhile. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class EsphomeIT {
    private final List<String> events = new CopyOnWriteArrayList<>();

    @Test
    void aHubHasConversationsWithARoom() throws Exception {
        PythonEnvironment client = PythonEnvironment.of(Path.of(System.getProperty("alan.cache")), "aioesphomeapi-46.23.0", "python3", List.of("aioesphomeapi==46.23.0"));
        Path data = Distribution.data("esphome");
        Path spoken = Files.write(data.resolve("spoken.raw"), HomeIT.spoken());
        Path room = Files.createDirectories(data.resolve("room"));
        Path microphone = HomeAssistantIT.microphone(room);
        int satellite = HomeAssistantIT.freePort();
        int lights = HomeAssistantIT.freePort();
        try (AlanProcess node = AlanProcess.start(Archive.home(), data, HomeIT.OFFLINE, "node", "--home.port", "0", "--home.health.port", "0", "--home.esphome.port",
                String.valueOf(satellite), "--home.events.port", String.valueOf(lights), "--satellite.microphone", "pipe:cat " + microphone, "--satellite.speaker",
                HomeAssistantIT.speaker(room))) {
            HomeIT.port(node, data);
            // They begin to listen one after the other.
            while (node.process().isAlive() && !(node.err().contains("Lights and buttons can connect") && node.err().contains("by ESPHome's protocol"))) {
                Thread.sleep(50);
            }
            WebSocket light = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(URI.create("ws://127.0.0.1:" + lights), new Light()).get(1, TimeUnit.MINUTES);
            AlanProcess.Result shown = AlanProcess.run(Archive.home(), data, HomeIT.OFFLINE, "run", "alan:home --json");
            assertThat(shown.status()).as(shown.err()).isZero();
            JsonNode told = new ObjectMapper().readTree(shown.out());
            assertThat(told.get("faces").findValuesAsText("name")).containsExactly("esphome", "events");
            assertThat(told.at("/faces/0/address").asText()).isEqualTo("127.0.0.1:" + satellite);
            assertThat(told.at("/faces/0/listening").asBoolean()).isTrue();
            assertThat(told.at("/faces/1/clients")).as("the light").hasSize(1);
            assertThat(told.at("/satellite/state").asText()).isEqualTo("UNATTACHED");
            client.run(Path.of("src/test/resources/home-assistant"), Map.of("ALAN_SATELLITE", String.valueOf(satellite), "ALAN_KEY", Files.readString(data.resolve("esphome-key")),
                    "ALAN_FOLDER", room.toString(), "ALAN_SPOKEN", spoken.toString()), "esphome_hub.py");
            light.abort();
            assertThat(node.err()).doesNotContain("ERROR");
        }
        assertThat(events.get(0)).startsWith("{\"event\":\"snapshot\"");
        assertThat(events.stream().map(event -> event.replaceAll("\\{\"event\":\"(\\w+)\".*", "$1"))).containsSubsequence("disconnected", "zeroconf", "wake_word_detected",
                "listening", "thinking", "stt_text", "tts_text", "tts_speaking", "listening", "pipeline_error", "idle", "muted", "muted", "wake_word_detected", "tts_speaking",
                "volume_changed", "timer_updated", "timer_ringing", "wake_word_detected", "idle");
    }

    /** Writes down what it is told. */
    private final class Light implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            events.add(text.toString());
            socket.request(1);
            return null;
        }
    }
}
