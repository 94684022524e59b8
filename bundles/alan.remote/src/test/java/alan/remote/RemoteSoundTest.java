package alan.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import alan.api.stt.Transcript;
import alan.api.stt.Transcription;
import alan.api.tts.SpeechRequest;
import alan.api.tts.Voice;
import alan.testing.ScriptedEndpoint;
import alan.testing.ScriptedEndpointFailure;
import alan.testing.ScriptedEndpointFailure.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RemoteSoundTest {
    private static final String SPEECH = "/v1/audio/speech";
    private static final String EARS = "/v1/audio/transcriptions";
    private static final Pcm UTTERANCE = new Pcm(16_000, new float[40_000]);

    private final ScriptedEndpoint first = ScriptedEndpoint.start().speech(ScriptedEndpoint::tone)
            .transcription(sound -> "Hola, ¿qué tal?", "spanish");
    private final ScriptedEndpoint second = ScriptedEndpoint.start().speech(text -> new Pcm(16_000, new float[8_000]))
            .transcription(sound -> "Good morning.", "english");
    private final RemoteTextToSpeech voice = new RemoteTextToSpeech();
    private final RemoteSpeechToText ear = new RemoteSpeechToText();

    @AfterEach
    void end() {
        voice.deactivate();
        ear.deactivate();
        first.close();
        second.close();
    }

    private void endpoint(String name, ScriptedEndpoint server, String... more) {
        List<String> keys = new ArrayList<>(List.of("url", server.url(), "speech.model", "kokoro", "transcription.model", "whisper-1", "retries",
                "0"));
        keys.addAll(List.of(more));
        ConfiguredEndpoint endpoint = TestEndpoints.of(name, keys.toArray(String[]::new));
        voice.addEndpoint(endpoint);
        ear.addEndpoint(endpoint);
    }

    private PcmStream speak(SpeechRequest request) throws AlanException {
        voice.load();
        return voice.speak(request);
    }

    private Transcript hear(String language) throws AlanException {
        ear.load();
        return ear.transcribe(UTTERANCE, language).readAll();
    }

    private static SpeechRequest request(String text, String name, String language) {
        return new SpeechRequest(text, null, name, language, Map.of("speed", "1.25"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wav", "pcm"})
    void speechComesAsItWasSent(String format) throws Exception {
        endpoint("a", first, "speech.format", format);
        Pcm spoken = speak(SpeechRequest.of("¡Hola!")).readAll();
        Pcm sent = ScriptedEndpoint.tone("¡Hola!");
        assertThat(spoken.sampleRate()).isEqualTo(24_000);
        assertThat(spoken.samples()).hasSize(sent.samples().length);
        for (int i = 0; i < spoken.samples().length; i++) {
            assertThat(spoken.samples()[i]).isBetween(sent.samples()[i] - 1e-4f, sent.samples()[i] + 1e-4f);
        }
        assertThat(first.requests(SPEECH).get(0).json().path("response_format").asText()).isEqualTo(format);
    }

    @Test
    void theRateIsTheSoundsOwnAndRemembered() throws Exception {
        endpoint("a", second, "speech.voice", "dora");
        assertThat(voice.voices().get(0).sampleRate()).isEqualTo(24_000);
        try (PcmStream speech = speak(SpeechRequest.of("Hola"))) {
            assertThat(speech.sampleRate()).isEqualTo(16_000);
        }
        assertThat(voice.voices()).containsExactly(new Voice("dora", Set.of(), 16_000, "kokoro at the endpoint a"));
    }

    @Test
    void theVoiceIsThatOfTheLanguage() throws Exception {
        endpoint("a", first, "speech.voice", "alloy", "speech.voices", "es: ef_dora, fr: alloy", "languages", "es, fr, en");
        speak(request("Hola", null, "es")).readAll();
        speak(request("Hello", null, "en")).readAll();
        speak(request("Hola", "ef_dora", "en")).readAll();
        assertThat(first.requests(SPEECH)).extracting(each -> each.json().path("voice").asText()).containsExactly("ef_dora", "alloy", "ef_dora");
        JsonNode body = first.requests(SPEECH).get(0).json();
        assertThat(body.path("speed").asDouble()).isEqualTo(1.25);
        assertThat(body.path("model").asText()).isEqualTo("kokoro");
        assertThat(body.path("input").asText()).isEqualTo("Hola");
        assertThat(voice.voices()).extracting(Voice::name).containsExactly("alloy", "ef_dora");
        assertThat(voice.voices()).extracting(Voice::languages).containsExactly(Set.of("es", "fr", "en"), Set.of("es"));
    }

    @Test
    void aVoiceIsAskedForWhereItIs() throws Exception {
        endpoint("a", first, "speech.voice", "alloy");
        endpoint("b", second, "speech.voice", "dora");
        assertThat(speak(request("Hola", "dora", null)).readAll().sampleRate()).isEqualTo(16_000);
        assertThat(first.requests(SPEECH)).isEmpty();
        assertThatThrownBy(() -> speak(request("Hola", "nobody", null))).hasMessage("No remote endpoint has the voice nobody; there is alloy, dora.");
    }

    @Test
    void aLanguageGoesToAnEndpointThatKnowsIt() throws Exception {
        endpoint("a", first, "speech.voices", "en: af_heart");
        endpoint("b", second, "speech.voices", "es: ef_dora");
        assertThat(voice.info().languages()).containsExactlyInAnyOrder("en", "es");
        assertThat(speak(request("Hola", null, "es")).readAll().sampleRate()).isEqualTo(16_000);
        assertThatThrownBy(() -> speak(request("Hallo", null, "de"))).hasMessageContaining("No remote endpoint speaks German");
    }

    @Test
    void theNextEndpointSpeaksWhereOneFailsBeforeItsFirstSound() throws Exception {
        for (ScriptedEndpointFailure failure : List.of(ScriptedEndpointFailure.status(500, "boom"), ScriptedEndpointFailure.page(200),
                ScriptedEndpointFailure.body(200, "ID3 here comes an mp3", "audio/mpeg"), ScriptedEndpointFailure.body(200, "", "audio/wav"),
                ScriptedEndpointFailure.body(200, "{\"error\":\"no voice\"}", "application/json"), ScriptedEndpointFailure.of(Kind.HUGE_LINE))) {
            RemoteTextToSpeech engine = new RemoteTextToSpeech();
            engine.addEndpoint(TestEndpoints.of("a", "url", first.url(), "speech.model", "m", "retries", "0"));
            engine.addEndpoint(TestEndpoints.of("b", "url", second.url(), "speech.model", "m"));
            engine.load();
            first.fail(failure);
            assertThat(engine.speak(SpeechRequest.of("Hola")).readAll().sampleRate()).as("%s", failure).isEqualTo(16_000);
            engine.deactivate();
        }
    }

    @Test
    void speechThatBreaksOffIsNotBegunAnew() throws Exception {
        endpoint("a", first, "idle.timeout.s", "10");
        endpoint("b", second);
        first.fail(Kind.CUT_IN_THE_MIDDLE);
        PcmStream speech = speak(SpeechRequest.of("Una frase que es larga."));
        assertThat(speech.sampleRate()).isEqualTo(24_000);
        first.breakOff();
        assertThatThrownBy(() -> {
            while (speech.read() != null) {
                // Until it breaks.
            }
        }).hasMessageContaining("The endpoint a broke off in the middle");
        assertThat(second.requests(SPEECH)).isEmpty();
    }

    @Test
    void soundThatEndsLongBeforeItsLengthBrokeOff() throws Exception {
        Endpoint endpoint = TestEndpoints.of("a", "url", "http://h", "speech.model", "m").endpoint();
        // Two seconds at 16 kHz are announced.
        byte[] head = Answers.joined("RIFF\0\0\0\0WAVEfmt ".getBytes(),
                new byte[] {16, 0, 0, 0, 1, 0, 1, 0, (byte) 0x80, 0x3e, 0, 0, 0, 0, 0, 0, 2, 0, 16, 0}, "data".getBytes(),
                new byte[] {0, (byte) 0xfa, 0, 0});
        SpeechReader whole = new SpeechReader(endpoint, Answers.of(List.of(head, new byte[63_000])), "audio/wav", 10);
        assertThat(whole.next()).hasSize(31_500);
        assertThat(whole.next()).isNull();
        SpeechReader half = new SpeechReader(endpoint, Answers.of(List.of(head, new byte[32_000])), "audio/wav", 10);
        assertThat(half.next()).hasSize(16_000);
        assertThatThrownBy(half::next).hasMessage("The endpoint a broke off in the middle of its answer: ask again.");
    }

    @Test
    void aServerWithoutSoundIsOneSentence() throws Exception {
        endpoint("a", first);
        first.fail(ScriptedEndpointFailure.body(200, "ID3 here comes an mp3", "audio/mpeg"));
        PcmStream speech = speak(SpeechRequest.of("Hola"));
        assertThat(speech.sampleRate()).isEqualTo(24_000);
        assertThatThrownBy(speech::read).hasMessage(
                "The endpoint a answered, but not as the API says: it sent mp3 instead of wav. Check url and the model in its file.");
    }

    @Test
    void closingWhileTheRateIsWaitedForIsHeard() throws Exception {
        endpoint("a", first);
        first.fail(Kind.HANG);
        PcmStream speech = speak(SpeechRequest.of("Hola"));
        CompletableFuture<Integer> waiting = CompletableFuture.supplyAsync(speech::sampleRate);
        while (first.requests(SPEECH).isEmpty()) {
            Thread.sleep(10);
        }
        speech.close();
        waiting.get(10, TimeUnit.SECONDS);
        assertThat(speech.read()).isNull();
    }

    @Test
    void soundThatNeverEndsIsCutOff() throws Exception {
        endpoint("a", second.speech(text -> new Pcm(16_000, new float[16_000 * 70])));
        assertThatThrownBy(() -> speak(SpeechRequest.of("Hola")).readAll()).hasMessageContaining("more sound than the text can be");
    }

    @Test
    void stereoIsAveragedAndOddBlocksArePutTogether() throws Exception {
        byte[] wav = Answers.joined("RIFF\0\0\0\0WAVEfmt ".getBytes(),
                new byte[] {16, 0, 0, 0, 1, 0, 2, 0, (byte) 0x80, 0x3e, 0, 0, 0, 0, 0, 0, 4, 0, 16, 0},
                "data".getBytes(), new byte[] {8, 0, 0, 0, 0, 0x40, 0, 0, 0, (byte) 0xc0, 0, (byte) 0xc0, 99, 99, 99, 99});
        List<byte[]> portions = new ArrayList<>();
        for (byte each : wav) {
            portions.add(new byte[] {each});
        }
        Endpoint endpoint = TestEndpoints.of("a", "url", "http://h", "speech.model", "m").endpoint();
        SpeechReader reader = new SpeechReader(endpoint, Answers.of(portions), "audio/wav", 10);
        assertThat(reader.rate()).isEqualTo(16_000);
        assertThat(reader.next()).containsExactly(0.25f);
        assertThat(reader.next()).containsExactly(-0.5f);
        assertThat(reader.next()).isNull();
    }

    @Test
    void aRecordingIsSentAsWavAndWrittenDown() throws Exception {
        endpoint("a", first);
        Transcript transcript = hear(null);
        assertThat(transcript.text()).isEqualTo("Hola, ¿qué tal?");
        assertThat(transcript.language()).isEqualTo("es");
        assertThat(transcript.segments()).singleElement().satisfies(segment -> {
            assertThat(segment.text()).isEqualTo(" Hola, ¿qué tal?");
            assertThat(segment.endMs()).isEqualTo(2_500);
        });
        Map<String, List<String>> fields = first.requests(EARS).get(0).fields();
        assertThat(fields).containsEntry("model", List.of("whisper-1")).containsEntry("response_format", List.of("verbose_json"))
                .containsEntry("timestamp_granularities[]", List.of("segment", "word")).doesNotContainKey("language");
        assertThat(first.requests(EARS).get(0).sound().samples()).hasSize(40_000);
        assertThat(first.requests(EARS).get(0).sound().sampleRate()).isEqualTo(16_000);
        assertThat(first.requests(EARS).get(0).header("content-length")).isNotEmpty();
    }

    @Test
    void aLanguageThatIsKnownIsSaidToTheServer() throws Exception {
        endpoint("a", second);
        assertThat(hear("es").language()).isEqualTo("es");
        assertThat(second.requests(EARS).get(0).field("language")).isEqualTo("es");
    }

    @Test
    void aServerThatKnowsOnlyPlainJsonIsAskedForThat() throws Exception {
        endpoint("a", first, "languages", "es");
        first.fail(ScriptedEndpointFailure.status(400,
                "response_format 'verbose_json' is not compatible with model 'x'. Use 'json' or 'text' instead."));
        assertThat(hear(null).language()).isEqualTo("es");
        assertThat(hear(null).text()).isEqualTo("Hola, ¿qué tal?");
        assertThat(first.requests(EARS)).extracting(each -> each.field("response_format")).containsExactly("verbose_json", "json", "json");
    }

    @Test
    void theNextEndpointListensWhereOneFails() throws Exception {
        endpoint("a", first);
        endpoint("b", second);
        first.fail(ScriptedEndpointFailure.page(200));
        assertThat(hear(null).text()).isEqualTo("Good morning.");
    }

    @Test
    void whatIsNoTranscriptIsOneSentence() {
        endpoint("a", first);
        for (ScriptedEndpointFailure failure : List.of(ScriptedEndpointFailure.of(Kind.HUGE_LINE),
                ScriptedEndpointFailure.body(200, "{}", "application/json"),
                ScriptedEndpointFailure.body(200, "not json", "text/plain"), ScriptedEndpointFailure.body(200, "", "application/json"))) {
            first.fail(failure);
            assertThat(catchThrowableOfType(AlanException.class, () -> hear(null)).getMessage())
                    .contains("The endpoint a answered, but not as the API says");
        }
    }

    @Test
    void closingATranscriptionEndsIt() throws Exception {
        endpoint("a", first);
        first.fail(Kind.HANG);
        ear.load();
        Transcription transcription = ear.transcribe(UTTERANCE, null);
        CompletableFuture<Object> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return String.valueOf(transcription.next());
            } catch (AlanException e) {
                return e;
            }
        });
        while (first.requests(EARS).isEmpty()) {
            Thread.sleep(10);
        }
        transcription.close();
        assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo("null");
    }

    @Test
    void theLastEndpointMayGoWhileItsEngineIsUsed() {
        assertThatThrownBy(() -> ear.transcribe(UTTERANCE, null)).hasMessageContaining("no remote endpoint any more");
        assertThatThrownBy(() -> ear.transcribe(UTTERANCE, "es")).hasMessageContaining("no remote endpoint any more");
        assertThatThrownBy(() -> voice.speak(request("Hola", null, null))).hasMessageContaining("no remote endpoint any more");
    }

    @Test
    void nothingHeardIsAnEmptyTranscript() throws Exception {
        endpoint("a", first.transcription(sound -> "", "spanish"));
        assertThat(hear(null).text()).isEmpty();
        assertThat(hear(null).segments()).isEmpty();
    }
}
