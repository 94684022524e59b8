package alan.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.listen.SpeakerEncoder;
import alan.api.voice.Consent;
import alan.api.voice.Enrolment.Challenge;
import alan.api.voice.VoiceDraft;
import alan.api.voice.VoiceProfile;
import alan.api.voice.VoiceSegment;
import alan.api.watermark.Mark;
import alan.api.watermark.Marker;
import alan.api.watermark.Watermark;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsentTest {
    private static final double MARTA = 200;
    private static final double LEO = 40;
    private static final Locale SPANISH = Locale.forLanguageTag("es");

    private final FakeVoices voices = new FakeVoices();
    private final FakeEars ears = new FakeEars();
    private final FixedEngines engines = ears.engines();
    private Instant now = Instant.parse("2026-11-28T10:00:00Z");
    /** Whether an Alan's mark is found in every sound. */
    private boolean marked;
    private final EnrolmentComponent enrolment = new EnrolmentComponent(engines, new FakeEars.Files(), voices, new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }, new Watermark() {
        @Override
        public Marker marker(int sampleRate, Mark mark) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Detection> detect(Pcm sound) {
            return marked ? Optional.of(new Detection(new Mark(1, 2), 1)) : Optional.empty();
        }
    });

    @BeforeEach
    void voice() throws Exception {
        VoiceSegment about = new VoiceSegment(1, "Hello there.", "en", 4, List.of(), 50);
        voices.create("marta_2", new VoiceDraft(List.of(new VoiceDraft.Segment(about, FakeEars.tone(24_000, MARTA, 4))), List.of(), List.of()));
    }

    private Challenge challenge() throws Exception {
        return enrolment.challenge("marta_2", Locale.ENGLISH);
    }

    private VoiceProfile read(Challenge challenge, String text, double pitch) throws Exception {
        ears.said.clear();
        ears.said.add(text);
        return enrolment.consent(challenge, FakeEars.tone(48_000, pitch, 6));
    }

    private void refused(Challenge challenge, String text, double pitch, String because) {
        assertThatThrownBy(() -> read(challenge, text, pitch)).isInstanceOf(AlanException.class).hasMessageContaining(because);
        assertThat(voices.granted).isEmpty();
        assertThat(engines.open).isZero();
    }

    @Test
    void theSentenceSaysWhoseVoiceAndHasNewWordsEachTime() throws Exception {
        Set<String> sentences = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            sentences.add(challenge().sentence());
        }
        assertThat(sentences).hasSize(50).allSatisfy(each -> assertThat(each).contains("my own voice that is called marta 2, and I allow"));
        assertThat(enrolment.challenge("marta_2", SPANISH).sentence()).contains("permito a este Alan hablar con ella");
        assertThatThrownBy(() -> enrolment.challenge("bob", SPANISH)).hasMessage("There is no voice bob.");
        assertThatThrownBy(() -> enrolment.challenge("marta_2", Locale.FRENCH)).isInstanceOf(AlanException.class);
    }

    @Test
    void theRightSpeakerAndSentencePass() throws Exception {
        Challenge challenge = challenge();
        VoiceProfile voice = read(challenge, challenge.sentence(), MARTA);
        assertThat(voice.consent().state()).isEqualTo(Consent.State.READ);
        assertThat(voices.granted.get("marta_2").sentence()).isEqualTo(challenge.sentence());
        assertThat(voices.granted.get("marta_2").similarity()).isBetween(0.99, 1.0);
        assertThat(engines.open).isZero();
    }

    @Test
    void smallErrorsOfTheRecogniserPass() throws Exception {
        Challenge challenge = challenge();
        List<String> words = List.of(challenge.sentence().replaceAll(".*: |\\.$", "").split(", | and "));
        String heard = "it's my own voice that is called Martha to and I allow this alone to speak with it today I say "
                + String.join(" ", words.subList(0, 3)) + " hmm and " + words.get(4) + "s";
        assertThat(read(challenge, heard, MARTA).consent().isGiven()).isTrue();
    }

    @Test
    void theRightSentenceByAnotherSpeakerIsRefused() throws Exception {
        Challenge challenge = challenge();
        refused(challenge, challenge.sentence(), LEO, "did not sound like the voice marta_2");
    }

    @Test
    void anotherSentenceByTheRightSpeakerIsRefused() throws Exception {
        refused(challenge(), "My grandmother used to bake thick round loaves of bread every Thursday.", MARTA, "That was not the sentence");
        refused(challenge(), challenge().sentence(), MARTA, "That was not the sentence");
        refused(challenge(), "", MARTA, "That was not the sentence");
        Challenge challenge = challenge();
        String withoutWords = challenge.sentence().replaceAll(":.*", "");
        refused(challenge, withoutWords, MARTA, "That was not the sentence");
        Challenge words = challenge();
        refused(words, words.sentence().replaceAll(".*: ", ""), MARTA, "That was not the sentence");
    }

    @Test
    void whatAnAlanHasSpokenIsRefused() throws Exception {
        marked = true;
        Challenge challenge = challenge();
        refused(challenge, challenge.sentence(), MARTA, "spoken by an Alan");
    }

    @Test
    void aSentenceIsGoodForOneReading() throws Exception {
        Challenge challenge = challenge();
        refused(challenge, "something else", MARTA, "not the sentence");
        refused(challenge, challenge.sentence(), MARTA, "read before");
    }

    @Test
    void aSentenceIsGoodForTenMinutes() throws Exception {
        Challenge challenge = challenge();
        now = now.plus(Duration.ofMinutes(10)).plusMillis(1);
        refused(challenge, challenge.sentence(), MARTA, "10 minutes");
        Challenge late = challenge();
        now = now.plus(Duration.ofMinutes(10));
        assertThat(read(late, late.sentence(), MARTA).consent().isGiven()).isTrue();
    }

    @Test
    void aSentenceThatWasChangedOrMadeUpIsRefused() throws Exception {
        Challenge real = challenge();
        refused(new Challenge(real.id(), real.voice(), "Hello.", real.language(), real.expires()), "Hello.", MARTA, "none of this Alan's");
        refused(new Challenge("x", "marta_2", "Hello.", Locale.ENGLISH, real.expires()), "Hello.", MARTA, "none of this Alan's");
    }

    @Test
    void withoutAnEngineThatTellsSpeakersApartNothingIsGranted() throws Exception {
        engines.without(SpeakerEncoder.class);
        Challenge challenge = challenge();
        refused(challenge, challenge.sentence(), MARTA, "SpeakerEncoder");
    }

    @Test
    void aReadingWithoutSpeechOrWithTooMuchOfItIsOneSentence() throws Exception {
        assertThatThrownBy(() -> enrolment.consent(challenge(), new Pcm(16_000, new float[0]))).hasMessageContaining("not the sentence");
        assertThatThrownBy(() -> enrolment.consent(challenge(), new Pcm(16_000, new float[16_000]))).hasMessageContaining("not the sentence");
        assertThatThrownBy(() -> enrolment.consent(challenge(), new Pcm(16_000, new float[16_000 * 61]))).hasMessageContaining("60 seconds");
    }

    @Test
    void anOwnersStatementIsKept() throws Exception {
        assertThat(enrolment.declareOwn("marta_2").consent().state()).isEqualTo(Consent.State.OWN);
        assertThat(voices.granted.get("marta_2").sentence()).contains("marta_2 is my own");
        assertThat(voices.granted.get("marta_2").similarity()).isNull();
        assertThatThrownBy(() -> enrolment.declareOwn("bob")).hasMessage("There is no voice bob.");
    }

    @Test
    void aLineIsReadOrNot() throws Exception {
        String line = "Could you put the kettle on while I look for my glasses?";
        ears.said.add("could you put the kettle on while i look for my classes");
        assertThat(enrolment.read(line, FakeEars.tone(24_000, MARTA, 4), Locale.ENGLISH).same()).isTrue();
        ears.said.add("could you please");
        assertThat(enrolment.read(line, FakeEars.tone(24_000, MARTA, 4), Locale.ENGLISH)).satisfies(reading -> {
            assertThat(reading.same()).isFalse();
            assertThat(reading.heard()).isEqualTo("could you please");
        });
    }
}
