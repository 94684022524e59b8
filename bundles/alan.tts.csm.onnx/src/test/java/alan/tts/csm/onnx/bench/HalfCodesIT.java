package alan.tts.csm.onnx.bench;

import static org.assertj.core.api.Assertions.assertThat;

import alan.tts.csm.checkpoint.Checkpoint;
import alan.tts.csm.generate.Sampling;
import alan.tts.csm.onnx.HalfBackends;
import alan.tts.csm.onnx.OnnxBackends;
import alan.tts.csm.prompt.CsmTokenizer;
import alan.tts.csm.prompt.Prompt;
import alan.tts.csm.prompt.Segment;
import alan.tts.csm.tensor.BackendOptions;
import alan.tts.csm.tensor.Precision;
import alan.tts.csm.tensor.Progress;
import alan.tts.csm.testing.Fixture;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What 16-bit floats make of the frames that 32-bit ones, which equal the reference, draw greedily. Seeded random weights often have two codes that
 * are all but equally likely, and from the first other code on everything is another; so each code is compared after the same codes before.
 */
class HalfCodesIT {
    private static final int FRAMES = Fixture.isAnother() ? 8 : 40;
    /** Of any logit of a frame and codebook, as a share of the largest. */
    private static final double MOST_ERROR = 2e-2;
    /** Of all logits: root of the mean square, as a share of theirs. */
    private static final double MOST_MEAN_ERROR = 5e-3;

    @ParameterizedTest
    @MethodSource("alan.tts.csm.testing.Fixture#all")
    void theLikeliestCodeIsTheReferencesUnlessAnotherIsAsLikelyButForRounding(Path fixture) throws Exception {
        Checkpoint checkpoint = Checkpoint.open(fixture);
        int[] ids;
        try (CsmTokenizer tokenizer = CsmTokenizer.open(fixture, checkpoint.config())) {
            ids = tokenizer.encode(0, "The likeliest code.");
        }
        Prompt prompt = Prompt.of(List.of(new Segment(ids, List.of())), checkpoint.config().codebooks());
        Teacher teacher = new Teacher(checkpoint, prompt, Sampling.likeliest(), FRAMES);
        float[][][] full = teacher.logits(new OnnxBackends().open(new BackendOptions("cpu", Precision.FP32, 1), Progress.NONE));
        float[][][] half = teacher.logits(HalfBackends.halves());
        int others = 0;
        double worst = 0;
        double squares = 0;
        double errors = 0;
        for (int i = 0; i < FRAMES; i++) {
            for (int codebook = 0; codebook < full[i].length; codebook++) {
                float[] right = full[i][codebook];
                float[] actual = half[i][codebook];
                double largest = largest(right);
                for (int code = 0; code < right.length; code++) {
                    worst = Math.max(worst, Math.abs(actual[code] - right[code]) / largest);
                    errors += Math.pow(actual[code] - right[code], 2);
                    squares += Math.pow(right[code], 2);
                }
                int likeliest = likeliest(right);
                others += likeliest(actual) == likeliest ? 0 : 1;
                assertThat(right[likeliest] - right[likeliest(actual)]).isLessThan((float) (MOST_ERROR * largest));
            }
        }
        int all = FRAMES * full[0].length;
        double mean = Math.sqrt(errors / squares);
        System.out.printf("%s: error of the logits %.1e, at worst %.1e; %d of %d codes are others%n",
                fixture.getFileName(), mean, worst, others, all);
        assertThat(mean).isLessThan(MOST_MEAN_ERROR);
        assertThat(worst).isLessThan(MOST_ERROR);
        assertThat(others).isLessThanOrEqualTo(all / 50);
    }

    private static double largest(float[] numbers) {
        double largest = 0;
        for (float each : numbers) {
            largest = Math.max(largest, Math.abs(each));
        }
        return largest;
    }

    private static int likeliest(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            best = logits[i] > logits[best] ? i : best;
        }
        return best;
    }
}
