package alan.enrol.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import alan.api.audio.Pcm;
import alan.api.listen.SpeakerEncoder;
import alan.api.listen.VoiceActivity.Speech;
import alan.testing.ReadyEngine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Windows are directions in a plane, in degrees: the smaller the angle between two, the more alike they sound. */
class OtherSpeakersTest {
    private static final int RATE = SpeakerEncoder.SAMPLE_RATE;
    private static final int WINDOW = 4 * RATE;

    /** Hears the direction from the first sample. */
    private static final class Directions extends ReadyEngine implements SpeakerEncoder {
        @Override
        public float[] embed(Pcm utterance) {
            double angle = Math.toRadians(utterance.samples()[0]);
            return new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
        }

        @Override
        public double threshold() {
            return 0.4;
        }
    }

    private static double percent(double... directions) throws Exception {
        float[] samples = new float[directions.length * WINDOW];
        List<Speech> stretches = new ArrayList<>();
        for (int i = 0; i < directions.length; i++) {
            samples[i * WINDOW] = (float) directions[i];
            stretches.add(new Speech(i * WINDOW, (i + 1) * WINDOW));
        }
        return new OtherSpeakers(new Directions(), new Pcm(RATE, samples)).percent(stretches);
    }

    @Test
    void onePersonIsNobodyElse() throws Exception {
        assertThat(percent(0, 5, -8, 12, 3)).isZero();
        assertThat(percent()).isZero();
    }

    @Test
    void whoSpeaksLessIsTheOther() throws Exception {
        assertThat(percent(0, 5, 75, -8, 80, 3, 1, 2)).isCloseTo(25, within(0.01));
        assertThat(percent(75, 80, 0, 5, -8)).isCloseTo(40, within(0.01));
    }

    @Test
    void aWindowInWhichBothSpeakIsLikeBothAndHidesNeither() throws Exception {
        assertThat(percent(0, 5, -8, 3, 43, 85, 90, 87)).isCloseTo(37.5, within(0.01));
    }
}
