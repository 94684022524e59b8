package alan.tts.kokoro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SilenceTest {
    private static final int RATE = 24_000;

    @Test
    void takesAwayTheSilenceAroundSpeech() {
        float[] sound = new float[3 * RATE];
        System.arraycopy(tone(RATE, 0.5f), 0, sound, RATE, RATE);
        sound[10] = 0.0001f;
        assertThat(Silence.trim(sound, RATE).length / (double) RATE).isCloseTo(1.06, within(0.011));
    }

    @Test
    void keepsTheSilenceWithinSpeech() {
        float[] sound = new float[3 * RATE];
        System.arraycopy(tone(RATE, 0.5f), 0, sound, 0, RATE);
        System.arraycopy(tone(RATE, 0.5f), 0, sound, 2 * RATE, RATE);
        assertThat(Silence.trim(sound, RATE)).hasSize(3 * RATE);
    }

    @Test
    void fadesBothEnds() {
        float[] trimmed = Silence.trim(tone(RATE, 0.5f), RATE);
        assertThat(trimmed[0]).isZero();
        assertThat(trimmed[trimmed.length - 1]).isZero();
        assertThat(Math.abs(trimmed[3] - trimmed[2])).isLessThan(0.02f);
    }

    @Test
    void survivesWhatIsNoNumberAndNothing() {
        assertThat(Silence.trim(new float[0], RATE)).isEmpty();
        assertThat(Silence.trim(new float[1000], RATE)).isEmpty();
        assertThat(Silence.trim(new float[] {Float.NaN, Float.POSITIVE_INFINITY}, RATE)).isEmpty();
        assertThat(Silence.trim(new float[] {0.5f}, RATE)).hasSize(1);
    }

    @Test
    void pausesLongerAfterASentenceAndLessWhenFast() {
        int sentence = Silence.pauseAfter(new Passage("a.", true), 1, RATE);
        assertThat(sentence).isGreaterThan(Silence.pauseAfter(new Passage("a,", false), 1, RATE));
        assertThat(Silence.pauseAfter(new Passage("a.", true), 2, RATE)).isEqualTo(sentence / 2);
    }

    static float[] tone(int length, float amplitude) {
        float[] samples = new float[length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (amplitude * Math.sin(2 * Math.PI * 440 * i / RATE));
        }
        return samples;
    }
}
