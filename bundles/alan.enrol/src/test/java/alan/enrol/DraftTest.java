package alan.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.listen.SpeakerEncoder;
import alan.api.listen.VoiceActivity;
import alan.api.stt.NothingHeardException;
import alan.api.voice.Finding;
import alan.api.voice.VoiceDraft;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DraftTest {
    private final FakeEars ears = new FakeEars();
    private final FixedEngines engines = ears.engines();
    private final EnrolmentComponent enrolment = new EnrolmentComponent(engines, new FakeEars.Files(), new FakeVoices(), Clock.systemUTC());

    /** Somebody who speaks for six seconds at a time, with two seconds between; each entry is a pitch. */
    private static Pcm recording(double... pitches) {
        int rate = 48_000;
        float[] samples = new float[(2 + 8 * pitches.length) * rate];
        for (int i = 0; i < pitches.length; i++) {
            System.arraycopy(FakeEars.tone(rate, pitches[i], 6).samples(), 0, samples, (2 + 8 * i) * rate, 6 * rate);
        }
        return new Pcm(rate, samples);
    }

    private VoiceDraft draft(Pcm recording, String text, String... said) throws AlanException {
        ears.said.addAll(List.of(said));
        return enrolment.draft(recording, text, "en", share -> { });
    }

    @Test
    void everyStretchOfSpeechIsASegmentWithItsText() throws Exception {
        List<Double> progress = new ArrayList<>();
        ears.said.addAll(List.of("Hello there, Marta.", "How are~ you?"));
        VoiceDraft draft = enrolment.draft(recording(200, 200), null, "en", progress::add);
        assertThat(draft.segments()).extracting(each -> each.about().text()).containsExactly("Hello there, Marta.", "How are~ you?");
        assertThat(draft.segments()).extracting(each -> each.about().number()).containsExactly(1, 2);
        assertThat(draft.segments().get(0).about().doubtful()).isEmpty();
        assertThat(draft.segments().get(1).about().doubtful()).containsExactly("are");
        assertThat(draft.segments()).allSatisfy(each -> {
            assertThat(each.sound().sampleRate()).isEqualTo(24_000);
            assertThat(each.sound().seconds()).isCloseTo(6, within(0.05));
            assertThat(each.about().seconds()).isEqualTo(each.sound().seconds());
        });
        assertThat(progress).isSorted().last().isEqualTo(1.0);
        assertThat(engines.open).isZero();
    }

    @Test
    void loudnessAndOffsetAreEvenedOutWithOneGain() throws Exception {
        Pcm plain = recording(200, 200);
        for (int i = 0; i < plain.samples().length; i++) {
            // The second stretch at half the level of the first, and an offset under all of it that voice activity does not take for speech.
            plain.samples()[i] = plain.samples()[i] * (i < plain.samples().length / 2 ? 0.2f : 0.1f) + 0.005f;
        }
        VoiceDraft draft = draft(plain, null, "one", "two");
        double first = rms(draft.segments().get(0).sound());
        assertThat(first / rms(draft.segments().get(1).sound())).isCloseTo(2, within(0.05));
        assertThat(mean(draft.segments().get(0).sound())).isCloseTo(0, within(0.002));
        assertThat(20 * Math.log10(first)).isCloseTo(-21, within(1.5));
    }

    @Test
    void whatIsNotUnderstoodIsLeftOutAndSaidSo() throws Exception {
        VoiceDraft draft = draft(recording(200, 200, 200), null, "one", "", "three");
        assertThat(draft.segments()).extracting(each -> each.about().text()).containsExactly("one", "three");
        assertThat(draft.segments()).extracting(each -> each.about().number()).containsExactly(1, 2);
        assertThat(draft.leftOut()).singleElement().hasToString("At 0:10: nothing was understood.");
        assertThatThrownBy(() -> draft(recording(200), null, "")).isInstanceOf(NothingHeardException.class);
    }

    @Test
    void anExactTextIsGivenToTheSegments() throws Exception {
        VoiceDraft draft = draft(recording(200, 200), "Good morning, Mrs Smith! Nice weather today.", "good morning misses smith", "nice weather to day");
        assertThat(draft.segments()).extracting(each -> each.about().text()).containsExactly("Good morning, Mrs Smith!", "Nice weather today.");
        assertThat(draft.differences()).singleElement().hasToString("At 0:02 \"misses\" was heard; the text says \"Mrs\".");
        assertThatThrownBy(() -> draft(recording(200, 200), "My grandmother used to bake bread.", "good morning misses smith", "nice weather to day"))
                .isInstanceOf(AlanException.class).hasMessageContaining("another one");
    }

    @Test
    void theLanguageIsFoundOnceForAll() throws Exception {
        ears.said.addAll(List.of("one", "one", "two"));
        VoiceDraft draft = enrolment.draft(recording(200, 200), null, null, share -> { });
        assertThat(ears.languages).containsExactly(null, "en", "en");
        assertThat(draft.segments()).allSatisfy(each -> assertThat(each.about().language()).isEqualTo("en"));
    }

    @Test
    void somebodyElseIsNoticedIfThereIsAnEngineForIt() throws Exception {
        assertThat(kinds(draft(recording(200, 200, 200, 40), null, "a", "b", "c", "d"))).contains(Finding.Kind.SPEAKERS);
        assertThat(kinds(draft(recording(200, 200, 200, 200), null, "a", "b", "c", "d"))).doesNotContain(Finding.Kind.SPEAKERS);
        engines.without(SpeakerEncoder.class);
        assertThat(kinds(draft(recording(200, 200, 200, 40), null, "a", "b", "c", "d"))).doesNotContain(Finding.Kind.SPEAKERS);
    }

    @Test
    void aStretchWithMorePauseThanSpeechHidesNobody() throws Exception {
        Pcm two = recording(200, 200, 200, 40);
        float[] samples = java.util.Arrays.copyOf(two.samples(), two.samples().length + 5 * two.sampleRate());
        for (int beep = 0; beep < 3; beep++) {
            float[] word = FakeEars.tone(two.sampleRate(), 200, 0.2).samples();
            System.arraycopy(word, 0, samples, two.samples().length + (int) ((1 + 1.1 * beep) * two.sampleRate()), word.length);
        }
        assertThat(kinds(draft(new Pcm(two.sampleRate(), samples), null, "a", "b", "c", "d", "e"))).contains(Finding.Kind.SPEAKERS);
    }

    @Test
    void aRecordingThatIsTooLongOrEmptyOrSilentIsOneSentence() {
        assertThatThrownBy(() -> draft(new Pcm(8_000, new float[8_000 * 901]), null)).isInstanceOf(AlanException.class).hasMessageContaining("15");
        assertThatThrownBy(() -> draft(new Pcm(8_000, new float[0]), null)).isInstanceOf(NothingHeardException.class);
        assertThatThrownBy(() -> draft(new Pcm(8_000, new float[80_000]), null)).isInstanceOf(NothingHeardException.class).hasMessageContaining("Nobody");
        engines.without(VoiceActivity.class);
        assertThatThrownBy(() -> draft(recording(200), null)).hasMessageContaining("VoiceActivity");
        assertThat(engines.open).isZero();
    }

    private static List<Finding.Kind> kinds(VoiceDraft draft) {
        return draft.findings().stream().map(Finding::kind).toList();
    }

    private static double rms(Pcm pcm) {
        double sum = 0;
        for (float each : pcm.samples()) {
            sum += each * each;
        }
        return Math.sqrt(sum / pcm.samples().length);
    }

    private static double mean(Pcm pcm) {
        double sum = 0;
        for (float each : pcm.samples()) {
            sum += each;
        }
        return sum / pcm.samples().length;
    }
}
