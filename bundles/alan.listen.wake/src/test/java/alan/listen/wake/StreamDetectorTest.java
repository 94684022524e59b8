package alan.listen.wake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.listen.WakeWord.Detection;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamDetectorTest {
    /** A line of the spectrum is the first of its samples, an embedding the last line that it sees. */
    private static final class Plain implements Networks {
        private final List<Integer> lengths = new ArrayList<>();

        @Override
        public float[] spectrum(FloatBuffer samples) {
            lengths.add(samples.remaining());
            float[] lines = new float[((samples.remaining() - 512) / 160 + 1) * BANDS];
            for (int i = 0; i < lines.length; i++) {
                lines[i] = samples.get(i / BANDS * 160);
            }
            return lines;
        }

        @Override
        public float[] embedding(FloatBuffer lines) {
            assertThat(lines.remaining()).isEqualTo(LINES * BANDS);
            float[] numbers = new float[EMBEDDING];
            Arrays.fill(numbers, lines.get(lines.remaining() - 1));
            return numbers;
        }
    }

    private final Plain networks = new Plain();

    /** {@return samples of which those that an embedding of a frame shows are a number} The last line of a frame begins 512 samples before its end. */
    private static float[] sound(double... frames) {
        float[] sound = new float[frames.length * Frames.FRAME];
        for (int i = 0; i < frames.length; i++) {
            Arrays.fill(sound, i * Frames.FRAME, (i + 1) * Frames.FRAME, (float) (frames[i] * 1_000 / 32_768));
        }
        return sound;
    }

    private StreamDetector detector(Map<String, StreamDetector.Scorer> words, StreamDetector.Watcher watcher) throws Exception {
        return new StreamDetector(new Features(networks, Features.Silence.of(networks)), words, 0.5, 3, watcher);
    }

    private static double newest(Features features) {
        return features.last(1).get(0) / 1_000;
    }

    @Test
    void aRiseIsHeardAtTheEndOfItsFrame() throws Exception {
        List<Long> asked = new ArrayList<>();
        StreamDetector detector = detector(Map.of("word", StreamDetectorTest::newest), (name, frame, score) -> asked.add(frame));
        assertThat(detector.hear(sound(1, 1, 0, 0, 0, 1, 1, 0))).containsExactly(new Detection("word", 1_280, 1.0), new Detection("word", 6 * 1_280, 1.0));
        assertThat(asked).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(networks.lengths).hasSize(9).containsOnly(1_760);
    }

    @Test
    void eachWordIsHeardByItself() throws Exception {
        Map<String, StreamDetector.Scorer> words = new LinkedHashMap<>();
        words.put("loud", StreamDetectorTest::newest);
        words.put("soft", features -> newest(features) > 0.1 && newest(features) < 0.5 ? 0.75 : 0);
        StreamDetector detector = detector(words, (name, frame, score) -> { });
        assertThat(detector.hear(sound(0, 0, 0, 0, 0, 0, 0.25, 0.75, 0.25, 0.75))).containsExactly(
                new Detection("soft", 7 * 1_280, 0.75), new Detection("loud", 8 * 1_280, 0.75));
    }

    @Test
    void aScorerSeesAsManyEmbeddingsAsItAsksFor() throws Exception {
        List<Float> seen = new ArrayList<>();
        StreamDetector detector = detector(Map.of("word", features -> {
            FloatBuffer last = features.last(3);
            assertThat(last.remaining()).isEqualTo(3 * Networks.EMBEDDING);
            seen.add(last.get(0));
            return 0;
        }), (name, frame, score) -> { });
        detector.hear(sound(1, 2, 3, 4, 5));
        // The silence before the stream counts.
        assertThat(seen).containsExactly(0f, 0f, 1_000f, 2_000f, 3_000f);
    }

    @Test
    void nothingIsHeardAfterTheEnd() throws Exception {
        StreamDetector detector = detector(Map.of("word", StreamDetectorTest::newest), (name, frame, score) -> { });
        detector.close();
        detector.close();
        assertThatThrownBy(() -> detector.hear(new float[1])).isInstanceOf(IllegalStateException.class);
    }
}
