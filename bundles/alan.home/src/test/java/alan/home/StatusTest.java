package alan.home;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.home.HomeStatus;
import alan.api.satellite.Satellite;
import alan.api.satellite.SatelliteState;
import alan.api.satellite.SatelliteStatus;
import alan.api.satellite.SatelliteTimer;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StatusTest {
    @Test
    void aRequestIsNotedWithItsTimes() throws Exception {
        try (House house = new House(); Client client = house.client()) {
            client.send("synthesize", "{\"text\":\"One.\"}");
            client.readUntil("audio-stop");
            House.await("a note", () -> house.server.status().requests().size() == 1);
            HomeStatus.Request request = house.server.status().requests().get(0);
            assertThat(request.service()).isEqualTo("tts");
            assertThat(request.client()).isEqualTo("127.0.0.1:" + client.socket.getLocalPort());
            assertThat(request.firstOutput()).isPositive().isLessThanOrEqualTo(request.seconds());
            assertThat(request.failure()).isNull();
            assertThat(request.cancelled()).isFalse();
        }
    }

    @Test
    void aRequestThatIsRefusedBeforeItIsWholeIsNoted() throws Exception {
        try (House house = new House(); Client client = house.client()) {
            client.send("transcribe", "{}");
            client.send(alan.wyoming.Events.audioStart(new alan.wyoming.AudioFormat(16_000, 2, 1)));
            client.send("audio-chunk", "{\"rate\":8000,\"width\":2,\"channels\":1}");
            assertThat(client.readToEnd()).extracting(alan.wyoming.WyomingEvent::type).containsExactly("error");
            assertThat(house.server.status().requests()).singleElement().satisfies(request -> {
                assertThat(request.service()).isEqualTo("asr");
                assertThat(request.failure()).endsWith(".");
            });
        }
    }

    @Test
    void whoeverLeavesWithTheAnswerHasNotGoneAway() throws Exception {
        try (House house = new House()) {
            for (int i = 0; i < 200; i++) {
                try (Client client = house.client()) {
                    client.send("transcript", "{\"text\":\"hi\"}");
                    client.readUntil("handled");
                }
            }
            House.await("an end", () -> house.server.status().connections().isEmpty());
            assertThat(house.server.status().requests()).isNotEmpty().noneMatch(HomeStatus.Request::cancelled);
            assertThat(house.ended).containsAll(house.server.status().requests());
        }
    }

    @Test
    void anotherProcessOfThisMachineIsToldTheSame() throws Exception {
        try (House house = new House(); Client client = house.client()) {
            client.send("transcript", "{\"text\":\"hi\"}");
            client.readUntil("handled");
            House.await("a note", () -> house.server.status().requests().size() == 1);
            HomeStatus told = new StatusExchange(house.data).ask().orElseThrow();
            assertThat(told.address()).isEqualTo(house.server.status().address());
            assertThat(told.listening()).isTrue();
            assertThat(told.services()).isEqualTo(house.server.status().services());
            assertThat(told.requests()).isEqualTo(house.server.status().requests());
            assertThat(told.connections()).as("without who asks").singleElement().isEqualTo(house.server.status().connections().get(0));
        }
    }

    @Test
    void anotherProcessIsToldOfTheSatelliteToo() throws Exception {
        SatelliteStatus listening = new SatelliteStatus(SatelliteState.LISTENING, false, 0.5, "192.168.1.20:5", Set.of("hey_jarvis"),
                List.of(new SatelliteTimer("7", "pizza", 60, 45, true)), "The microphone has ended.");
        HomeStatus.Face wyoming = new HomeStatus.Face("wyoming", "0.0.0.0:10700", true, null, List.of("192.168.1.20:5"));
        HomeStatus.Face events = HomeStatus.Face.wrong("events", "'x' is no port.");
        try (House house = new House()) {
            house.satellite = satellite(listening);
            // No port was chosen for any.
            house.faces = List.of(Optional::empty);
            HomeStatus none = new StatusExchange(house.data).ask().orElseThrow();
            assertThat(none.faces()).isEmpty();
            assertThat(none.satellite()).isNull();
            house.faces = List.of(() -> Optional.of(wyoming), Optional::empty, () -> Optional.of(events));
            HomeStatus told = new StatusExchange(house.data).ask().orElseThrow();
            assertThat(told.faces()).containsExactly(events, wyoming);
            assertThat(told.satellite()).isEqualTo(listening);
        }
    }

    private static Satellite satellite(SatelliteStatus status) {
        return (Satellite) Proxy.newProxyInstance(Satellite.class.getClassLoader(), new Class<?>[] {Satellite.class}, (self, method, arguments) -> status);
    }

    @Test
    void anotherProcessIsToldWhyNothingListens(@TempDir Path folder) {
        StatusExchange node = new StatusExchange(folder);
        node.fails("127.0.0.1:10300 cannot be listened on.");
        HomeStatus told = new StatusExchange(folder).ask().orElseThrow();
        assertThat(told.listening()).isFalse();
        assertThat(told.problem()).isEqualTo("127.0.0.1:10300 cannot be listened on.");
        node.withdraw();
        assertThat(new StatusExchange(folder).ask()).isEmpty();
    }

    @Test
    void whoeverFindsThePortTakenByANodeLeavesItsAddressAlone() throws Exception {
        try (House house = new House()) {
            StatusExchange shell = new StatusExchange(house.data);
            shell.fails("127.0.0.1:10300 cannot be listened on.");
            shell.withdraw();
            assertThat(new StatusExchange(house.data).ask()).hasValueSatisfying(told -> assertThat(told.listening()).isTrue());
        }
    }

    @Test
    void whereNobodyAnswersThereIsNothingToTell(@TempDir Path folder) throws Exception {
        assertThat(new StatusExchange(folder).ask()).isEmpty();
        House house = new House();
        String address = Files.readString(house.data.resolve("home.address"));
        house.close();
        // As a node leaves it that was killed.
        Files.writeString(folder.resolve("home.address"), address);
        assertThat(new StatusExchange(folder).ask()).isEmpty();
        Files.writeString(folder.resolve("home.address"), "problem 999999999 It has ended.");
        assertThat(new StatusExchange(folder).ask()).isEmpty();
        Files.writeString(folder.resolve("home.address"), "nonsense");
        assertThat(new StatusExchange(folder).ask()).isEmpty();
    }
}
