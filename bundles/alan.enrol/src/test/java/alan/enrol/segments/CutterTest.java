package alan.enrol.segments;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.audio.Pcm;
import alan.api.listen.VoiceActivity.Speech;
import alan.api.stt.Segment;
import alan.enrol.segments.Cutter.Cut;
import alan.enrol.sound.SpokenSound;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On sound in which a word is a tone, so that it is known where words are. */
class CutterTest {
    private static final int RATE = 16_000;

    private final List<Segment.Word> words = new ArrayList<>();
    private final List<Speech> speech = new ArrayList<>();
    private final List<Speech> asked = new ArrayList<>();
    private float[] samples = new float[RATE / 2];

    private void silence(double seconds) {
        samples = java.util.Arrays.copyOf(samples, samples.length + (int) (seconds * RATE));
    }

    /** Words of 0.3 s with gaps of so many seconds, and a stretch of speech around them. */
    private CutterTest say(int count, double gap) {
        int from = samples.length;
        for (int i = 0; i < count; i++) {
            int begin = samples.length;
            silence(0.3);
            for (int k = begin; k < samples.length; k++) {
                samples[k] = (float) (0.2 * Math.sin(2 * Math.PI * 200 * k / RATE));
            }
            words.add(new Segment.Word("w", begin / 16, samples.length / 16, 0.9));
            silence(i < count - 1 ? gap : 0);
        }
        speech.add(new Speech(from, samples.length));
        return this;
    }

    private CutterTest pause(double seconds) {
        silence(seconds);
        return this;
    }

    private Cut cut() throws Exception {
        silence(1);
        Pcm pcm = new Pcm(RATE, samples);
        SpokenSound sound = new SpokenSound(pcm, pcm, speech);
        Cut cut = new Cutter(sound, stretch -> {
            asked.add(stretch);
            return words.stream().filter(word -> word.startMs() * 16 >= stretch.from() && word.endMs() * 16 <= stretch.to()).toList();
        }).cut();
        for (Speech each : cut.kept()) {
            assertThat(inWord(each.from())).as("cut at %d", each.from()).isFalse();
            assertThat(inWord(each.to())).as("cut at %d", each.to()).isFalse();
        }
        return cut;
    }

    private boolean inWord(int at) {
        return words.stream().anyMatch(word -> word.startMs() * 16 < at && at < word.endMs() * 16);
    }

    private static List<Double> seconds(Cut cut) {
        return cut.kept().stream().map(each -> Math.round((each.to() - each.from()) * 10.0 / RATE) / 10.0).toList();
    }

    @Test
    void shortStretchesAreJoinedUntilTheyAreASentence() throws Exception {
        Cut cut = say(5, 0.1).pause(0.5).say(5, 0.1).pause(0.5).say(10, 0.1).pause(0.5).say(15, 0.1).cut();
        assertThat(seconds(cut)).containsExactly(8.7, 5.9);
        assertThat(asked).isEmpty();
    }

    @Test
    void nothingIsJoinedAcrossALongPause() throws Exception {
        assertThat(seconds(say(6, 0.1).pause(1.5).say(6, 0.1).cut())).containsExactly(2.3, 2.3);
    }

    @Test
    void whatIsTooShortByItselfIsSavedByANeighbourOrLeftOut() throws Exception {
        Cut cut = say(14, 0.1).pause(2).say(2, 0.1).pause(4).say(3, 0.1).pause(4).say(14, 0.1).cut();
        assertThat(seconds(cut)).containsExactly(8.2, 5.5);
        assertThat(cut.tooShort()).hasSize(1);
    }

    @Test
    void aRecordingOfOneShortSentenceIsKept() throws Exception {
        Cut cut = say(3, 0.1).cut();
        assertThat(seconds(cut)).containsExactly(1.1);
        assertThat(cut.tooShort()).isEmpty();
    }

    @Test
    void aLongStretchIsSplitAtItsLongestPause() throws Exception {
        say(20, 0.1).pause(0.25).say(20, 0.1);
        speech.set(0, new Speech(speech.get(0).from(), speech.get(1).to()));
        speech.remove(1);
        Cut cut = cut();
        assertThat(cut.kept()).hasSize(2);
        assertThat(asked).isEmpty();
    }

    @Test
    void aStretchWithoutPausesIsSplitBetweenWords() throws Exception {
        Cut cut = say(120, 0.06).cut();
        assertThat(cut.kept()).hasSizeGreaterThanOrEqualTo(3).allSatisfy(each ->
                assertThat((each.to() - each.from()) / (double) RATE).isBetween(Cutter.LEAST, Cutter.MOST));
        assertThat(asked).isNotEmpty();
        assertThat(cut.kept().get(0).from()).isEqualTo(speech.get(0).from());
        for (int i = 1; i < cut.kept().size(); i++) {
            assertThat(cut.kept().get(i).from()).isEqualTo(cut.kept().get(i - 1).to());
        }
    }

    @Test
    void aRecogniserThatIsABitWrongAboutTimesDoesNotCutWords() throws Exception {
        say(60, 0.08);
        List<Segment.Word> right = List.copyOf(words);
        Pcm pcm = new Pcm(RATE, java.util.Arrays.copyOf(samples, samples.length + RATE));
        Cut cut = new Cutter(new SpokenSound(pcm, pcm, speech), stretch -> right.stream()
                .map(word -> new Segment.Word("w", word.startMs() + 60, word.endMs() + 70, 0.9)).toList()).cut();
        assertThat(cut.kept()).hasSizeGreaterThan(1).allSatisfy(each -> assertThat(inWord(each.to())).isFalse());
    }

    @Test
    void aNoiseThatNobodyUnderstandsIsStillSplit() throws Exception {
        int from = samples.length;
        silence(40);
        java.util.Random random = new java.util.Random(1);
        for (int i = from; i < samples.length; i++) {
            samples[i] = (float) (0.1 * random.nextGaussian());
        }
        speech.add(new Speech(from, samples.length));
        assertThat(cut().kept()).hasSizeGreaterThan(2);
    }
}
