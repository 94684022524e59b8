package alan.home;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.home.AllowList;
import alan.api.home.HomeStatus;
import alan.api.tts.SpeechRequest;
import alan.wyoming.AudioFormat;
import alan.wyoming.Events;
import alan.wyoming.WyomingEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LoadTest {
    @Test
    void aShortTextWaitsForOneSentenceOfALongOne() throws Exception {
        try (House house = new House(); Client longest = house.client(); Client shortest = house.client()) {
            Gate gate = new Gate();
            house.companion.gates.put("One.", gate);
            longest.send("synthesize", "{\"text\":\"One. Two. Three. Four. Five.\"}");
            gate.awaitReached();
            shortest.send("synthesize", "{\"text\":\"Short.\"}");
            House.await("a line", () -> service(house, "tts").waiting() == 1);
            gate.open();
            shortest.readUntil("audio-stop");
            longest.readUntil("audio-stop");
            assertThat(house.companion.spoken).extracting(SpeechRequest::text).containsExactly("One.", "Short.", "Two.", "Three.", "Four.", "Five.");
            assertThat(house.companion.mostOpen).hasValue(1);
            house.assertWell();
        }
    }

    private static HomeStatus.Service service(House house, String name) {
        return house.server.status().services().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void whoeverFindsTheLineFullIsToldSo() throws Exception {
        try (House house = new House(50, 2, 60, 20)) {
            Gate gate = new Gate();
            house.companion.gates.put("Hold.", gate);
            List<Client> waiting = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                waiting.add(house.client());
                waiting.get(i).send("synthesize", "{\"text\":\"Hold.\"}");
            }
            gate.awaitReached();
            House.await("a line", () -> service(house, "tts").waiting() == 2);
            try (Client late = house.client()) {
                late.send("synthesize", "{\"text\":\"Late.\"}");
                assertThat(late.readToEnd()).containsExactly(Events.error("Too many requests wait already; try again in a moment.", "busy"));
            }
            // Another kind of work has a line of its own, and what needs no engine none.
            try (Client other = house.client()) {
                other.send("describe", "{}");
                assertThat(other.read().type()).isEqualTo("info");
                other.send("transcript", "{\"text\":\"hi\"}");
                assertThat(other.read().type()).isEqualTo("handled");
            }
            gate.open();
            for (Client client : waiting) {
                client.readUntil("audio-stop");
                client.close();
            }
            house.assertWell();
        }
    }

    @Test
    void twoRequestsOnOneConnectionAreServedInTurn() throws Exception {
        try (House house = new House(); Client client = house.client()) {
            client.send("transcript", "{\"text\":\"one\"}");
            client.send("synthesize", "{\"text\":\"Two.\"}");
            client.send("describe", "{}");
            assertThat(client.read().type()).isEqualTo("handled");
            client.readUntil("audio-stop");
            assertThat(client.read().type()).isEqualTo("info");
        }
    }

    @Test
    void aPingIsAnsweredAtOnce() throws Exception {
        try (House house = new House(); Client client = house.client()) {
            Gate gate = new Gate();
            house.companion.gates.put("Hold.", gate);
            client.send("synthesize", "{\"text\":\"Hold.\"}");
            gate.awaitReached();
            client.send("ping", "{}");
            assertThat(client.read().type()).isEqualTo("pong");
            gate.open();
            client.readUntil("audio-stop");
        }
    }

    @Test
    void tooManyRequestsOnOneConnectionAreRefused() throws Exception {
        try (House house = new House(); Client client = house.client()) {
            Gate gate = new Gate();
            house.companion.gates.put("Hold.", gate);
            for (int i = 0; i < 40; i++) {
                client.send("synthesize", "{\"text\":\"Hold.\"}");
            }
            assertThat(client.readToEnd()).extracting(event -> event.data().path("code").asText()).containsExactly("busy");
            house.companion.gates.clear();
            house.assertWell();
        }
    }

    @Test
    void aClientThatLeavesGivesItsTurnAway() throws Exception {
        try (House house = new House(); Client next = house.client()) {
            Gate gate = new Gate();
            house.companion.gates.put("Hold.", gate);
            try (Client leaving = house.client(); Client waiting = house.client()) {
                leaving.send("synthesize", "{\"text\":\"Hold.\"}");
                gate.awaitReached();
                waiting.send("synthesize", "{\"text\":\"Never.\"}");
                House.await("a line", () -> service(house, "tts").waiting() == 1);
                next.send("synthesize", "{\"text\":\"Next.\"}");
                House.await("a longer line", () -> service(house, "tts").waiting() == 2);
                waiting.close();
                House.await("a shorter line", () -> service(house, "tts").waiting() == 1);
            }
            next.readUntil("audio-stop");
            assertThat(house.companion.spoken).extracting(SpeechRequest::text).containsExactly("Next.");
        }
    }

    @Test
    void aClientThatDoesNotReadHoldsNoEngineAndIsLeft() throws Exception {
        try (House house = new House(50, 20, 60, 1); Client stopped = house.client()) {
            house.companion.perCharacter = 100_000;
            stopped.socket.setReceiveBufferSize(4096);
            stopped.send("synthesize", "{\"text\":\"" + "Sentence after sentence. ".repeat(100) + "\"}");
            House.await("some sound", () -> house.companion.spoken.size() >= 1 && house.companion.open.get() == 0);
            try (Client honest = house.client()) {
                honest.send("synthesize", "{\"text\":\"Me.\"}");
                honest.readUntil("audio-stop");
            }
            // One sentence is 4.6 MB here, so nobody begins a second one.
            assertThat(house.companion.spoken.size()).isLessThan(5);
            House.await("an end", () -> house.server.status().connections().isEmpty());
            house.companion.perCharacter = FakeCompanion.PER_CHARACTER;
            house.assertWell();
            assertThat(house.server.status().requests()).anySatisfy(request -> assertThat(request.cancelled()).isTrue());
        }
    }

    @Test
    void fiveHundredIdleConnectionsKeepNobodyOut() throws Exception {
        try (House house = new House(40, 20, 60, 20)) {
            List<Client> idle = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                idle.add(house.client());
            }
            house.assertWell();
            assertThat(house.server.status().connections()).hasSizeLessThanOrEqualTo(40);
            for (Client client : idle) {
                client.close();
            }
            House.await("an end", () -> house.server.status().connections().isEmpty());
            house.assertWell();
        }
    }

    @Test
    void whereAllAreServedSomebodyMoreIsToldSo() throws Exception {
        try (House house = new House(2, 20, 60, 20); Client one = house.client(); Client two = house.client()) {
            Gate gate = new Gate();
            house.companion.gates.put("Hold.", gate);
            one.send("synthesize", "{\"text\":\"Hold.\"}");
            two.send("synthesize", "{\"text\":\"Hold.\"}");
            House.await("work for both", () -> house.server.status().connections().stream().filter(each -> "tts".equals(each.doing())).count() == 2);
            try (Client three = house.client()) {
                assertThat(three.readToEnd()).containsExactly(
                        Events.error("There are already 2 connections, which is the most; try again in a moment.", "busy"));
            }
            gate.open();
            one.readUntil("audio-stop");
            two.readUntil("audio-stop");
        }
    }

    @Test
    void fiftyAtOnceAreAllServed() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(50);
        try (House house = new House(100, 50, 60, 20)) {
            List<Future<List<WyomingEvent>>> all = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                all.add(threads.submit(request(house, i)));
            }
            for (Future<List<WyomingEvent>> each : all) {
                assertThat(each.get()).noneMatch(event -> event.is("error"));
            }
            house.assertWell();
        } finally {
            threads.shutdownNow();
        }
    }

    private static Callable<List<WyomingEvent>> request(House house, int number) {
        return () -> {
            try (Client client = house.client()) {
                switch (number % 4) {
                    case 0 -> {
                        client.send("describe", "{}");
                        return client.readUntil("info");
                    }
                    case 1 -> {
                        client.speak(new AudioFormat(16_000, 2, 1), new byte[32_000], 640);
                        return client.readUntil("transcript-stop");
                    }
                    case 2 -> {
                        client.send("synthesize", "{\"text\":\"One. Two. Three.\"}");
                        return client.readUntil("audio-stop");
                    }
                    default -> {
                        client.send("transcript", "{\"text\":\"hi\",\"context\":{\"conversation_id\":\"" + number + "\"}}");
                        return client.readUntil("handled");
                    }
                }
            }
        };
    }

    @Test
    void aConnectionOnWhichNothingHappensIsClosed() throws Exception {
        try (House house = new House(50, 20, 1, 20)) {
            try (Client client = house.client()) {
                assertThat(client.readToEnd()).containsExactly(Events.error("Nothing happened on this connection for 1 seconds.", "timeout"));
            }
            try (Client client = house.client()) {
                client.send("synthesize-start", "{}");
                assertThat(client.readToEnd()).containsExactly(Events.error("No more of the text came for 1 seconds.", "timeout"));
            }
            try (Client client = house.client()) {
                client.raw("{\"type\":\"audio-".getBytes());
                assertThat(client.readToEnd()).extracting(WyomingEvent::type).containsExactly("error");
            }
            House.await("an end of all memory", () -> house.memory.taken() == 0);
        }
    }

    @Test
    void aServerThatIsClosedEndsAllWork() throws Exception {
        House house = new House();
        Client client = house.client();
        Gate gate = new Gate();
        house.companion.gates.put("Hold.", gate);
        client.send("synthesize", "{\"text\":\"Hold.\"}");
        gate.awaitReached();
        house.close();
        assertThat(house.companion.open).hasValue(0);
        assertThat(house.memory.taken()).isZero();
        client.close();
        assertThat(Thread.getAllStackTraces().keySet()).noneMatch(thread -> thread.getName().startsWith("home-") && thread.isAlive());
    }

    @Test
    void anAddressOfAnotherMachineIsSaid(@TempDir Path other) throws Exception {
        try (House house = new House()) {
            // Of those that stand in examples and belong to nobody (RFC 5737).
            HomeSettings settings = new HomeSettings(new java.net.InetSocketAddress("203.0.113.7", 0), AllowList.of(""), "Alan", 1, 1, 1, 1, 1, 1, 1);
            Services services = new Services("Alan", "0", house.engines, () -> house.speakers, java.util.List::of, () -> null, () -> null, () -> null);
            try (WyomingServer elsewhere = new WyomingServer(new Faculties(house.companion, new FakeAudio(), () -> null, services, new Line(1, 1), new Line(1, 1),
                    new Line(1, 1), new Ears(house.engines), house.memory, settings), new Faces(List::of, () -> null), new RequestLog(List::of), new StatusExchange(other)).start()) {
                assertThat(elsewhere.status().problem()).startsWith("203.0.113.7 is no address of this machine: ");
            }
        }
    }

    @Test
    void aPortThatIsTakenIsSaid(@TempDir Path other) throws Exception {
        try (House house = new House()) {
            HomeSettings settings = new HomeSettings(new java.net.InetSocketAddress("127.0.0.1", house.server.port()), AllowList.of(""), "Alan", 1, 1, 1, 1, 1, 1, 1);
            Services services = new Services("Alan", "0", house.engines, () -> house.speakers, java.util.List::of, () -> null, () -> null, () -> null);
            try (WyomingServer second = new WyomingServer(new Faculties(house.companion, new FakeAudio(), () -> null, services, new Line(1, 1), new Line(1, 1),
                    new Line(1, 1), new Ears(house.engines), house.memory, settings), new Faces(List::of, () -> null), new RequestLog(List::of), new StatusExchange(other)).start()) {
                assertThat(second.status().listening()).isFalse();
                assertThat(second.status().problem()).startsWith("127.0.0.1:" + house.server.port() + " cannot be listened on");
            }
        }
    }
}
