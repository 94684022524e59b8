package alan.home.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.engine.EngineKind;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A device at a real broker. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class BrokerIT {
    private static final int POLL_MS = 20;
    private static final Topics TOPICS = Topics.of("homeassistant", new byte[] {7});

    @TempDir
    private Path folder;
    private final FakeNode node = new FakeNode();
    private final Map<String, String> seen = new ConcurrentHashMap<>();
    private Mosquitto mosquitto;
    private MqttDevice device;
    private int port;
    private Mqtt3AsyncClient hub;

    @BeforeEach
    void broker() throws Exception {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        mosquitto = new Mosquitto(Path.of(System.getProperty("alan.cache")), port, folder.resolve("mosquitto.log"));
        device = new MqttDevice(new Settings("127.0.0.1", port, "", "", "homeassistant"), TOPICS, new Discovery(TOPICS, "1"), node.choices(), node::satellite);
    }

    @AfterEach
    void end() throws Exception {
        device.close();
        if (hub != null && hub.getState().isConnected()) {
            hub.disconnect().get();
        }
        mosquitto.close();
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(POLL_MS);
        }
    }

    /** Connects as Home Assistant does, however long the broker takes to start. */
    private void hub() throws Exception {
        seen.clear();
        while (true) {
            Mqtt3AsyncClient client = MqttClient.builder().useMqttVersion3().serverHost("127.0.0.1").serverPort(port).buildAsync();
            try {
                client.connect().get();
                hub = client;
                break;
            } catch (java.util.concurrent.ExecutionException e) {
                Thread.sleep(POLL_MS);
            }
        }
        hub.subscribeWith().topicFilter("#").qos(MqttQos.AT_LEAST_ONCE)
                .callback(said -> seen.put(said.getTopic().toString(), new String(said.getPayloadAsBytes(), StandardCharsets.UTF_8))).send().get();
    }

    private void say(String topic, String text) throws Exception {
        hub.publishWith().topic(topic).qos(MqttQos.AT_LEAST_ONCE).payload(text.getBytes(StandardCharsets.UTF_8)).send().get();
    }

    private boolean is(String topic, String text) {
        return text.equals(seen.get(topic));
    }

    @Test
    void theDeviceIsThereDoesWhatItIsToldAndTakesLeave() throws Exception {
        mosquitto.start();
        hub();
        device.start();
        until(() -> is(TOPICS.availability(), "online") && is(TOPICS.state("tts"), "piper") && seen.containsKey(TOPICS.discovery()));
        say(TOPICS.command("mute"), "ON");
        until(() -> is(TOPICS.state("mute"), "ON"));
        assertThat(node.muted).isTrue();
        say(TOPICS.command("tts"), "csm/onnx");
        until(() -> is(TOPICS.state("tts"), "csm/onnx"));
        seen.clear();
        say(TOPICS.command("tts"), "csm/djl");
        until(() -> is(TOPICS.state("tts"), "csm/onnx"));
        seen.clear();
        say(TOPICS.command("mute"), "perhaps");
        until(() -> is(TOPICS.state("mute"), "ON"));
        seen.clear();
        say(TOPICS.birth(), "online");
        until(() -> seen.containsKey(TOPICS.discovery()) && is(TOPICS.availability(), "online"));
        node.engines.put(EngineKind.LLM, java.util.List.of("llama", "attic"));
        device.changed();
        until(() -> seen.get(TOPICS.discovery()).contains("attic"));
        device.close();
        until(() -> is(TOPICS.availability(), "offline"));
    }

    @Test
    void aBrokerThatComesLateOrComesBackHasTheDevice() throws Exception {
        device.start();
        until(() -> device.problem().isPresent());
        assertThat(device.problem().orElseThrow().english()).startsWith("The MQTT broker at 127.0.0.1 port " + port + " cannot be reached (");
        mosquitto.start();
        hub();
        until(() -> is(TOPICS.availability(), "online"));
        assertThat(device.problem()).isEmpty();
        mosquitto.close();
        until(() -> device.problem().isPresent());
        mosquitto.start();
        hub();
        until(() -> is(TOPICS.availability(), "online") && seen.containsKey(TOPICS.discovery()));
        say(TOPICS.command("mute"), "ON");
        until(() -> is(TOPICS.state("mute"), "ON"));
    }
}
