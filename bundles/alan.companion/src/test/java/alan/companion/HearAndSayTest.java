package alan.companion;

import static alan.companion.House.expectedSound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import alan.api.companion.Sentences;
import alan.api.engine.EngineKind;
import alan.api.stt.NothingHeardException;
import alan.api.stt.Segment;
import alan.api.stt.Transcript;
import alan.api.tts.SpeechRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HearAndSayTest {
    private final House house = new House();

    @AfterEach
    void nothingIsLeft() {
        house.assertNothingLeft();
    }

    @Test
    void aRecordingOfAnyRateIsWrittenDown() throws AlanException {
        assertThat(house.companion.hear(House.utterance(44100), "es").text()).isEqualTo("What is the time?");
        assertThat(house.engines.stt.languages).containsExactly("es");
        assertThat(house.engines.stt.utterances.get(0).sampleRate()).isEqualTo(16000);
        assertThat(house.engines.given).containsExactly("vad null hear 1", "stt es hear 1");
    }

    @Test
    void eachSegmentIsToldBeforeTheTranscriptIsThere() throws AlanException {
        List<Segment> told = new CopyOnWriteArrayList<>();
        Transcript transcript = house.companion.hear(House.utterance(16000), "en", told::add);
        assertThat(told).isEqualTo(transcript.segments()).hasSize(1);
    }

    @Test
    void anInterruptEndsHearing() throws InterruptedException {
        house.engines.stt.gate = new Gate();
        List<Throwable> thrown = new CopyOnWriteArrayList<>();
        Thread thread = new Thread(() -> thrown.add(catchThrowable(() -> house.companion.hear(House.utterance(16000), null))));
        thread.start();
        house.engines.stt.gate.awaitReached();
        thread.interrupt();
        thread.join();
        assertThat(thrown).hasSize(1).first().isInstanceOf(AlanException.class);
    }

    @Test
    void aTextThatIsBeingWrittenIsCutAsItIsSpoken() {
        Sentences sentences = house.companion.sentences();
        assertThat(sentences.feed("Dr. *Who* is here. He")).containsExactly("Dr. Who is here.");
        assertThat(sentences.feed(" waits")).isEmpty();
        assertThat(sentences.finish()).containsExactly("He waits");
    }

    @Test
    void theBeginningOfALongBlockIsMarkedAndHeardBeforeTheRest() throws AlanException {
        String sentence = "It is late.";
        // One block is a second of sound.
        house.engines.tts.rates.put(sentence, FakeTts.BLOCK);
        try (PcmStream stream = house.companion.say(SpeechRequest.of(sentence))) {
            assertThat(stream.read()).hasSize(FakeTts.BLOCK / 5 - FakeWatermark.LATENCY);
            assertThat(stream.read()).hasSize(FakeTts.BLOCK * 4 / 5);
        }
    }

    @Test
    void noSpeechAndNoSoundAreSaidSo() {
        house.engines.vad.speech = List.of();
        assertThatThrownBy(() -> house.companion.hear(House.utterance(16000), null)).isInstanceOf(NothingHeardException.class);
        assertThatThrownBy(() -> house.companion.hear(new Pcm(44100, new float[0]), null))
                .isInstanceOf(NothingHeardException.class);
    }

    @Test
    void aFailureOfHearingIsASentence() {
        house.engines.stt.before = () -> {
            throw new IllegalStateException("boom");
        };
        assertThatThrownBy(() -> house.companion.hear(House.utterance(16000), null)).isInstanceOf(AlanException.class);
    }

    @Test
    void aTextIsSpokenWhole() throws AlanException {
        Pcm pcm = house.companion.say(SpeechRequest.of("# Hello\n\nIt is *noon*. 😀 Time to eat.\n- a plum")).readAll();
        assertThat(pcm.sampleRate()).isEqualTo(FakeTts.RATE);
        assertThat(pcm.samples()).containsExactly(expectedSound("Hello", "It is noon.", "Time to eat.", "a plum"));
    }

    @Test
    void whatIsAskedForReachesTheVoice() throws AlanException {
        house.companion.say(new SpeechRequest("Hola. Adiós.", "csm/onnx", "ana", "es", Map.of("speed", "2"))).readAll();
        assertThat(house.engines.given).containsExactly("tts:csm/onnx es say 1");
        assertThat(house.engines.tts.requests).containsExactly(
                new SpeechRequest("Hola.", "csm/onnx", "ana", "es", Map.of("speed", "2")),
                new SpeechRequest("Adiós.", "csm/onnx", "ana", "es", Map.of("speed", "2")));
    }

    @Test
    void theChosenEngineSpeaksWhereNoneIsNamed() throws AlanException {
        house.companion.say(SpeechRequest.of("Ahem.")).readAll();
        assertThat(house.engines.given).containsExactly("tts null say 1");
    }

    @Test
    void aTextIsSpokenByAnEngineThatKnowsItsLanguage() throws AlanException {
        house.engines.tts.languages = java.util.Set.of("en");
        FakeTts other = new FakeTts();
        other.languages = java.util.Set.of("es");
        house.engines.others.put(EngineKind.TTS, other);
        say("Hola, son las tres.", null, null);
        say("Hello.", null, "en-GB");
        assertThat(house.engines.given).containsExactly("tts es say 1", "tts en say 2");
        assertThat(other.requests).extracting(SpeechRequest::language).containsExactly("es");
    }

    @Test
    void theEngineThatHasTheVoiceSpeaks() throws AlanException {
        FakeTts other = new FakeTts();
        other.voices = List.of(new alan.api.tts.Voice("dora", java.util.Set.of("es"), FakeTts.RATE, "Spanish"));
        house.engines.others.put(EngineKind.TTS, other);
        say("Buenas.", "dora", null);
        say("Buenas.", "ana", null);
        assertThat(house.engines.given).containsExactly("tts:other null say 1", "tts null say 2");
        assertThatThrownBy(() -> say("Buenas.", "dara", null))
                .hasMessage("There is no voice dara. Did you mean dora? For English there is: joe; for other languages 2 more.");
    }

    @Test
    void whatIsNoLanguageIsRefused() {
        assertThatThrownBy(() -> say("Hello.", null, "English")).isInstanceOf(AlanException.class).hasMessageContaining("'English' is no code");
        assertThatThrownBy(() -> house.companion.hear(House.utterance(16000), "español")).hasMessageContaining("'español' is no code");
    }

    @Test
    void abbreviationsAreWrittenOutInTheLanguageOfTheTextOrOfTheVoice() throws AlanException {
        say("Mr. Smith met Dr. Brown.", null, null);
        say("El Sr. López.", null, "es");
        say("El Sr. López.", "ana", null);
        say("Hola, ¿y el Sr. López?", null, null);
        say("Dr. Schmidt.", null, "de");
        assertThat(house.engines.tts.requests).extracting(SpeechRequest::text).containsExactly("Mister Smith met Doctor Brown.",
                "El señor López.", "El señor López.", "Hola, ¿y el señor López?", "Dr. Schmidt.");
    }

    private void say(String text, String voice, String language) throws AlanException {
        house.companion.say(new SpeechRequest(text, null, voice, language, Map.of())).readAll();
    }

    @Test
    void soundComesBeforeTheTextIsSpokenToItsEndAndOneSentenceAhead() throws AlanException {
        Gate gate = new Gate();
        house.engines.tts.gates.put("Second one.", gate);
        PcmStream stream = house.companion.say(SpeechRequest.of("First one. Second one. Third one. Fourth one. Fifth one."));
        assertThat(stream.read()).isNotEmpty();
        gate.awaitReached();
        assertThat(house.engines.tts.requests).hasSize(2);
        gate.open();
        assertThat(stream.readAll().samples()).isNotEmpty();
        assertThat(house.engines.tts.requests).hasSize(5);
    }

    @Test
    void allSentencesHaveOneRate() throws AlanException {
        house.engines.tts.rates.put("Second.", 24000);
        PcmStream stream = house.companion.say(SpeechRequest.of("First. Second."));
        assertThat(stream.sampleRate()).isEqualTo(FakeTts.RATE);
        int second = 7 * FakeTts.PER_CHARACTER;
        // 100 and 40 samples at 24 kHz become 33 and 13 at 8 kHz.
        assertThat(stream.readAll().samples()).hasSize(6 * FakeTts.PER_CHARACTER + House.PAUSE_SAMPLES + second / 3);
    }

    @Test
    void nothingToSpeakIsASentence() {
        assertThatThrownBy(() -> house.companion.say(SpeechRequest.of("```\ncode\n```")))
                .isInstanceOf(AlanException.class)
                .hasMessageContaining("nothing");
        house.engines.tts.silent = true;
        assertThatThrownBy(() -> house.companion.say(SpeechRequest.of("Hello.")))
                .isInstanceOf(AlanException.class)
                .hasMessageContaining("no sound");
    }

    @Test
    void aMissingVoiceIsSaidAtOnce() {
        house.engines.tts.beforeSpeak = () -> {
            throw new AlanException("There is no voice zoe.");
        };
        assertThatThrownBy(() -> house.companion.say(SpeechRequest.of("Hello."))).hasMessage("There is no voice zoe.");
        house.engines.engines.remove(EngineKind.TTS);
        assertThatThrownBy(() -> house.companion.say(SpeechRequest.of("Hello."))).hasMessageContaining("tts");
    }

    @Test
    void aFailureInTheMiddleComesOnceAfterTheSoundBeforeIt() throws AlanException {
        house.engines.tts.steps.put("Second one.", () -> {
            throw new AlanException("Hoarse.");
        });
        PcmStream stream = house.companion.say(SpeechRequest.of("First one. Second one."));
        int[] samples = {0};
        Throwable thrown = catchThrowable(() -> {
            for (float[] block = stream.read(); block != null; block = stream.read()) {
                samples[0] += block.length;
            }
        });
        assertThat(thrown).hasMessage("Hoarse.");
        assertThat(samples[0]).isEqualTo(expectedSound("First one.").length + House.PAUSE_SAMPLES + FakeTts.BLOCK);
        assertThat(stream.read()).isNull();
        stream.close();
    }

    @Test
    void closingStopsIt() throws AlanException {
        house.engines.tts.endless = true;
        PcmStream stream = house.companion.say(SpeechRequest.of("Hello there. Hello again."));
        stream.read();
        stream.close();
        stream.close();
        assertThat(stream.read()).isNull();
        house.assertNothingLeft();
    }
}
