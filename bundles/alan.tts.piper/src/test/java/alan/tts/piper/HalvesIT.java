package alan.tts.piper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import alan.onnx.Canceller;
import alan.onnx.OnnxModel;
import alan.testing.TestModels;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A voice whose network was cut in two says what the whole would have said. */
class HalvesIT {
    private static final float[] SCALES = {0.667f, 1, 0.8f};
    private static final long SEED = 1;

    @Test
    void windowsOfASentenceAreTheWholeSentence() throws Exception {
        Path file = TestModels.fetch("piper-en-us-joe").fileEnding(".onnx");
        long[] ids = new long[181];
        Random random = new Random(3);
        for (int i = 1; i < ids.length; i += 2) {
            ids[i] = 14 + random.nextInt(60);
        }
        float[] whole = whole(file, ids);
        assertThat(whole.length / 22_050.0).isGreaterThan(3);
        try (PiperNetwork network = new PiperNetwork(file, 2)) {
            PiperNetwork.Sentence sentence = network.sentence(ids, SCALES, 0, new Random(SEED), new Canceller());
            int at = 0;
            int windows = 0;
            for (float[] some = sentence.next(); some != null; some = sentence.next()) {
                for (float sample : some) {
                    assertThat(sample).isCloseTo(whole[at++], within(1e-5f));
                }
                windows++;
            }
            assertThat(at).isEqualTo(whole.length);
            assertThat(windows).isGreaterThan(2);
        }
    }

    private static float[] whole(Path file, long[] ids) throws Exception {
        try (OnnxModel model = NoiseInput.in(NetworkFile.read(file)).load(2, options -> {})) {
            return model.run(new Canceller(), (environment, session, options) -> {
                try (OnnxTensor input = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), new long[] {1, ids.length});
                        OnnxTensor length = OnnxTensor.createTensor(environment, new long[] {ids.length});
                        OnnxTensor scales = OnnxTensor.createTensor(environment, SCALES);
                        OnnxTensor noise = OnnxTensor.createTensor(environment, NoiseInput.draw(new Random(SEED), ids.length, 1))) {
                    Map<String, OnnxTensor> inputs = new HashMap<>(Map.of("input", input, "input_lengths", length, "scales", scales, NoiseInput.NAME, noise));
                    try (OrtSession.Result result = session.run(inputs, options)) {
                        FloatBuffer sound = ((OnnxTensor) result.get(0)).getFloatBuffer();
                        float[] samples = new float[sound.remaining()];
                        sound.get(samples);
                        return samples;
                    }
                }
            });
        }
    }
}
