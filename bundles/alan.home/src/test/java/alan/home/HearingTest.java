package alan.home;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.audio.Pcm;
import alan.wyoming.AudioFormat;
import alan.wyoming.Events;
import alan.wyoming.WyomingEvent;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HearingTest {
    private static final AudioFormat FORMAT = new AudioFormat(16_000, 2, 1);

    private final House house = new House();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void soundInSmallPiecesBecomesSegmentsAndOneTranscript() throws Exception {
        try (Client client = house.client()) {
            client.send("transcribe", "{\"language\":\"en\"}");
            client.speak(FORMAT, new byte[32_000], 320);
            assertThat(client.readUntil("transcript-stop")).containsExactly(Events.transcriptStart("en"), Events.transcriptChunk(" Hello."),
                    Events.transcriptChunk(" Is it noon?"), Events.transcript("Hello. Is it noon?", "en"), Events.transcriptStop());
            assertThat(house.companion.languages).containsExactly("en");
            assertThat(house.companion.heard.get(0).sampleRate()).isEqualTo(16_000);
            assertThat(house.companion.heard.get(0).samples()).hasSize(16_000);
            // The connection serves another one.
            client.speak(FORMAT, new byte[64], 64);
            assertThat(client.readUntil("transcript-stop")).contains(Events.transcriptStart(null));
            assertThat(house.companion.languages).containsExactly("en", "null");
        }
        house.assertWell();
    }

    @Test
    void silenceIsAnEmptyTranscript() throws Exception {
        house.companion.segments = List.of();
        try (Client client = house.client()) {
            client.send("transcribe", "{}");
            client.speak(FORMAT, new byte[320], 320);
            assertThat(client.readUntil("transcript-stop")).contains(Events.transcript("", null));
        }
        try (Client client = house.client()) {
            client.send("transcribe", "{}");
            client.send("audio-stop", "{}");
            assertThat(client.readUntil("transcript-stop")).as("nothing at all").contains(Events.transcript("", null));
        }
        house.companion.segments = List.of(" a");
        house.assertWell();
    }

    @Test
    void whoeverBeginsAnewIsHeardInTheLanguageThatWasAskedFor() throws Exception {
        try (Client client = house.client()) {
            client.send("transcribe", "{\"language\":\"es\"}");
            client.send(Events.audioStart(FORMAT));
            client.send(Events.audioChunk(FORMAT, new byte[64]));
            client.speak(FORMAT, new byte[320], 320);
            client.readUntil("transcript-stop");
        }
        assertThat(house.companion.languages).containsExactly("es");
        assertThat(house.companion.heard.get(0).samples()).as("of the second time").hasSize(160);
    }

    @Test
    void anyWidthAndChannelsAreMixedAndPiecesMayEndAnywhere() throws Exception {
        byte[] stereo24 = {0, 0, 0x40, 0, 0, 0, 0, 0, (byte) 0xC0, 0, 0, (byte) 0x80};
        for (int piece = 1; piece <= stereo24.length; piece++) {
            SoundBuffer buffer = new SoundBuffer(new AudioFormat(48_000, 3, 2), 1, house.memory);
            for (int at = 0; at < stereo24.length; at += piece) {
                buffer.add(buffer.format(), java.util.Arrays.copyOfRange(stereo24, at, Math.min(stereo24.length, at + piece)));
            }
            Pcm pcm = buffer.pcm();
            assertThat(pcm.sampleRate()).isEqualTo(48_000);
            assertThat(pcm.samples()).as("pieces of " + piece).containsExactly(0.25f, -0.75f);
            buffer.close();
        }
        SoundBuffer eight = new SoundBuffer(new AudioFormat(8_000, 1, 1), 1, house.memory);
        eight.add(eight.format(), new byte[] {64, -128, 0});
        assertThat(eight.pcm().samples()).containsExactly(0.5f, -1f, 0f);
        eight.close();
        assertThat(house.memory.taken()).isZero();
    }

    @Test
    void tooMuchSoundIsRefusedWithASentence() throws Exception {
        try (Client client = house.client()) {
            client.send("transcribe", "{}");
            client.send(Events.audioStart(FORMAT));
            for (int second = 0; second < 31; second++) {
                client.send(Events.audioChunk(FORMAT, new byte[32_000]));
            }
            List<WyomingEvent> events = client.readToEnd();
            assertThat(events).containsExactly(Events.error(
                    "The sound is longer than 30 seconds, which is the most; seconds in config/alan.home.cfg says so.", "too-large"));
        }
        house.assertWell();
    }

    @Test
    void soundThatChangesItsFormatOrHasNoBeginningIsRefused() throws Exception {
        try (Client client = house.client()) {
            client.send(Events.audioStart(FORMAT));
            client.send(Events.audioChunk(new AudioFormat(8_000, 2, 1), new byte[2]));
            assertThat(client.readToEnd()).singleElement().satisfies(event -> assertThat(event.data().get("text").asText()).contains("changes its format"));
        }
        try (Client client = house.client()) {
            client.send(Events.audioChunk(FORMAT, new byte[2]));
            assertThat(client.readToEnd()).singleElement().satisfies(event -> assertThat(event.data().get("text").asText()).contains("before the event audio-start"));
        }
        house.assertWell();
    }

    @Test
    void aClientThatLeavesEndsTheWork() throws Exception {
        Gate gate = new Gate();
        house.companion.gates.put("hear", gate);
        try (Client client = house.client()) {
            client.speak(FORMAT, new byte[320], 320);
            gate.awaitReached();
        }
        House.await("an end of hearing", () -> house.companion.open.get() == 0);
        house.companion.gates.clear();
        house.assertWell();
        assertThat(house.server.status().requests()).anySatisfy(request -> {
            assertThat(request.service()).isEqualTo("asr");
            assertThat(request.cancelled()).isTrue();
            assertThat(request.failure()).isNull();
        });
    }
}
