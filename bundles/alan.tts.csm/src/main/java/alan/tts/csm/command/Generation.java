package alan.tts.csm.command;

import alan.api.AlanException;
import alan.tts.csm.codec.ClipEncoder;
import alan.tts.csm.codec.FrameDecoder;
import alan.tts.csm.engine.CsmModel;
import alan.tts.csm.generate.FrameLoop;
import alan.tts.csm.generate.Sampling;
import alan.tts.csm.generate.Sentence;
import alan.tts.csm.generate.StopRule;
import alan.tts.csm.prompt.Prompt;
import alan.tts.csm.prompt.Segment;
import alan.tts.csm.prompt.Window;
import alan.tts.csm.tensor.Backend;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;

/**
 * One utterance as the reference implementation would make it: the context, the text, and frames until they end. Nothing is guarded, trimmed or
 * joined.
 *
 * @param model folder of the checkpoint
 * @param context clips that the model is shown, in their order
 * @param speaker who speaks
 * @param text what is said
 * @param sampling how codes are drawn
 * @param mostFrames that it may have, the end frame included
 */
record Generation(Path model, List<Clip> context, int speaker, String text, Sampling sampling, int mostFrames) {
    /** Frames that are decoded at a time: what an interruption waits for. */
    private static final int PORTION = 16;
    private static final double NANOS = 1e9;

    /**
     * A clip of the context.
     *
     * @param speaker who speaks
     * @param text what is said
     * @param samples at the model's rate
     */
    record Clip(int speaker, String text, float[] samples) {}

    /**
     * What became of it.
     *
     * @param codes its document
     * @param sound of the frames before the first that is silent; empty where that is the first of all
     * @param room frames that the window had room for
     */
    record Result(Codes codes, float[] sound, int room) {}

    /**
     * Generates.
     *
     * @param backend computes it
     * @param listener told the number of frames so far, and how many there may be
     * @return frames and sound
     * @throws AlanException when the checkpoint cannot be used, the prompt does not fit, or it cannot be computed
     * @throws InterruptedException when this thread has been interrupted
     */
    Result run(Backend backend, ObjIntConsumer<Integer> listener) throws AlanException, InterruptedException {
        long start = System.nanoTime();
        try (CsmModel csm = new CsmModel(model, backend)) {
            interruptible();
            if (!context.isEmpty()) {
                csm.encoder();
            }
            double load = since(start);
            start = System.nanoTime();
            Segment spoken = new Segment(csm.tokenizer().encode(speaker, text), List.of());
            Window window = Window.of(csm.config().positions(), segments(csm), List.of(), spoken, 1);
            double encode = since(start);
            Drawn drawn = draw(csm, Prompt.of(window.segments(), csm.config().codebooks()), Math.min(mostFrames, window.room()), listener);
            start = System.nanoTime();
            float[] sound = decode(csm, drawn.frames().stream().takeWhile(frame -> !StopRule.isSilent(frame)).toList());
            double decode = since(start);
            double seconds = sound.length / (double) csm.config().mimi().sampleRate();
            Timings timings = new Timings(load, encode, drawn.prefill(), drawn.firstFrame(), drawn.seconds(), sound.length == 0 ? 0 : decode,
                    sound.length == 0 ? null : (drawn.prefill() + drawn.seconds() + decode) / seconds, drawn.frames().size() / drawn.seconds());
            String stopped = drawn.ended() ? Codes.EOS : Codes.LENGTH;
            return new Result(new Codes(drawn.frames(), stopped, sampling.greedy() ? null : sampling.seed(), timings), sound, window.room());
        }
    }

    private List<Segment> segments(CsmModel csm) throws AlanException, InterruptedException {
        List<Segment> segments = new ArrayList<>();
        for (Clip clip : context) {
            List<int[]> frames = new ClipEncoder(csm.config(), csm.encoder()).encode(clip.samples());
            segments.add(new Segment(csm.tokenizer().encode(clip.speaker(), clip.text()), frames));
            interruptible();
        }
        return segments;
    }

    /** Frames, and what they took in seconds. */
    private record Drawn(List<int[]> frames, boolean ended, double prefill, double firstFrame, double seconds) {}

    private Drawn draw(CsmModel csm, Prompt prompt, int most, ObjIntConsumer<Integer> listener) throws AlanException, InterruptedException {
        StopRule rule = StopRule.of(csm.checkpoint().layout());
        List<int[]> frames = new ArrayList<>();
        boolean ended = false;
        long start = System.nanoTime();
        try (FrameLoop loop = new FrameLoop(csm.config(), csm.backbone(), csm.depth())) {
            int sentence = loop.add(new Sentence(null, prompt, sampling, most));
            double prefill = since(start);
            double first = 0;
            while (!ended && frames.size() < most) {
                interruptible();
                int[] frame = loop.next().get(sentence);
                frames.add(frame);
                ended = rule.ends(frame);
                first = frames.size() == 1 ? since(start) : first;
                listener.accept(frames.size(), most);
            }
            return new Drawn(frames, ended, prefill, first, since(start) - prefill);
        }
    }

    private static float[] decode(CsmModel csm, List<int[]> frames) throws AlanException, InterruptedException {
        float[] sound = new float[frames.size() * csm.config().mimi().frameSize()];
        if (!frames.isEmpty()) {
            try (FrameDecoder decoder = new FrameDecoder(csm.config(), csm.decoder(), frames.size())) {
                int written = 0;
                for (int from = 0; from < frames.size(); from += PORTION) {
                    interruptible();
                    float[] part = decoder.decode(frames.subList(from, Math.min(frames.size(), from + PORTION)));
                    System.arraycopy(part, 0, sound, written, part.length);
                    written += part.length;
                }
            }
        }
        return sound;
    }

    private static void interruptible() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / NANOS;
    }
}
