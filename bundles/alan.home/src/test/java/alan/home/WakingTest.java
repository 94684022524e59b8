package alan.home;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.AlanException;
import alan.wyoming.AudioFormat;
import alan.wyoming.Events;
import alan.wyoming.WyomingEvent;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WakingTest {
    private static final AudioFormat FORMAT = new AudioFormat(16_000, 2, 1);
    private static final int SECOND = 32_000;

    private final House house = new House();

    @AfterEach
    void close() throws Exception {
        house.assertWell();
        house.close();
    }

    /** {@return silence with a loud sample at the end of the second second} */
    private static byte[] said(boolean first) {
        byte[] sound = new byte[3 * SECOND];
        sound[2 * SECOND - 1] = (byte) (first ? 0x7F : 0x80);
        return sound;
    }

    private static WyomingEvent detection(String name) throws Exception {
        return Client.event("detection", "{\"name\":\"" + name + "\",\"timestamp\":2000}");
    }

    @Test
    void aWordThatIsSaidIsToldAtOnceWithItsTime() throws Exception {
        try (Client client = house.client()) {
            client.send("detect", "{\"names\":[\"hey_jarvis\"]}");
            client.send(Events.audioStart(FORMAT));
            // In pieces of 10 ms, as Home Assistant sends it; and no more than to the word, which is told before the sound is over.
            for (int at = 0; at < 2 * SECOND; at += 320) {
                client.send(Events.audioChunk(FORMAT, java.util.Arrays.copyOfRange(said(true), at, at + 320)));
            }
            assertThat(client.read()).isEqualTo(detection("hey_jarvis"));
            client.send(Events.audioStop());
            client.send("ping", "{}");
            assertThat(client.read().type()).as("no word that it was not said").isEqualTo("pong");
        }
    }

    @Test
    void onlyWhatIsAskedForIsHeardAndAllIfNothingIs() throws Exception {
        try (Client client = house.client()) {
            client.send("detect", "{\"names\":[\"hey_jarvis\"]}");
            client.speak(FORMAT, said(false), 1_000);
            assertThat(client.read()).isEqualTo(Events.notDetected());
            for (String all : List.of("{}", "{\"names\":null}", "{\"names\":[]}")) {
                client.send("detect", all);
                client.speak(FORMAT, said(false), 999);
                assertThat(client.read()).as(all).isEqualTo(detection("hola_alan"));
            }
        }
        House.await("the requests are in the list", () -> house.server.status().requests().size() == 4);
        assertThat(house.server.status().requests()).allMatch(request -> request.service().equals("wake") && request.failure() == null);
    }

    @Test
    void theSameConnectionThenWritesDown() throws Exception {
        try (Client client = house.client()) {
            client.send("detect", "{}");
            client.send(Events.audioStart(FORMAT));
            client.send(Events.audioChunk(FORMAT, said(true)));
            assertThat(client.read().type()).isEqualTo("detection");
            assertThat(house.server.status().services()).filteredOn(service -> service.name().equals("wake")).extracting(service -> service.working())
                    .containsExactly(1);
            client.send("transcribe", "{}");
            client.speak(FORMAT, new byte[320], 320);
            assertThat(client.readUntil("transcript-stop")).extracting(WyomingEvent::type).startsWith("transcript-start");
        }
    }

    @Test
    void whatCannotBeHeardIsASentenceAndTheEnd() throws Exception {
        refused("{\"names\":[\"hey_nobody\"]}", FORMAT, "There is no wake word hey_nobody.");
        refused("{\"names\":\"hey_jarvis\"}", FORMAT, "In the event detect, names is not a list of texts.");
        refused("{\"names\":[7]}", FORMAT, "In the event detect, names is not a list of texts.");
        refused("{}", new AudioFormat(44_100, 2, 1), "Wake words are heard in sound at 16000 Hz, and this is at 44100 Hz.");
        house.engines.waker.failure = new AlanException("The engine was unloaded.");
        refused("{}", FORMAT, "The engine was unloaded.");
    }

    private void refused(String wanted, AudioFormat format, String sentence) throws Exception {
        try (Client client = house.client()) {
            client.send("detect", wanted);
            client.send(Events.audioStart(format));
            client.send(Events.audioChunk(format, new byte[320]));
            assertThat(client.readToEnd()).singleElement().satisfies(event -> {
                assertThat(event.type()).isEqualTo("error");
                assertThat(event.data().get("text").asText()).isEqualTo(sentence);
            });
        }
    }

    @Test
    void whoeverGoesAwayIsNotListenedToAnyMore() throws Exception {
        Client client = house.client();
        client.send("detect", "{}");
        client.send(Events.audioStart(FORMAT));
        client.send(Events.audioChunk(FORMAT, new byte[320]));
        House.await("somebody is listened to", () -> house.ears.open() == 1);
        client.close();
        House.await("nobody is", () -> house.ears.open() == 0 && house.engines.waker.open.get() == 0);
    }
}
