package alan.home;

import static org.assertj.core.api.Assertions.assertThat;

import alan.wyoming.AudioFormat;
import alan.wyoming.Events;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is written down before the client says that it was all. */
@Timeout(60)
class ForesightTest {
    private static final AudioFormat FORMAT = new AudioFormat(16_000, 2, 1);
    private static final byte[] SILENCE = new byte[320];
    private static final byte[] SPEECH = speech();

    private final House house = new House();

    private static byte[] speech() {
        byte[] loud = new byte[3_200];
        Arrays.fill(loud, (byte) 0x40);
        return loud;
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aPauseIsEnoughToBeginAndTheEndNeedsNoSecondTime() throws Exception {
        try (Client client = house.client()) {
            begin(client);
            say(client, SPEECH, SILENCE);
            House.await("a guess", () -> house.companion.heard.size() == 1 && house.companion.open.get() == 0);
            say(client, SILENCE);
            client.send(Events.audioStop());
            assertThat(client.readUntil("transcript-stop")).containsExactly(Events.transcriptStart("en"), Events.transcriptChunk(" Hello."),
                    Events.transcriptChunk(" Is it noon?"), Events.transcript("Hello. Is it noon?", "en"), Events.transcriptStop());
            assertThat(house.engines.roused).as("what is unloaded is loaded while somebody speaks").hasValue(1);
            assertThat(house.companion.heard).singleElement().satisfies(pcm -> assertThat(pcm.samples()).hasSize((SPEECH.length + SILENCE.length) / 2));
            assertThat(house.companion.languages).containsExactly("en");
        }
        house.assertWell();
    }

    @Test
    void theEndWaitsForAGuessThatIsBeingMade() throws Exception {
        Gate gate = gate();
        try (Client client = house.client()) {
            sayUntilGuessed(client, gate);
            client.send(Events.audioStop());
            gate.open();
            assertThat(client.readUntil("transcript-stop")).contains(Events.transcript("Hello. Is it noon?", "en"));
            assertThat(house.companion.heard).hasSize(1);
        }
        house.assertWell();
    }

    @Test
    void whoGoesOnEndsTheGuessAndAllIsHeard() throws Exception {
        Gate gate = gate();
        try (Client client = house.client()) {
            sayUntilGuessed(client, gate);
            say(client, SPEECH);
            House.await("an end of the guess", () -> house.companion.open.get() == 0);
            house.companion.gates.clear();
            client.send(Events.audioStop());
            assertThat(client.readUntil("transcript-stop")).contains(Events.transcript("Hello. Is it noon?", "en"));
            assertThat(house.companion.heard).hasSize(2);
            assertThat(house.companion.heard.get(1).samples()).hasSize((2 * SPEECH.length + SILENCE.length) / 2);
        }
        house.assertWell();
    }

    @Test
    void aClientThatLeavesOrBeginsAnewEndsTheGuess() throws Exception {
        Gate gate = gate();
        try (Client client = house.client()) {
            sayUntilGuessed(client, gate);
            client.send("transcribe", "{}");
            House.await("an end of the guess", () -> house.companion.open.get() == 0);
        }
        gate = gate();
        try (Client client = house.client()) {
            sayUntilGuessed(client, gate);
        }
        House.await("an end of the guess", () -> house.companion.open.get() == 0);
        house.companion.gates.clear();
        house.assertWell();
    }

    @Test
    void nobodyGuessesWhileTheEngineWorksForSomebody() throws Exception {
        Gate gate = gate();
        try (Client busy = house.client(); Client client = house.client()) {
            begin(busy);
            busy.send(Events.audioStop());
            gate.awaitReached();
            begin(client);
            say(client, SPEECH, SILENCE, SPEECH, SILENCE);
            client.send(Events.audioStop());
            House.await("a line", () -> house.server.status().services().stream().anyMatch(service -> service.waiting() == 1));
            assertThat(house.companion.heard).hasSize(1);
            gate.open();
            client.readUntil("transcript-stop");
            assertThat(house.companion.heard).hasSize(2);
        }
        house.assertWell();
    }

    @Test
    void aRecordingWithManyPausesThatComesAtOnceIsHeardLikeAnyOther() throws Exception {
        try (Client client = house.client()) {
            begin(client);
            for (int pause = 0; pause < 100; pause++) {
                say(client, SPEECH, SILENCE);
            }
            client.send(Events.audioStop());
            assertThat(client.readUntil("transcript-stop")).contains(Events.transcript("Hello. Is it noon?", "en"));
        }
        house.assertWell();
    }

    /** {@return where whatever is heard from now on waits} */
    private Gate gate() {
        Gate gate = new Gate();
        house.companion.gates.put("hear", gate);
        return gate;
    }

    private static void sayUntilGuessed(Client client, Gate gate) throws IOException, InterruptedException {
        begin(client);
        say(client, SPEECH, SILENCE);
        gate.awaitReached();
    }

    private static void begin(Client client) throws IOException {
        client.send("transcribe", "{\"language\":\"en\"}");
        client.send(Events.audioStart(FORMAT));
    }

    private static void say(Client client, byte[]... pieces) throws IOException {
        for (byte[] piece : pieces) {
            client.send(Events.audioChunk(FORMAT, piece));
        }
    }
}
