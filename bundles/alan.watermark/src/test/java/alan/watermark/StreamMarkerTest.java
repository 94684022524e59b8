package alan.watermark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.watermark.Mark;
import alan.api.watermark.Marker;
import alan.api.watermark.Watermark;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamMarkerTest {
    private static final Mark MARK = new Mark(4711, 12);

    private final Watermark watermark = new SpreadSpectrumWatermark();

    @ParameterizedTest
    @ValueSource(ints = {16_000, 22_050, 24_000, 44_100, 48_000})
    void blocksOfAnySizeGiveTheSameSamplesAsOneAndAreNeverMoreThan100MillisecondsBehind(int rate) throws AlanException {
        Pcm sound = Sounds.babble(rate, 6, 1);
        float[] whole = Sounds.mark(watermark, sound, MARK).samples();
        assertThat(whole).hasSameSizeAs(sound.samples());

        Random random = new Random(2);
        Marker marker = watermark.marker(rate, MARK);
        float[] pieces = new float[whole.length];
        int given = 0;
        int taken = 0;
        while (taken < whole.length) {
            int to = Math.min(whole.length, taken + (random.nextInt(4) == 0 ? random.nextInt(rate) : random.nextInt(300)));
            float[] marked = marker.next(Arrays.copyOfRange(sound.samples(), taken, to));
            taken = to;
            System.arraycopy(marked, 0, pieces, given, marked.length);
            given += marked.length;
            assertThat(taken - given).isLessThanOrEqualTo(rate / 10);
        }
        float[] rest = marker.finish();
        System.arraycopy(rest, 0, pieces, given, rest.length);
        assertThat(given + rest.length).isEqualTo(whole.length);
        assertThat(pieces).isEqualTo(whole);
    }

    @Test
    void soundOfAnyLengthComesOutAsLong() throws AlanException {
        for (int length : new int[] {0, 1, 2, 100, 599, 600, 601, 1200, 2399, 2400, 2401, 5000}) {
            Marker marker = watermark.marker(24_000, MARK);
            float[] sound = Arrays.copyOf(Sounds.babble(24_000, 0.5, 3).samples(), length);
            assertThat(marker.next(sound).length + marker.finish().length).isEqualTo(length);
        }
    }

    @Test
    void silenceStaysSilence() throws AlanException {
        float[] samples = Sounds.babble(24_000, 4, 5).samples().clone();
        Arrays.fill(samples, 24_000, 60_000, 0);
        float[] marked = Sounds.mark(watermark, new Pcm(24_000, samples), MARK).samples();

        int reach = (int) (24_000 * (2 * Layout.SLOT + Frames.SPREAD));
        for (int i = 24_000 + reach; i < 60_000 - reach; i++) {
            assertThat(marked[i]).isZero();
        }
        assertThat(Sounds.mark(watermark, new Pcm(16_000, new float[50_000]), MARK).samples()).containsOnly(0f);
    }

    @Test
    void soundThatIsHardlyThereIsLeftAlone() throws AlanException {
        Random random = new Random(6);
        float[] hiss = new float[48_000];
        for (int i = 0; i < hiss.length; i++) {
            hiss[i] = (float) (1e-5 * random.nextGaussian());
        }
        assertThat(Sounds.mark(watermark, new Pcm(24_000, hiss), MARK).samples()).isEqualTo(hiss);
    }

    @ParameterizedTest
    @ValueSource(ints = {16_000, 24_000, 48_000})
    void theMarkIsAtLeast25DecibelsBelowTheSound(int rate) throws AlanException {
        for (int seed = 10; seed < 16; seed++) {
            float[] sound = Sounds.babble(rate, 8, seed).samples();
            float[] marked = Sounds.mark(watermark, new Pcm(rate, sound), MARK).samples();
            assertThat(Attacks.level(sound, Attacks.difference(marked, sound))).isBetween(25.0, 40.0);
        }
    }

    @Test
    void loudSoundStaysInRange() throws AlanException {
        float[] samples = Sounds.babble(24_000, 3, 7).samples().clone();
        for (int i = 0; i < samples.length; i++) {
            samples[i] = Math.max(-1, Math.min(1, 20 * samples[i]));
        }
        for (float each : Sounds.mark(watermark, new Pcm(24_000, samples), MARK).samples()) {
            assertThat(each).isBetween(-1f, 1f);
        }
    }

    @Test
    void aSampleThatIsNoNumberSpoilsNoOther() throws AlanException {
        float[] samples = Sounds.babble(24_000, 3, 8).samples().clone();
        samples[30_000] = Float.NaN;
        samples[30_001] = Float.POSITIVE_INFINITY;
        float[] marked = Sounds.mark(watermark, new Pcm(24_000, samples), MARK).samples();
        for (int i = 0; i < marked.length; i++) {
            if (i != 30_000 && i != 30_001) {
                assertThat(marked[i]).isFinite();
            }
        }
    }

    @Test
    void whatItIsGivenIsNotChanged() throws AlanException {
        float[] samples = Sounds.babble(24_000, 1, 9).samples();
        float[] copy = samples.clone();
        watermark.marker(24_000, MARK).next(samples);
        assertThat(samples).isEqualTo(copy);
    }

    @Test
    void sentencesThatAreGivenAwayOneByOneAreMarkedInStepSoThatTogetherTheyShowTheMark() throws AlanException {
        int rate = 24_000;
        float[] spoken = Sounds.babble(rate, 6, 11).samples();
        Marker marker = watermark.marker(rate, MARK);
        float[] marked = new float[spoken.length];
        int given = 0;
        for (int from = 0; from < spoken.length; from += 40_123) {
            int to = Math.min(spoken.length, from + 40_123);
            int middle = from + (to - from) / 3;
            for (float[] part : new float[][] {
                marker.next(Arrays.copyOfRange(spoken, from, middle)), marker.next(Arrays.copyOfRange(spoken, middle, to)), marker.finish()}) {
                System.arraycopy(part, 0, marked, given, part.length);
                given += part.length;
            }
            assertThat(given).as("all of a sentence is there at its end").isEqualTo(to);
        }
        assertThat(watermark.detect(new Pcm(rate, Arrays.copyOf(marked, 5 * rate))).map(Watermark.Detection::mark)).contains(MARK);
    }

    @Test
    void aRateThatCannotHoldAMarkIsRefused() {
        assertThatThrownBy(() -> watermark.marker(8000, MARK)).isInstanceOf(AlanException.class).hasMessageContaining("16000");
        assertThatThrownBy(() -> watermark.detect(new Pcm(8000, new float[80_000]))).isInstanceOf(AlanException.class);
    }
}
