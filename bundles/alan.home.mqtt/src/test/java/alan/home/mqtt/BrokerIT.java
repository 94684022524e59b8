package alan.home.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.engine.EngineKind;
import alan.testing.Mosquitto;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
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
    private static final int PATIENCE_SECONDS = 20;
    private static final int POLL_MS = 20;
    private static final String TRUST = "javax.net.ssl.trustStore";
    private static final int CHANGES = 20;
    private static final String AT_HOME = "as alan_\\w+ \\(";
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
        device = device("127.0.0.1", false, "", "");
    }

    private MqttDevice device(String host, boolean encrypted, String user, String password) {
        return new MqttDevice(new Settings(host, port, encrypted, user, password, "homeassistant"), TOPICS, new Discovery(TOPICS, "Alan", "1"), node.choices(), node::satellite);
    }

    @AfterEach
    void end() throws Exception {
        device.close();
        if (hub != null && hub.getState().isConnected()) {
            hub.disconnect().get();
        }
        mosquitto.close();
    }

    private void until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(() -> "time is over; seen: " + seen + "; the broker said: " + log()).isLessThan(end);
            Thread.sleep(POLL_MS);
        }
    }

    /** Connects as Home Assistant does. */
    private void hub() throws Exception {
        seen.clear();
        hub = MqttClient.builder().useMqttVersion3().serverHost("127.0.0.1").serverPort(port).buildAsync();
        hub.connect().get();
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

    /** Each change of the configuration is such a change of devices. */
    @Test
    void devicesThatFollowOneAnotherAllArrive() throws Exception {
        Path users = folder.resolve("users");
        Mosquitto.allow(users, "alan", "right");
        mosquitto.start("allow_anonymous false", "password_file " + users);
        for (int i = 0; i < CHANGES; i++) {
            try (MqttDevice stranger = device("127.0.0.1", false, "alan", "wrong")) {
                stranger.start();
                until(() -> stranger.problem().isPresent());
            }
            int already = log().split(AT_HOME, -1).length;
            try (MqttDevice friend = device("127.0.0.1", false, "alan", "right")) {
                friend.start();
                until(() -> log().split(AT_HOME, -1).length > already);
            }
        }
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

    @Test
    void aWrongPasswordIsSaidAndARightOneLetsIn() throws Exception {
        Path users = folder.resolve("users");
        Mosquitto.allow(users, "alan", "right");
        mosquitto.start("allow_anonymous false", "password_file " + users);
        for (String password : List.of("wrong", "")) {
            String user = password.isEmpty() ? "" : "alan";
            try (MqttDevice stranger = device("127.0.0.1", false, user, password)) {
                stranger.start();
                until(() -> stranger.problem().isPresent());
                assertThat(stranger.problem().orElseThrow().english()).isEqualTo("The MQTT broker at 127.0.0.1 port " + port + (user.isEmpty()
                        ? " wants to know who Alan is: write its user and password into config/alan.home.mqtt.cfg."
                        : " does not let alan in: put user and password right in config/alan.home.mqtt.cfg."));
            }
        }
        try (MqttDevice friend = device("127.0.0.1", false, "alan", "right")) {
            friend.start();
            until(() -> log().contains("alan/" + TOPICS.id() + "/availability"));
            assertThat(friend.problem()).isEmpty();
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("mosquitto.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anEncryptedBrokerMustBeTrustedAndBeWhoItSaysItIs() throws Exception {
        Path keys = folder.resolve("keys.p12");
        assertThat(new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "broker", "-keyalg", "RSA", "-dname",
                "CN=broker", "-ext", "san=dns:localhost", "-storetype", "PKCS12", "-keystore", keys.toString(), "-storepass", "secret").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor()).isZero();
        KeyStore store = KeyStore.getInstance(keys.toFile(), "secret".toCharArray());
        Files.writeString(folder.resolve("key"), pem("PRIVATE KEY", store.getKey("broker", "secret".toCharArray()).getEncoded()));
        Files.writeString(folder.resolve("certificate"), pem("CERTIFICATE", store.getCertificate("broker").getEncoded()));
        mosquitto.start("allow_anonymous true", "keyfile " + folder.resolve("key"), "certfile " + folder.resolve("certificate"));
        try (MqttDevice trusting = device("localhost", true, "", ""); MqttDevice elsewhere = device("127.0.0.1", true, "", "")) {
            trusting.start();
            until(() -> trusting.problem().isPresent());
            assertThat(trusting.problem().orElseThrow().english()).startsWith("The MQTT broker at localhost port " + port + " cannot be spoken to over TLS (");
            System.setProperty(TRUST, keys.toString());
            System.setProperty(TRUST + "Password", "secret");
            until(() -> log().contains("alan/" + TOPICS.id() + "/availability"));
            until(() -> trusting.problem().isEmpty());
            elsewhere.start();
            until(() -> elsewhere.problem().isPresent());
            assertThat(elsewhere.problem().orElseThrow().english()).as("the name in the certificate is another").contains("over TLS (");
        } finally {
            System.clearProperty(TRUST);
            System.clearProperty(TRUST + "Password");
        }
    }

    private static String pem(String what, byte[] content) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END " + what + "-----\n";
    }
}
