package alan.itests;

import static org.assertj.core.api.Assertions.assertThat;

import alan.testing.Mosquitto;
import alan.wyoming.AudioFormat;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.jar.JarFile;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A headless node of the packed archive is a device at a real MQTT broker. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class MqttIT {
    private static final int PATIENCE_SECONDS = 60;
    private static final String ENGINES_OWN = "The engine's own";
    private static final String KOKOROS = "af_heart";

    @TempDir
    private Path folder;
    private final List<String> events = new CopyOnWriteArrayList<>();
    private AlanProcess node;
    private MqttHub hub;
    private String topics;

    @Test
    void aNodeIsADeviceAtABroker() throws Exception {
        int port = HomeAssistantIT.freePort();
        int lights = HomeAssistantIT.freePort();
        Path users = folder.resolve("users");
        Mosquitto.allow(users, "alan", "right");
        String[] strict = {"allow_anonymous false", "password_file " + users};
        Path data = Distribution.data("mqtt");
        Files.deleteIfExists(data.resolve("satellite-muted"));
        Path config = config();
        Path file = config.resolve("alan.home.mqtt.cfg");
        Files.writeString(file, "user = alan\npassword = wrong\n");
        try (Mosquitto broker = new Mosquitto(Path.of(System.getProperty("alan.cache")), port, folder.resolve("mosquitto.log"))) {
            node = AlanProcess.start(Archive.home(), data, environment(config), "node", "--home.port", "0", "--home.health.port", "0", "--home.satellite.port",
                    String.valueOf(HomeAssistantIT.freePort()), "--home.events.port", String.valueOf(lights), "--satellite.microphone", "pipe:cat /dev/zero",
                    "--satellite.speaker", "pipe:cat", "--home.mqtt.host", "127.0.0.1", "--home.mqtt.port", String.valueOf(port));
            int speech = HomeIT.port(node, data);
            String refused = "The MQTT broker at 127.0.0.1 port " + port + " does not let alan in: put user and password right in config/alan.home.mqtt.cfg.";
            until("there is no broker", () -> err().contains("The MQTT broker at 127.0.0.1 port " + port + " cannot be reached ("));
            broker.start(strict);
            hub = new MqttHub(port, "alan", "right");
            until("the password is refused", () -> err().contains(refused));
            // It goes on trying meanwhile, without a word.
            TimeUnit.SECONDS.sleep(2);
            assertThat(err().split(java.util.regex.Pattern.quote(refused), -1)).as(err()).hasSize(2);

            Files.writeString(file, "user = alan\npassword = right\n");
            until("the device is there", () -> topic("/availability", "online"));
            described();
            mutedOnBothSides(lights);
            voiceChosen(speech, config);
            chosen(config);

            broker.close();
            until("the broker is missed", () -> err().split("cannot be reached", -1).length == 3);
            broker.start(strict);
            hub = new MqttHub(port, "alan", "right");
            until("it is there again", () -> topic("/availability", "online"));
            assertThat(hub.seen()).containsKey("homeassistant/device/" + topics.substring("alan/".length()) + "/config").containsEntry(topics + "/tts", "kokoro");

            node.process().destroyForcibly();
            until("the broker says that it is gone", () -> topic("/availability", "offline"));
            assertThat(err()).doesNotContain("ERROR");
        } finally {
            if (node != null) {
                node.close();
            }
        }
    }

    /** A copy, since choices are written there. */
    private Path config() throws Exception {
        Path config = Files.createDirectories(folder.resolve("config"));
        for (Path each : Distribution.list(Archive.home().resolve("config"))) {
            Files.copy(each, config.resolve(each.getFileName()));
        }
        return config;
    }

    private static Map<String, String> environment(Path config) {
        Map<String, String> environment = new LinkedHashMap<>(HomeIT.OFFLINE);
        environment.put("ALAN_CONFIG", config.toString());
        return environment;
    }

    /** {@return whether something was said last under the device's topics, which are found by that} */
    private boolean topic(String end, String text) {
        if (topics == null) {
            topics = hub.seen().keySet().stream().filter(topic -> topic.startsWith("alan/alan_") && topic.endsWith(end)).findFirst().map(topic -> topic.replace(end, "")).orElse(null);
        }
        return topics != null && text.equals(hub.seen().get(topics + end));
    }

    private String err() {
        try {
            return node.err();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void until(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(() -> "waited in vain until " + what + "; at the broker: " + (hub == null ? "nobody" : hub.all()) + "; of the satellite: " + events + "; the node: " + err())
                    .isLessThan(end);
            Thread.sleep(20);
        }
    }

    private void described() throws Exception {
        JsonNode document = new ObjectMapper().readTree(hub.seen().get("homeassistant/device/" + topics.substring("alan/".length()) + "/config"));
        JsonNode components = document.get("components");
        assertThat(components.at("/mute/platform").asText()).isEqualTo("switch");
        assertThat(components.at("/state/platform").asText()).isEqualTo("sensor");
        assertThat(options(components, "tts")).containsExactly("kokoro", "piper");
        assertThat(options(components, "voice")).startsWith(ENGINES_OWN).contains("en_US-joe-medium", KOKOROS);
        assertThat(topic("/tts", "piper") && topic("/stt", "whisper") && topic("/llm", "llama") && topic("/voice", ENGINES_OWN)).as(hub.seen().toString()).isTrue();
    }

    private static List<String> options(JsonNode components, String key) {
        return StreamSupport.stream(components.at("/" + key + "/options").spliterator(), false).map(JsonNode::asText).toList();
    }

    private void mutedOnBothSides(int lights) throws Exception {
        WebSocket light = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(URI.create("ws://127.0.0.1:" + lights), new Light()).get(1, TimeUnit.MINUTES);
        hub.say(topics + "/mute/set", "ON");
        until("the node is muted", () -> events.stream().anyMatch(event -> event.matches("\\{\"event\":\"muted\".*true.*")));
        until("the broker knows", () -> topic("/mute", "ON"));
        light.sendText("{\"command\":\"unmute_mic\"}", true).get(1, TimeUnit.MINUTES);
        until("the broker knows that it hears again", () -> topic("/mute", "OFF"));
        light.abort();
    }

    /** A voice of another engine than the chosen one speaks where nobody names any: it has another rate. */
    private void voiceChosen(int speech, Path config) throws Exception {
        hub.say(topics + "/voice/set", KOKOROS);
        until("the voice is another", () -> topic("/voice", KOKOROS));
        assertThat(config.resolve("alan.companion.cfg")).content().contains("\nvoice = " + KOKOROS + "\n");
        assertThat(AudioFormat.of(HomeIT.ask(speech, "audio-stop", HomeIT.event("synthesize", "{\"text\":\"Yes.\"}")).get(0)).rate()).isEqualTo(24_000);
        hub.say(topics + "/tts/set", "piper");
        until("the voice goes with its engine", () -> topic("/voice", ENGINES_OWN));
        assertThat(AudioFormat.of(HomeIT.ask(speech, "audio-stop", HomeIT.event("synthesize", "{\"text\":\"Yes.\"}")).get(0)).rate()).isEqualTo(22_050);
    }

    private void chosen(Path config) throws Exception {
        hub.say(topics + "/tts/set", "kokoro");
        until("Kokoro speaks", () -> topic("/tts", "kokoro"));
        assertThat(config.resolve("alan.engines.cfg")).content().contains("tts = kokoro");
        int before = hub.all().size();
        hub.say(topics + "/tts/set", "festival");
        until("the select is put back", () -> hub.all().subList(before, hub.all().size()).contains(topics + "/tts kokoro"));
        assertThat(err()).contains("Over MQTT came 'festival' as the choice of tts; there is: ");
    }

    /** Who uses the bundle's libraries would have to be taken along with it. */
    @Test
    void nobodySeesWhatTheBundleCarries() throws Exception {
        Path jar = Archive.home().resolve("system/40-alan/alan.home.mqtt.jar");
        try (JarFile file = new JarFile(jar.toFile())) {
            assertThat(file.getManifest().getMainAttributes().getValue("Export-Package")).isNull();
        }
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
