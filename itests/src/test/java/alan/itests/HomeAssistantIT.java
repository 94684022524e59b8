package alan.itests;

import static org.assertj.core.api.Assertions.assertThat;

import alan.testing.Mosquitto;
import alan.testing.PythonEnvironment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A real Home Assistant adds a headless node of the packed archive by its config flow, runs Assist from text to sound and from sound to sound with it, on the default models, and uses
 * its microphone and speaker as a satellite, by either protocol, also after either of them was started anew, or the network was gone; it finds it at an MQTT broker, too. It is installed once, outside of the checkout: 0.9 GB, of Python's registry. 2026.2.3 is the newest whose code runs on Python 3.13.0, which it does not know that it does.
 */
@Timeout(value = 40, unit = TimeUnit.MINUTES)
class HomeAssistantIT {
    private static final String HOME_ASSISTANT = "homeassistant==2026.2.3";
    private static final String CONSTRAINTS =
            PythonEnvironment.FOLDER + "/lib/python3.13/site-packages/homeassistant/package_constraints.txt";

    @Test
    void homeAssistantRunsAssistWithANode() throws Exception {
        PythonEnvironment homeAssistant = PythonEnvironment.of(Path.of(System.getProperty("alan.cache")), "home-assistant", python(),
                // It brings the versions of all that it needs.
                List.of("--no-deps", "--ignore-requires-python", HOME_ASSISTANT),
                List.of("--prefer-binary", "--ignore-requires-python", "-c", CONSTRAINTS, HOME_ASSISTANT,
                        // Home Assistant's own fixtures for tests, which bring what its mqtt would install
                        "pytest-homeassistant-custom-component==0.13.316",
                        // what its components would install themselves: wyoming, ffmpeg, conversation, assist_pipeline, tts
                        "wyoming==1.7.2", "ha-ffmpeg==3.2.2", "hassil==3.5.0", "home-assistant-intents==2026.1.28", "pymicro-vad==1.0.1",
                        "pyspeex-noise==1.0.2", "mutagen==1.47.0",
                        // esphome, and usb, which its bluetooth needs
                        "aioesphomeapi==43.14.0", "esphome-dashboard-api==1.3.0", "bleak-esphome==3.6.0", "aiousbwatcher==1.1.1", "pyserial==3.5",
                        // the program ffmpeg
                        "imageio-ffmpeg==0.8.1"));
        Path data = Distribution.data("home-assistant");
        Path spoken = Files.write(data.resolve("spoken.raw"), HomeIT.spoken());
        Path room = Files.createDirectories(data.resolve("room"));
        Path microphone = microphone(room);
        int port = freePort();
        int satellite = freePort();
        int esphome = freePort();
        int events = freePort();
        int mqtt = freePort();
        String[] arguments = {"node", "--home.port", String.valueOf(port), "--home.satellite.port", String.valueOf(satellite),
            "--home.esphome.port", String.valueOf(esphome), "--home.events.port", String.valueOf(events),
            "--satellite.microphone", "pipe:cat " + microphone, "--satellite.speaker", speaker(room), "--home.mqtt.host", "127.0.0.1", "--home.mqtt.port", String.valueOf(mqtt)};
        Mosquitto broker = new Mosquitto(Path.of(System.getProperty("alan.cache")), mqtt, data.resolve("log/mosquitto.log"));
        broker.start();
        AlanProcess[] node = {AlanProcess.start(Archive.home(), data, HomeIT.OFFLINE, arguments)};
        Thread restarter = new Thread(() -> restartWhenAsked(node, data, room.resolve("restart"), arguments), "restarter");
        try {
            HomeIT.port(node[0], data);
            restarter.start();
            homeAssistant.run(Path.of("src/test/resources/home-assistant"),
                    Map.of("ALAN_PORT", String.valueOf(port), "ALAN_SATELLITE", String.valueOf(satellite), "ALAN_ESPHOME", String.valueOf(esphome), "ALAN_EVENTS",
                            String.valueOf(events), "ALAN_KEY", data.resolve("esphome-key").toString(), "ALAN_BROKER", String.valueOf(mqtt), "ALAN_FOLDER",
                            room.toString(), "ALAN_SPOKEN", spoken.toString()),
                    "-m", "pytest", "-q", "-s", "-p", "no:sugar", "-p", "no:cacheprovider", "--tb=short", "test_mqtt.py", "test_assist.py", "test_satellite.py",
                    "test_esphome.py", "test_network.py");
        } finally {
            restarter.interrupt();
            restarter.join();
            node[0].close();
            broker.close();
        }
    }

    /** Ends the node and starts it anew as soon as there is a file, which it removes then. */
    private static void restartWhenAsked(AlanProcess[] node, Path data, Path file, String... arguments) {
        try {
            while (!Files.exists(file)) {
                Thread.sleep(100);
            }
            node[0].process().destroy();
            node[0].await();
            node[0] = AlanProcess.start(Archive.home(), data, HomeIT.OFFLINE, arguments);
            HomeIT.port(node[0], data);
            Files.delete(file);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return a named pipe in a room} @param room a folder */
    static Path microphone(Path room) throws IOException, InterruptedException {
        Path microphone = room.resolve("microphone");
        Files.deleteIfExists(microphone);
        assertThat(new ProcessBuilder("mkfifo", microphone.toString()).inheritIO().start().waitFor()).isZero();
        return microphone;
    }

    /** {@return a speaker of a room, which writes down what it plays} */
    static String speaker(Path room) {
        return "pipe:python3 '" + Path.of("src/test/resources/home-assistant/speaker.py").toAbsolutePath() + "' '" + room.resolve("speaker.raw") + "' {rate}";
    }

    /** {@return a port that nobody listens on} */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** {@return a Python 3.13: on the path, or one of pyenv's} */
    private static String python() throws IOException {
        for (String folder : System.getenv("PATH").split(":")) {
            if (Files.isExecutable(Path.of(folder, "python3.13"))) {
                // A shim of pyenv's is on the path, too, and works for the version that is chosen only.
                if (!folder.endsWith("shims")) {
                    return Path.of(folder, "python3.13").toString();
                }
            }
        }
        Path versions = Path.of(System.getProperty("user.home"), ".pyenv", "versions");
        if (Files.isDirectory(versions)) {
            try (Stream<Path> all = Files.list(versions)) {
                Path found = all.filter(each -> each.getFileName().toString().startsWith("3.13.")).sorted()
                        .map(each -> each.resolve("bin/python")).filter(Files::isExecutable).findFirst().orElse(null);
                if (found != null) {
                    return found.toString();
                }
            }
        }
        throw new AssertionError("Home Assistant 2026.2 needs a Python 3.13, as python3.13 on the path or by pyenv");
    }
}
