package alan.tts.csm.onnx.bench;

import alan.api.AlanException;
import alan.tts.csm.checkpoint.Checkpoint;
import alan.tts.csm.checkpoint.CsmConfig;
import alan.tts.csm.codec.FrameDecoder;
import alan.tts.csm.engine.CsmModel;
import alan.tts.csm.generate.FrameLoop;
import alan.tts.csm.generate.FrameLoop.Sentence;
import alan.tts.csm.generate.Sampling;
import alan.tts.csm.network.Backbone;
import alan.tts.csm.network.DepthDecoder;
import alan.tts.csm.onnx.OnnxBackends;
import alan.tts.csm.prompt.Prompt;
import alan.tts.csm.prompt.Segment;
import alan.tts.csm.tensor.Backend;
import alan.tts.csm.tensor.BackendOptions;
import alan.tts.csm.tensor.Precision;
import alan.tts.csm.tensor.Program;
import alan.tts.csm.tensor.Progress;
import alan.tts.csm.tensor.Value;
import alan.tts.csm.tensor.Value.Floats;
import alan.tts.csm.tensor.Value.Ints;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A model that is being measured. */
final class Session implements AutoCloseable {
    private static final long SEED = 7;

    private final CsmModel model;
    private final CsmConfig config;
    /** The voice state that was kept last; {@code null} before. */
    private Program.State kept;

    Session(Path folder, Precision precision, int threads) throws AlanException {
        model = new CsmModel(folder, backend(precision, threads));
        config = model.config();
    }

    static Backend backend(Precision precision, int threads) throws AlanException {
        return new OnnxBackends().open(new BackendOptions("cpu", precision, threads), Progress.NONE);
    }

    static double since(long nanoseconds) {
        return (System.nanoTime() - nanoseconds) / 1e9;
    }

    Checkpoint checkpoint() {
        return model.checkpoint();
    }

    private static Sampling sampling(long seed, boolean greedy) {
        return greedy ? Sampling.likeliest() : new Sampling(Sampling.TEMPERATURE, Sampling.TOP_K, seed, false);
    }

    private Prompt prompt(List<Segment> segments) {
        return Prompt.of(segments, config.codebooks());
    }

    /**
     * {@return when each frame was there, in seconds from the start, the prompt's reading included; seconds that the sound of one sentence's frames
     * takes, one by one; the first sentence's frames}
     *
     * @param segments of the prompt
     * @param count frames of each sentence
     * @param batch sentences, all with the same prompt, each with a seed of its own
     * @param greedy whether the likeliest codes are taken
     */
    Map<String, ?> frames(List<Segment> segments, int count, int batch, boolean greedy) throws AlanException {
        Prompt prompt = prompt(segments);
        List<Sentence> sentences = IntStream.range(0, batch).mapToObj(i -> new Sentence(prompt, sampling(SEED + i, greedy))).toList();
        double[] at = new double[count];
        List<int[]> frames = new ArrayList<>();
        long start = System.nanoTime();
        try (FrameLoop loop = new FrameLoop(config, model.backbone(), model.depth(), sentences)) {
            for (int i = 0; i < count; i++) {
                frames.add(loop.next()[0]);
                at[i] = since(start);
            }
        }
        start = System.nanoTime();
        try (FrameDecoder decoder = new FrameDecoder(config, model.decoder(), count)) {
            for (int[] frame : frames) {
                decoder.decode(List.of(frame));
            }
        }
        return Map.of("at", at, "sound", since(start), "frames", frames);
    }

    /** {@return seconds that reading the segments took, and their positions} Their state is kept. @param segments of a voice */
    Map<String, ?> keep(List<Segment> segments) throws AlanException {
        forget();
        Prompt prompt = prompt(segments);
        long start = System.nanoTime();
        kept = model.backbone().state(1, config.positions());
        model.backbone().run(prompt.inputs(config), kept, prompt.positions());
        return Map.of("seconds", since(start), "positions", prompt.positions());
    }

    /**
     * {@return when the prompt had been read, the first frame's codes were there, and its sound, in seconds from the start}
     *
     * @param segments all of the prompt, or what follows the voice whose state is kept
     * @param afterKept which of these
     */
    Map<String, ?> first(List<Segment> segments, boolean afterKept) throws AlanException {
        Prompt prompt = prompt(segments);
        Sampling.Noise noise = sampling(SEED, false).noise();
        long start = System.nanoTime();
        try (Program.State state = afterKept ? kept.of(0) : model.backbone().state(1, config.positions());
                FrameDecoder decoder = new FrameDecoder(config, model.decoder(), 1)) {
            Map<String, Value> said = model.backbone().run(prompt.inputs(config), state, prompt.positions());
            double read = since(start);
            int[] frame = draw(said, noise);
            double codes = since(start);
            decoder.decode(List.of(frame));
            return Map.of("read", read, "codes", codes, "sound", since(start), "positions", prompt.positions());
        }
    }

    private int[] draw(Map<String, Value> said, Sampling.Noise noise) throws AlanException {
        float[] shake = new float[config.codebooks() * noise.width()];
        noise.frame(shake, 0, config.codebooks(), noise.width());
        return ((Ints) model.depth().run(Map.of(
                Backbone.STATE, said.get(Backbone.STATE),
                Backbone.LOGITS, said.get(Backbone.LOGITS),
                DepthDecoder.NOISE, new Floats(shake, 1, config.codebooks(), noise.width()),
                DepthDecoder.TEMPERATURE, new Floats(new float[] {(float) Sampling.TEMPERATURE}, 1, 1)), null).get(Backbone.CODES)).data();
    }

    private void forget() {
        if (kept != null) {
            kept.close();
            kept = null;
        }
    }

    @Override
    public void close() {
        forget();
        model.close();
    }
}
