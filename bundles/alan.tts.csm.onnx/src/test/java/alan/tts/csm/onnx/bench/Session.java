package alan.tts.csm.onnx.bench;

import alan.api.AlanException;
import alan.tts.csm.checkpoint.Checkpoint;
import alan.tts.csm.checkpoint.CsmConfig;
import alan.tts.csm.codec.FrameDecoder;
import alan.tts.csm.engine.CsmModel;
import alan.tts.csm.generate.FrameLoop;
import alan.tts.csm.generate.PromptReader;
import alan.tts.csm.generate.Sampling;
import alan.tts.csm.generate.Sentence;
import alan.tts.csm.prompt.Prompt;
import alan.tts.csm.prompt.Segment;
import alan.tts.csm.tensor.Backend;
import alan.tts.csm.tensor.BackendFactory;
import alan.tts.csm.tensor.BackendOptions;
import alan.tts.csm.tensor.Precision;
import alan.tts.csm.tensor.Program;
import alan.tts.csm.tensor.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A model that is being measured. */
final class Session implements AutoCloseable {
    private static final long SEED = 7;
    /** For which a sentence's caches have room: 20 s, as an engine must expect of a sentence. */
    private static final int MOST_FRAMES = 250;

    private final CsmModel model;
    private final CsmConfig config;
    /** The voice state that was kept last; {@code null} before. */
    private Program.State kept;

    /** @param folder of the checkpoint @param backend its short name @param precision of it @param threads that compute one run */
    Session(Path folder, String backend, Precision precision, int threads) throws AlanException {
        model = new CsmModel(folder, backend(backend, precision, threads));
        config = model.config();
    }

    /** The other's bundle is on the class path only where it is to be measured. */
    static Backend backend(String name, Precision precision, int threads) throws AlanException {
        String factory = name.equals("onnx") ? "alan.tts.csm.onnx.OnnxBackends" : "alan.tts.csm.djl.DjlBackends";
        try {
            return ((BackendFactory) Class.forName(factory).getConstructor().newInstance())
                    .open(new BackendOptions("cpu", precision, threads), Progress.NONE);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("the backend " + name + " is not on the class path", e);
        }
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

    private Sentence sentence(Program.State before, Prompt prompt, Sampling sampling, int frames) {
        int room = config.positions() - prompt.positions() - (before == null ? 0 : before.lengths()[0]);
        return new Sentence(before, prompt, sampling, Math.min(frames, room));
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
        double[] at = new double[count];
        List<int[]> frames = new ArrayList<>();
        long start = System.nanoTime();
        try (FrameLoop loop = new FrameLoop(config, model.backbone(), model.depth())) {
            int first = loop.add(sentence(null, prompt, sampling(SEED, greedy), MOST_FRAMES));
            for (int i = 1; i < batch; i++) {
                loop.add(sentence(null, prompt, sampling(SEED + i, greedy), MOST_FRAMES));
            }
            for (int i = 0; i < count; i++) {
                frames.add(loop.next().get(first));
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
        kept = model.backbone().state(1, prompt.positions());
        new PromptReader(config, model.backbone()).read(prompt, kept);
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
        long start = System.nanoTime();
        try (FrameLoop loop = new FrameLoop(config, model.backbone(), model.depth());
                FrameDecoder decoder = new FrameDecoder(config, model.decoder(), MOST_FRAMES)) {
            loop.add(sentence(afterKept ? kept : null, prompt, sampling(SEED, false), MOST_FRAMES));
            double read = since(start);
            List<int[]> frame = List.copyOf(loop.next().values());
            double codes = since(start);
            decoder.decode(frame);
            return Map.of("read", read, "codes", codes, "sound", since(start), "positions", prompt.positions());
        }
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
