package alan.home;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.AlanException;
import alan.wyoming.AudioFormat;
import alan.wyoming.Events;
import alan.wyoming.SoundFrames;
import alan.wyoming.WyomingEvent;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SpeakingTest {
    private static final int PAUSE = FakeCompanion.RATE / 5;
    private final House house = new House();

    @AfterEach
    void close() {
        house.close();
    }

    private static byte[] sound(List<WyomingEvent> events) {
        ByteArrayOutputStream sound = new ByteArrayOutputStream();
        events.forEach(event -> sound.writeBytes(event.payload()));
        return sound.toByteArray();
    }

    private static byte[] expected(String... sentences) {
        ByteArrayOutputStream sound = new ByteArrayOutputStream();
        for (String sentence : sentences) {
            if (sound.size() > 0) {
                sound.writeBytes(new byte[2 * PAUSE]);
            }
            float[] floats = FakeCompanion.sound(sentence, FakeCompanion.PER_CHARACTER);
            for (int at = 0; at < floats.length; at += SoundFrames.MOST) {
                sound.writeBytes(SoundFrames.chunk(FakeCompanion.RATE, floats, at).payload());
            }
        }
        return sound.toByteArray();
    }

    private static List<String> types(List<WyomingEvent> events) {
        return events.stream().map(WyomingEvent::type).filter(type -> !type.equals("audio-chunk")).toList();
    }

    @Test
    void aTextBecomesOneSoundInOurRate() throws Exception {
        try (Client client = house.client()) {
            client.send("synthesize", "{\"text\":\"One two. Three.\",\"voice\":{\"name\":\"joe\",\"speaker\":\"s\"}}");
            List<WyomingEvent> events = client.readUntil("audio-stop");
            assertThat(types(events)).containsExactly("audio-start", "audio-stop");
            assertThat(events.get(0)).isEqualTo(Events.audioStart(new AudioFormat(22_050, 2, 1)));
            assertThat(events.stream().filter(event -> event.is("audio-chunk"))).hasSizeGreaterThan(2)
                    .allSatisfy(chunk -> assertThat(AudioFormat.of(chunk)).isEqualTo(new AudioFormat(22_050, 2, 1)));
            assertThat(sound(events)).isEqualTo(expected("One two.", "Three."));
        }
        assertThat(house.companion.spoken).extracting(request -> request.text() + " " + request.voice() + " " + request.options())
                .containsExactly("One two. joe {speaker=s}", "Three. joe {speaker=s}");
        assertThat(house.companion.works).as("one mark for all of it").hasSize(2).doesNotContainNull().containsOnly(house.companion.works.get(0));
        house.assertWell();
    }

    @Test
    void aLanguageWillDo() throws Exception {
        try (Client client = house.client()) {
            client.send("synthesize", "{\"text\":\"Hola.\",\"voice\":{\"language\":\"es-MX\"}}");
            client.readUntil("audio-stop");
        }
        assertThat(house.companion.spoken.get(0).language()).isEqualTo("es-MX");
        assertThat(house.companion.spoken.get(0).voice()).isNull();
    }

    @Test
    void aSentenceOfAnotherRateIsBroughtToTheFirstOnes() throws Exception {
        house.companion.rates.putAll(Map.of("Two.", 44_100));
        try (Client client = house.client()) {
            client.send("synthesize", "{\"text\":\"One. Two.\"}");
            List<WyomingEvent> events = client.readUntil("audio-stop");
            assertThat(events.stream().filter(event -> event.is("audio-chunk")).map(event -> event.data().get("rate").asInt())).containsOnly(22_050);
            assertThat(sound(events).length).isEqualTo(2 * (4 * FakeCompanion.PER_CHARACTER + PAUSE + 4 * FakeCompanion.PER_CHARACTER / 2));
        }
    }

    @Test
    void aTextInPiecesIsSpokenSentenceBySentenceWhileItComes() throws Exception {
        try (Client client = house.client()) {
            // Bare, as Home Assistant sends it.
            client.raw("{\"type\":\"synthesize-start\"}\n".getBytes());
            client.send("synthesize-chunk", "{\"text\":\"One t\"}");
            client.send("synthesize-chunk", "{\"text\":\"wo. Thr\"}");
            List<WyomingEvent> first = client.readUntil("audio-stop");
            assertThat(types(first)).containsExactly("audio-start", "audio-stop");
            assertThat(sound(first)).isEqualTo(expected("One two."));
            client.send("synthesize-chunk", "{\"text\":\"ee.\"}");
            client.send("synthesize", "{\"text\":\"One two. Three.\"}");
            client.raw("{\"type\":\"synthesize-stop\"}\n".getBytes());
            List<WyomingEvent> rest = client.readUntil("synthesize-stopped");
            assertThat(types(rest)).containsExactly("audio-start", "audio-stop", "synthesize-stopped");
            client.send("ping", "{\"text\":\"a\"}");
            assertThat(client.read()).isEqualTo(Client.event("pong", "{\"text\":\"a\"}"));
        }
        assertThat(house.companion.spoken).hasSize(2);
        assertThat(house.companion.works).containsOnly(house.companion.works.get(0));
        house.assertWell();
    }

    @Test
    void anEngineThatImitatesGoesOnAsItBeganAndSaysNoWordAlone() throws Exception {
        house.speakers.put("csm", new FakeSpeaker(true, java.util.Set.of("en"), new alan.api.tts.Voice("csm", java.util.Set.of("en"), 24_000, "CSM")));
        try (Client client = house.client()) {
            client.send("synthesize", "{\"text\":\"Yes. No. This is a longer sentence. And another one follows. So.\",\"voice\":{\"name\":\"csm\"}}");
            client.readUntil("audio-stop");
            client.send("synthesize", "{\"text\":\"Yes. No.\",\"voice\":{\"name\":\"joe\"}}");
            client.readUntil("audio-stop");
        }
        assertThat(house.companion.spoken).extracting(alan.api.tts.SpeechRequest::text)
                .containsExactly("Yes. No. This is a longer sentence.", "And another one follows.", "So.", "Yes.", "No.");
        assertThat(house.companion.spoken).extracting(request -> request.context().conversation().stream().map(alan.api.tts.Sample::text).toList())
                .containsExactly(List.of(), List.of("Yes. No. This is a longer sentence."),
                        List.of("Yes. No. This is a longer sentence.", "And another one follows."), List.of(), List.of());
        assertThat(house.companion.spoken.get(1).context().conversation().get(0).sound().samples())
                .hasSize("Yes. No. This is a longer sentence.".length() * FakeCompanion.PER_CHARACTER);
        house.assertWell();
    }

    @Test
    void aTextInPiecesWithNothingInItIsOver() throws Exception {
        try (Client client = house.client()) {
            client.send("synthesize-start", "{\"voice\":{\"name\":\"joe\"}}");
            client.send("synthesize-stop", "{}");
            assertThat(client.read()).isEqualTo(Events.synthesizeStopped());
        }
    }

    @Test
    void piecesOutOfOrderAreRefused() throws Exception {
        try (Client client = house.client()) {
            client.send("synthesize-chunk", "{\"text\":\"a\"}");
            assertThat(client.readToEnd()).extracting(event -> event.data().path("code").asText()).containsExactly("bad-request");
        }
        try (Client client = house.client()) {
            client.send("synthesize-start", "{}");
            client.send("synthesize-start", "{}");
            assertThat(client.readToEnd()).extracting(event -> event.data().path("code").asText()).containsExactly("bad-request");
        }
        house.assertWell();
    }

    @Test
    void aFailureIsAnErrorAndTheEndOfTheConnection() throws Exception {
        house.companion.failure = new AlanException("There is no voice 'x'.");
        try (Client client = house.client()) {
            client.send("synthesize", "{\"text\":\"One.\",\"voice\":{\"name\":\"x\"}}");
            client.send("synthesize", "{\"text\":\"Two.\"}");
            assertThat(client.readToEnd()).containsExactly(Events.error("There is no voice 'x'.", "failed"));
        }
        house.companion.failure = null;
        house.companion.bug = new IllegalStateException("boom");
        try (Client client = house.client()) {
            client.send("synthesize", "{\"text\":\"One.\"}");
            assertThat(client.readToEnd()).singleElement().satisfies(event -> assertThat(event.toString()).contains("error", "unexpected").doesNotContain("boom"));
        }
        house.companion.bug = null;
        assertThat(house.server.status().requests()).extracting(alan.api.home.HomeStatus.Request::failure).contains("There is no voice 'x'.");
        house.assertWell();
    }

    @Test
    void textsThatAreEmptyOrTooLongAreRefused() throws Exception {
        for (String text : List.of("", "  ", "a".repeat(5_001))) {
            try (Client client = house.client()) {
                client.send(new WyomingEvent("synthesize", Client.event("", "{}").data().put("text", text)));
                assertThat(client.readToEnd()).singleElement().satisfies(event -> assertThat(event.type()).isEqualTo("error"));
            }
        }
        try (Client client = house.client()) {
            client.send("synthesize-start", "{}");
            for (int i = 0; i < 6; i++) {
                client.send(new WyomingEvent("synthesize-chunk", Client.event("", "{}").data().put("text", "a".repeat(1_000))));
            }
            assertThat(client.readToEnd()).extracting(event -> event.data().path("code").asText()).containsExactly("too-large");
        }
        assertThat(house.companion.spoken).isEmpty();
        house.assertWell();
    }

    @Test
    void ofSsmlTheWordsAreSpoken() throws Exception {
        assertThat(Ssml.words("One <break time='1s'/>two &amp; <prosody rate='x'>three</prosody>")).isEqualTo("One \ntwo & three");
        assertThat(Ssml.words("<?xml version='1.0'?><speak><p>One</p><p>Two</p></speak>")).isEqualTo("One\nTwo\n");
        try (Client client = house.client()) {
            client.send("synthesize", "{\"text\":\"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]><a>&b;</a>\",\"text_format\":\"ssml\"}");
            assertThat(client.readToEnd()).extracting(event -> event.data().path("code").asText()).containsExactly("bad-request");
        }
    }
}
