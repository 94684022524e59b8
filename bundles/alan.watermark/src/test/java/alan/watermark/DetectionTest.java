package alan.watermark;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.watermark.Mark;
import alan.api.watermark.Watermark;
import alan.api.watermark.Watermark.Detection;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetectionTest {
    private static final Mark MARK = new Mark(51_413, 0x812345);

    private final Watermark watermark = new SpreadSpectrumWatermark();
    private final Random random = new Random(1);

    @ParameterizedTest
    @ValueSource(ints = {16_000, 22_050, 24_000, 48_000})
    void aMarkIsFoundWhereverAClipBegins(int rate) throws AlanException {
        Pcm marked = Sounds.mark(watermark, Sounds.babble(rate, 14, rate), MARK);
        for (int i = 0; i < 4; i++) {
            int from = random.nextInt(9 * rate);
            assertThat(watermark.detect(marked.slice(from, from + 5 * rate)).map(Detection::mark)).as("from %d", from).contains(MARK);
        }
    }

    @Test
    void aMarkOutlastsGainAndNoise() throws AlanException {
        Pcm marked = Sounds.mark(watermark, Sounds.babble(24_000, 5, 2), MARK);
        assertThat(watermark.detect(Attacks.amplified(marked, 2)).map(Detection::mark)).contains(MARK);
        assertThat(watermark.detect(Attacks.amplified(marked, 0.1f)).map(Detection::mark)).contains(MARK);
        assertThat(watermark.detect(Attacks.noisy(marked, random)).map(Detection::mark)).contains(MARK);
    }

    @Test
    void nothingIsFoundInUnmarkedSoundOfAnyKind() throws AlanException {
        for (int seed = 100; seed < 115; seed++) {
            assertThat(watermark.detect(Sounds.babble(16_000, 5, seed))).isEmpty();
        }
        float[] noise = new float[80_000];
        float[] chord = new float[80_000];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) (0.1 * random.nextGaussian());
            for (int tone : new int[] {262, 330, 392, 523, 1047}) {
                chord[i] += (float) (0.1 * Math.sin(2 * Math.PI * tone * i / 16_000) * Math.exp(-(i % 8000) / 4000.0));
            }
        }
        assertThat(watermark.detect(new Pcm(16_000, noise))).isEmpty();
        assertThat(watermark.detect(new Pcm(16_000, chord))).isEmpty();
        assertThat(watermark.detect(new Pcm(16_000, new float[80_000]))).isEmpty();
        assertThat(watermark.detect(new Pcm(16_000, new float[0]))).isEmpty();
        assertThat(watermark.detect(new Pcm(16_000, new float[] {1}))).isEmpty();
    }

    @Test
    void marksOfAnotherPatternAreNotRead() throws AlanException {
        int read = 0;
        for (int seed = 0; seed < 8; seed++) {
            Watermark other = new SpreadSpectrumWatermark(seed);
            Pcm marked = Sounds.mark(other, Sounds.babble(16_000, 6, seed), MARK);
            assertThat(watermark.detect(marked)).isEmpty();
            read += other.detect(marked).isPresent() ? 1 : 0;
        }
        assertThat(read).isGreaterThanOrEqualTo(6); // babble is harder than speech
    }

    @Test
    void aFewSyntheticSecondsInALongRecordingAreFound() throws AlanException {
        float[] samples = Sounds.babble(16_000, 30, 40).samples().clone();
        Pcm spoken = Sounds.mark(watermark, Sounds.babble(16_000, 7, 41), MARK);
        System.arraycopy(spoken.samples(), 0, samples, 17 * 16_000, spoken.samples().length);
        assertThat(watermark.detect(new Pcm(16_000, samples)).map(Detection::mark)).contains(MARK);
    }

    @Test
    void ofSeveralMarksTheOneWithMoreSoundIsFound() throws AlanException {
        Pcm little = Sounds.mark(watermark, Sounds.babble(16_000, 8, 50), new Mark(1, 1));
        Pcm much = Sounds.mark(watermark, Sounds.babble(16_000, 20, 51), new Mark(2, 2));
        float[] both = new float[little.samples().length + much.samples().length];
        System.arraycopy(little.samples(), 0, both, 0, little.samples().length);
        System.arraycopy(much.samples(), 0, both, little.samples().length, much.samples().length);
        assertThat(watermark.detect(new Pcm(16_000, both)).map(Detection::mark)).contains(new Mark(2, 2));
    }

    @Test
    void thePatternIsTheOneThatSoundWasMarkedWithSoFar() throws AlanException {
        // Whoever changes the layout, the code or the seed makes every mark that is out there unreadable: sums of what the first version chose.
        Layout layout = new Layout(0x416c616e);
        int sum = 0;
        for (int slot = 0; slot < Layout.SLOTS; slot++) {
            sum = 31 * sum + layout.symbol(slot);
            for (float sign : layout.signs(slot)) {
                sum = 31 * sum + (int) sign;
            }
        }
        for (float symbol : Code.encode(MARK)) {
            sum = 31 * sum + (int) symbol;
        }
        for (double edge : Layout.edges()) {
            sum = 31 * sum + (int) Math.round(edge);
        }
        assertThat(sum).isEqualTo(2_095_327_328);
    }
}
