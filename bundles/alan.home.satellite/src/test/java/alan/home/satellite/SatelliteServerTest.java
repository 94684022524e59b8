package alan.home.satellite;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.home.AllowList;
import alan.api.home.HomeStatus;
import alan.api.listen.WakeWord;
import alan.wyoming.AudioFormat;
import alan.wyoming.EventReader;
import alan.wyoming.EventWriter;
import alan.wyoming.Events;
import alan.wyoming.WyomingEvent;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SatelliteServerTest {
    private final FakeSatellite satellite = new FakeSatellite();
    /** Nanoseconds that have passed for the server only. */
    private final AtomicLong passed = new AtomicLong();
    private SatelliteServer server;
    private int port;

    @BeforeEach
    void listen() throws Exception {
        CompletableFuture<Integer> listening = new CompletableFuture<>();
        server = new SatelliteServer(satellite, new SatelliteSettings(InetAddress.getLoopbackAddress(), 0, AllowList.of(""), "Alan satellite", "1.0.0"),
                listening::complete, () -> System.nanoTime() + passed.get());
        port = listening.get();
    }

    @AfterEach
    void leave() {
        server.close();
    }

    /** A hub. */
    private final class Client implements AutoCloseable {
        private final Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        private final EventWriter writer = new EventWriter(socket.getOutputStream());
        private final EventReader reader = new EventReader(socket.getInputStream(), 1 << 20, 1 << 20);

        private Client() throws IOException {
            socket.setSoTimeout(20_000);
        }

        void say(String type) throws IOException {
            writer.write(new WyomingEvent(type));
        }

        void say(String type, String data) throws IOException {
            writer.write(new WyomingEvent(type, (ObjectNode) new ObjectMapper().readTree(data)));
        }

        WyomingEvent next() throws Exception {
            return reader.read();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void itTellsWhatItIsAlsoWhileItIsUsed() throws Exception {
        try (Client hub = new Client(); Client asker = new Client()) {
            hub.say("run-satellite");
            assertThat(satellite.next()).isEqualTo("attached");
            asker.say("describe");
            WyomingEvent info = asker.next();
            assertThat(info.data().at("/satellite/name").asText()).isEqualTo("Alan satellite");
            assertThat(info.data().at("/satellite/installed").asBoolean()).isTrue();
            assertThat(info.data().at("/satellite/attribution/name").asText()).isEqualTo("Alan");
            assertThat(info.data().at("/satellite/active_wake_words").toString()).isEqualTo("[\"hey_jarvis\"]");
            assertThat(info.data().at("/wake/0/models").findValuesAsText("phrase")).containsExactly("Hey Jarvis", "Hola Alan");
            assertThat(info.data().at("/asr").isEmpty()).isTrue();
            hub.say("ping", "{\"text\":\"1\"}");
            assertThat(hub.next().toString()).isEqualTo("pong {\"text\":\"1\"}");
        }
    }

    @Test
    void itTellsHowItStands() throws Exception {
        try (Client hub = new Client()) {
            hub.say("ping");
            hub.next();
            assertThat(server.status())
                    .isEqualTo(new HomeStatus.Face("wyoming", "127.0.0.1:" + port, true, null, List.of("127.0.0.1:" + hub.socket.getLocalPort())));
            SatelliteSettings taken = new SatelliteSettings(InetAddress.getLoopbackAddress(), port, AllowList.of(""), "Alan satellite", "1.0.0");
            try (SatelliteServer second = new SatelliteServer(satellite, taken, listening -> { })) {
                while (second.status().problem() == null) {
                    Thread.sleep(5);
                }
                assertThat(second.status().listening()).isFalse();
                assertThat(second.status().address()).isEqualTo("127.0.0.1:" + port);
                assertThat(second.status().problem()).startsWith("The satellite cannot listen on port " + port + " (");
            }
        }
    }

    @Test
    void aTurnIsToldBothWays() throws Exception {
        try (Client hub = new Client()) {
            hub.say("run-satellite");
            assertThat(satellite.next()).isEqualTo("attached");
            satellite.hub.woken(new WakeWord.Name("hey_jarvis", "Hey Jarvis", Set.of()));
            satellite.hub.sound(new float[] {0.5f, -1});
            assertThat(hub.next().toString()).isEqualTo("detection {\"name\":\"hey_jarvis\",\"timestamp\":0}");
            assertThat(hub.next().toString())
                    .isEqualTo("run-pipeline {\"start_stage\":\"asr\",\"end_stage\":\"tts\",\"restart_on_end\":false,\"wake_word_name\":\"hey_jarvis\"}");
            assertThat(hub.next().type()).isEqualTo("streaming-started");
            WyomingEvent sound = hub.next();
            assertThat(sound.data().toString()).isEqualTo("{\"rate\":16000,\"width\":2,\"channels\":1,\"timestamp\":0}");
            assertThat(sound.payload()).containsExactly(0, 0x40, 0, 0x80);

            hub.say("transcript", "{\"text\":\"What is the moon?\"}");
            assertThat(satellite.next()).isEqualTo("heard");
            assertThat(satellite.next()).isEqualTo("understood What is the moon?");
            hub.say("synthesize", "{\"text\":\"It orbits the Earth.\",\"voice\":{\"name\":\"joe\"}}");
            assertThat(satellite.next()).isEqualTo("answers It orbits the Earth.");
            assertThat(hub.next().type()).isEqualTo("audio-stop");
            assertThat(hub.next().type()).isEqualTo("streaming-stopped");
            satellite.hub.sound(new float[] {0.5f});

            AudioFormat format = new AudioFormat(22_050, 2, 1);
            hub.writer.write(Events.audioStart(format));
            hub.writer.write(Events.audioChunk(format, new byte[] {0, 0x40, 0}));
            hub.writer.write(Events.audioChunk(format, new byte[] {0x40}));
            hub.writer.write(Events.audioStop());
            assertThat(List.of(satellite.next(), satellite.next(), satellite.next(), satellite.next()))
                    .containsExactly("play 22050", "write 1 of 0.5", "write 1 of 0.5", "end");
            satellite.hub.played();
            assertThat(hub.next().type()).isEqualTo("played");
        }
        assertThat(satellite.next()).isEqualTo("closed");
    }

    @Test
    void anAnswerThatIsNotWantedAnyMoreIsTakenAndNotPlayed() throws Exception {
        AudioFormat format = new AudioFormat(22_050, 2, 1);
        try (Client hub = new Client()) {
            hub.say("run-satellite");
            assertThat(satellite.next()).isEqualTo("attached");
            satellite.hub.unwanted();
            for (int i = 0; i < 2; i++) {
                hub.writer.write(Events.audioStart(format));
                hub.writer.write(Events.audioChunk(format, new byte[] {0, 0x40}));
                hub.writer.write(Events.audioStop());
            }
            assertThat(hub.next().type()).as("told, since the hub waits for it").isEqualTo("played");
            assertThat(List.of(satellite.next(), satellite.next(), satellite.next())).as("the next thing").containsExactly("play 22050", "write 1 of 0.5", "end");
        }
    }

    @Test
    void anAnswerThatBreaksOffIsOver() throws Exception {
        AudioFormat format = new AudioFormat(22_050, 2, 1);
        try (Client hub = new Client()) {
            hub.say("run-satellite");
            hub.writer.write(Events.audioStart(format));
            hub.writer.write(Events.audioChunk(format, new byte[] {0, 0x40}));
            hub.say("error", "{\"text\":\"The voice has failed.\",\"code\":\"tts-failed\"}");
            for (String each : List.of("attached", "play 22050", "write 1 of 0.5", "end", "failed: The voice has failed.")) {
                assertThat(satellite.next()).isEqualTo(each);
            }
        }
    }

    @Test
    void pausesFailuresAndTimersReachTheSatellite() throws Exception {
        try (Client hub = new Client()) {
            hub.say("run-satellite");
            hub.say("pause-satellite");
            hub.say("run-satellite");
            hub.say("error", "{\"text\":\"No text\\nrecognized\",\"code\":\"stt-no-text-recognized\"}");
            hub.say("timer-started", "{\"id\":\"7\",\"total_seconds\":60,\"name\":\"pizza\"}");
            hub.say("timer-updated", "{\"id\":\"7\",\"is_active\":false,\"total_seconds\":30}");
            hub.say("timer-cancelled", "{\"id\":\"7\"}");
            hub.say("timer-finished", "{\"id\":\"8\"}");
            hub.say("run-pipeline", "{\"start_stage\":\"asr\",\"end_stage\":\"tts\"}");
            hub.say("something-new", "{\"that\":\"nobody knows\"}");
            for (String each : List.of("attached", "pause true", "pause false", "failed: No text\nrecognized", "timer 7 pizza 60 true", "timer 7 pizza 30 false",
                    "timer 7 is off", "timer 8 rings", "listen")) {
                assertThat(satellite.next()).isEqualTo(each);
            }
        }
    }

    @Test
    void aSecondHubIsToldWhoHasTheSatellite() throws Exception {
        try (Client first = new Client(); Client second = new Client()) {
            first.say("run-satellite");
            assertThat(satellite.next()).isEqualTo("attached");
            second.say("run-satellite");
            WyomingEvent refusal = second.next();
            assertThat(refusal.data().get("text").asText()).matches("127\\.0\\.0\\.1:\\d+ uses this satellite already\\.");
            assertThat(second.next()).as("the connection is closed").isNull();
            first.say("pause-satellite");
            assertThat(satellite.next()).isEqualTo("pause true");
            passed.addAndGet(TimeUnit.HOURS.toNanos(1));
            server.look();
            first.say("ping");
            assertThat(first.next().type()).isEqualTo("pong");
            assertThat(satellite.hub.alive()).as("kept, though it says nothing").isTrue();
            assertThat(satellite.hub.host()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void whoeverPausesWhatItDoesNotUseIsLeftLikeAnyOther() throws Exception {
        try (Client idle = new Client()) {
            idle.say("pause-satellite");
            idle.say("ping");
            assertThat(idle.next().type()).isEqualTo("pong");
            passed.addAndGet(TimeUnit.HOURS.toNanos(1));
            assertThat(idle.next()).as("the connection is closed").isNull();
        }
    }

    @Test
    void oneConnectionTooManyIsToldSo() throws Exception {
        List<Client> idle = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            idle.add(new Client());
        }
        try (Client refused = new Client()) {
            WyomingEvent refusal = refused.next();
            assertThat(refusal.type()).isEqualTo("error");
            assertThat(refusal.data().get("text").asText()).isEqualTo("There are already 16 connections, which is the most; try again in a moment.");
            assertThat(refusal.data().get("code").asText()).isEqualTo("busy");
            assertThat(refused.next()).as("the connection is closed").isNull();
        }
        for (Client each : idle) {
            each.close();
        }
    }

    @Test
    void nonsenseEndsOneConnectionWithOneSentence() throws Exception {
        for (String nonsense : List.of("GET / HTTP/1.1\r\n\r\n", "{\"type\":\"audio-start\",\"data\":{\"rate\":0,\"width\":2,\"channels\":1}}\n",
                "{\"type\":\"ping\",\"data_length\":99999999}\n", "{\"type\":\"timer-started\",\"data\":{\"id\":1}}\n")) {
            try (Client hub = new Client()) {
                hub.say("run-satellite");
                assertThat(satellite.next()).isEqualTo("attached");
                hub.socket.getOutputStream().write(nonsense.getBytes(StandardCharsets.UTF_8));
                WyomingEvent error = hub.next();
                assertThat(error.type()).as(nonsense).isEqualTo("error");
                assertThat(error.data().get("text").asText()).endsWith(".");
                assertThat(hub.next()).isNull();
                assertThat(satellite.next()).isEqualTo("closed");
            }
        }
    }

    @Test
    void idleConnectionsThatAreTooManyLeaveRoomAgainWhenTheyEnd() throws Exception {
        List<Client> idle = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            idle.add(new Client());
        }
        for (Client each : idle) {
            each.close();
        }
        WyomingEvent pong = null;
        while (pong == null || pong.is("error")) {
            try (Client hub = new Client()) {
                hub.say("ping");
                pong = hub.next();
            } catch (IOException e) {
                pong = null;
            }
        }
        assertThat(pong.type()).isEqualTo("pong");
    }
}
