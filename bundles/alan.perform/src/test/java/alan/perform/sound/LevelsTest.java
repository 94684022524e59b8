package alan.perform.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import alan.api.audio.Pcm;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LevelsTest {
    /** BS.1770-5, Annex 1: a sine of 997 Hz at full scale in one channel has −3.01 LUFS; EBU Tech 3341 has the same at other levels. */
    @Test
    void aSineHasTheLoudnessThatTheRecommendationSays() {
        for (int rate : new int[] {48_000, 44_100, 24_000, 22_050, 16_000}) {
            assertThat(Loudness.of(sine(rate, 997, 1, 3, 0))).as("%d Hz", rate).isCloseTo(-3.01, within(0.05));
            assertThat(Loudness.of(sine(rate, 997, 0.1, 3, 0))).isCloseTo(-23.01, within(0.05));
        }
    }

    /** The filters' tables at 48 kHz give a shelf of +4 dB, and −10.5 dB or so at 20 Hz. */
    @Test
    void highNotesCountMoreAndLowOnesLess() {
        assertThat(Loudness.of(sine(48_000, 10_000, 0.1, 3, 0))).isCloseTo(-23.01 + 3.3, within(0.2));
        assertThat(Loudness.of(sine(48_000, 20, 0.1, 3, 0))).isLessThan(-35);
    }

    /** EBU Tech 3341, case 3: what is 26 dB quieter beside the speech does not count, as pauses do not. */
    @Test
    void pausesDoNotCount() {
        float[] samples = new float[48_000 * 30];
        System.arraycopy(sine(48_000, 1000, 0.1, 10, 0).samples(), 0, samples, 480_000, 480_000);
        float[] quiet = sine(48_000, 1000, 0.005, 10, 0).samples();
        System.arraycopy(quiet, 0, samples, 0, quiet.length);
        assertThat(Loudness.of(new Pcm(48_000, samples))).isCloseTo(-23, within(0.2));
        assertThat(Loudness.of(new Pcm(48_000, new float[48_000]))).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Loudness.of(new Pcm(48_000, new float[0]))).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Loudness.of(sine(24_000, 997, 0.1, 0.2, 0))).as("shorter than a block").isCloseTo(-23, within(0.5));
    }

    /** A quarter of the rate, an eighth of a turn on: each sample is 3 dB below the curve. */
    @Test
    void theCurveBetweenTheSamplesCounts() {
        float[] samples = sine(48_000, 12_000, 1, 1, Math.PI / 4).samples();
        assertThat(max(samples)).isCloseTo(0.7071f, within(1e-3f));
        assertThat(TruePeak.of(samples)).isCloseTo(1, within(0.06));
        assertThat(TruePeak.of(new float[0])).isZero();
        assertThat(TruePeak.of(new float[] {0.5f})).isCloseTo(0.5, within(1e-6));
    }

    @Test
    void everyLineComesToOneLoudnessAndNoneClips() {
        for (double level : new double[] {0.02, 0.1, 0.9}) {
            Pcm line = sine(24_000, 440, level, 2, 0);
            assertThat(Loudness.of(times(line, Levels.gain(line)))).as("%s", level).isCloseTo(Levels.LOUDNESS, within(0.1));
        }
        Pcm sharp = clicks();
        float gain = Levels.gain(sharp);
        assertThat(TruePeak.of(times(sharp, gain).samples())).isCloseTo(Math.pow(10, Levels.PEAK / 20), within(1e-4));
        assertThat(Loudness.of(times(sharp, gain))).isLessThan(Levels.LOUDNESS);
    }

    @Test
    void whatIsAlmostSilentIsNotMadeLoud() {
        assertThat(Levels.gain(new Pcm(24_000, new float[24_000]))).isEqualTo(1);
        assertThat(Levels.gain(sine(24_000, 440, 1e-3, 1, 0))).isCloseTo(10, within(1e-4f));
    }

    private static Pcm clicks() {
        Random random = new Random(1);
        float[] samples = new float[48_000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (random.nextGaussian() * 0.003) + (i % 6_000 == 0 ? 0.9f : 0);
        }
        return new Pcm(24_000, samples);
    }

    private static Pcm sine(int rate, double frequency, double level, double seconds, double phase) {
        float[] samples = new float[(int) (rate * seconds)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (level * Math.sin(2 * Math.PI * frequency * i / rate + phase));
        }
        return new Pcm(rate, samples);
    }

    private static Pcm times(Pcm sound, float gain) {
        float[] samples = sound.samples().clone();
        for (int i = 0; i < samples.length; i++) {
            samples[i] *= gain;
        }
        return new Pcm(sound.sampleRate(), samples);
    }

    private static float max(float... samples) {
        float max = 0;
        for (float sample : samples) {
            max = Math.max(max, Math.abs(sample));
        }
        return max;
    }
}
