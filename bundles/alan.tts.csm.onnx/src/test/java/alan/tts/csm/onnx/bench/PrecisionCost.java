package alan.tts.csm.onnx.bench;

import alan.api.AlanException;
import alan.tts.csm.checkpoint.Checkpoint;
import alan.tts.csm.checkpoint.CsmConfig;
import alan.tts.csm.generate.Sampling;
import alan.tts.csm.prompt.CsmTokenizer;
import alan.tts.csm.prompt.Prompt;
import alan.tts.csm.prompt.Segment;
import alan.tts.csm.tensor.Backend;
import alan.tts.csm.tensor.Precision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What int8 and int4 cost against fp32: prints Markdown tables. All precisions are shown the same prompt and the same frames, which fp32 has drawn
 * (seeded, temperature 0.9, of the 50 likeliest), and within a frame the same codes, so that one difference does not lead to the next. The codes that
 * each would draw from there are compared with the same noise upon each code. Alan itself puts noise upon ranks: there, two codes that change places
 * change the draw, so the same seed differs sooner between precisions than this says.
 *
 * <pre>
 * mvn -q package dependency:build-classpath -Dmdep.outputFile=target/classpath -DskipTests -pl bundles/alan.tts.csm.onnx -am
 * cd bundles/alan.tts.csm.onnx
 * java -DDJL_CACHE_DIR=$HOME/.cache/alan/djl -cp "target/test-classes:target/classes:$(cat target/classpath)" \
 *     alan.tts.csm.onnx.bench.PrecisionCost FOLDER [FRAMES [THREADS]]
 * </pre>
 *
 * FOLDER is a checkpoint, such as {@code fixtures.py --full} makes. It needs 7 GB of memory at CSM-1B's size.
 */
public final class PrecisionCost {
    private static final String TEXT = "Good morning, how did you sleep?";
    private static final int CONTEXT_FRAMES = 25;
    private static final long SEED = 7;

    private final Checkpoint checkpoint;
    private final CsmConfig config;
    private final int frames;
    private final int threads;
    private final Teacher teacher;

    private PrecisionCost(Path folder, int frames, int threads) throws AlanException {
        this.checkpoint = Checkpoint.open(folder);
        this.config = checkpoint.config();
        this.frames = frames;
        this.threads = threads;
        Sampling sampling = new Sampling(Sampling.TEMPERATURE, Sampling.TOP_K, SEED, false);
        this.teacher = new Teacher(checkpoint, prompt(), sampling, frames);
    }

    /** Prints the tables. @param arguments folder, frames, threads @throws AlanException when the checkpoint cannot be used */
    public static void main(String... arguments) throws AlanException {
        int frames = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50;
        int threads = arguments.length > 2 ? Integer.parseInt(arguments[2]) : Runtime.getRuntime().availableProcessors();
        new PrecisionCost(Path.of(arguments[0]), frames, threads).print();
        System.exit(0);
    }

    private Prompt prompt() throws AlanException {
        Random random = new Random(SEED);
        List<int[]> sound = new ArrayList<>();
        for (int i = 0; i < CONTEXT_FRAMES; i++) {
            sound.add(random.ints(config.codebooks(), 0, config.mimi().codebookSize()).toArray());
        }
        try (CsmTokenizer tokenizer = CsmTokenizer.open(checkpoint.folder(), config)) {
            int[] tokens = tokenizer.encode(0, TEXT);
            return Prompt.of(List.of(new Segment(tokens, sound), new Segment(tokens, List.of())), config.codebooks());
        }
    }

    /** {@return Gumbel noise for each frame, codebook and code} */
    private float[][][] noise(long seed) {
        Random random = new Random(seed);
        float[][][] all = new float[frames][config.codebooks()][config.audioVocabulary()];
        for (float[][] frame : all) {
            for (float[] codes : frame) {
                for (int i = 0; i < codes.length; i++) {
                    codes[i] = (float) -Math.log(-Math.log(random.nextDouble() + Double.MIN_NORMAL));
                }
            }
        }
        return all;
    }

    private void print() throws AlanException {
        Backend exactBackend = Session.backend("onnx", Precision.FP32, threads);
        float[][][] noise = noise(SEED);
        float[][][] exact = teacher.logits(exactBackend);
        float[] taught = teacher.sound(exactBackend, teacher.frames());
        float[] sound = teacher.sound(exactBackend, drawn(exact, noise));
        List<String> sounds = new ArrayList<>();
        row("%d frames of %d codes after a prompt of text and %d frames, all seeded; %s%n", frames, config.codebooks(), CONTEXT_FRAMES,
                checkpoint.folder().getFileName());
        row("%n| precision | codebooks | error of the logits | same likeliest code | same code drawn | KL divergence, nats |%n");
        row("|---|---|---|---|---|---|%n");
        for (Precision precision : List.of(Precision.INT8, Precision.INT4)) {
            Backend backend = Session.backend("onnx", precision, threads);
            float[][][] rounded = teacher.logits(backend);
            likelihoods(precision, exact, rounded, noise);
            float[] drawn = teacher.sound(exactBackend, drawn(rounded, noise));
            float[] decoded = teacher.sound(backend, teacher.frames());
            sounds.add(String.format(Locale.ROOT, "| %s | %.1f dB | %.1f dB | %.1f dB | %.1f dB |", precision.id(),
                    Sounds.signalToNoise(taught, decoded), Sounds.logSpectralDistance(taught, decoded),
                    Sounds.signalToNoise(sound, drawn), Sounds.logSpectralDistance(sound, drawn)));
        }
        float[] other = teacher.sound(exactBackend, drawn(exact, noise(SEED + 1)));
        row("%n| | Mimi of the same codes: signal to noise | log-spectral distance "
                + "| sound of the codes drawn: signal to noise | log-spectral distance |%n|---|---|---|---|---|%n");
        sounds.forEach(System.out::println);
        row("| fp32, other noise | | | %.1f dB | %.1f dB |%n", Sounds.signalToNoise(sound, other), Sounds.logSpectralDistance(sound, other));
        row("%nRandom weights show how far rounding moves numbers through layers of this size, and that nothing is broken. They cannot show what is "
                + "heard: their likelihoods are of another shape than trained ones, whose weights have outliers and whose codes are often nearly "
                + "certain, and their sound is noise.%n");
    }

    private List<int[]> drawn(float[][][] logits, float[][][] noise) {
        List<int[]> codes = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            int[] frame = new int[config.codebooks()];
            for (int codebook = 0; codebook < frame.length; codebook++) {
                frame[codebook] = Comparison.draw(logits[i][codebook], noise[i][codebook]);
            }
            codes.add(frame);
        }
        return codes;
    }

    private void likelihoods(Precision precision, float[][][] exact, float[][][] rounded, float[][][] noise) {
        int last = config.codebooks() - 1;
        List<int[]> groups = new ArrayList<>();
        groups.add(new int[] {0, 0});
        groups.add(new int[] {1, Math.min(7, last)});
        if (last > 7) {
            groups.add(new int[] {8, last});
        }
        groups.add(new int[] {0, last});
        for (int[] group : groups) {
            double[] mean = new double[4];
            int count = group[1] - group[0] + 1;
            for (int codebook = group[0]; codebook <= group[1]; codebook++) {
                Comparison comparison = new Comparison();
                for (int i = 0; i < frames; i++) {
                    comparison.add(exact[i][codebook], rounded[i][codebook], noise[i][codebook]);
                }
                mean[0] += comparison.error() / count;
                mean[1] += comparison.sameFirst() / count;
                mean[2] += comparison.sameDraw() / count;
                mean[3] += comparison.divergence() / count;
            }
            String name = group == groups.get(groups.size() - 1) ? "mean" : group[0] == group[1] ? "0" : group[0] + "–" + group[1];
            row("| %s | %s | %.2f %% | %.1f %% | %.1f %% | %.4f |%n", precision.id(), name, 100 * mean[0], 100 * mean[1], 100 * mean[2], mean[3]);
        }
    }

    private static void row(String pattern, Object... arguments) {
        System.out.printf(Locale.ROOT, pattern, arguments);
    }
}
