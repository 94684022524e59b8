package alan.tts.csm.speech;

import alan.api.AlanException;
import alan.tts.csm.checkpoint.CsmConfig;
import alan.tts.csm.codec.FrameDecoder;
import alan.tts.csm.engine.CsmModel;
import alan.tts.csm.generate.Sentence;
import alan.tts.csm.prompt.Prompt;
import alan.tts.csm.prompt.Segment;
import alan.tts.csm.prompt.Window;
import alan.tts.csm.text.SpokenLength;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One passage on its way from codes to sound: decoded frame by frame, watched, trimmed, and let go when it can be played without a gap. */
final class Utterance implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Utterance.class);
    /** Silence between two passages, beside what each keeps of its own. */
    private static final double PAUSE_SECONDS = 0.2;
    private static final double NANOS = 1e9;

    private final CsmModel model;
    private final CsmStream stream;
    private final Part part;
    private final int attempt;
    private final Consumer<Guard.Ending> ended;
    private final int most;
    private final Guard guard;
    private final Trim trim;
    private final FrameDecoder decoder;
    private final long started = System.nanoTime();
    private int frames;
    /** When it was let go; 0 while it was not. */
    private long begun;

    /**
     * @param model that speaks
     * @param stream that the passage belongs to
     * @param part the passage
     * @param attempt 0 for the first
     * @param ended told why it is over, before its listener can know that it is
     */
    Utterance(CsmModel model, CsmStream stream, Part part, int attempt, Consumer<Guard.Ending> ended) {
        CsmConfig config = model.config();
        double frameSeconds = (double) config.mimi().frameSize() / config.mimi().sampleRate();
        this.model = model;
        this.stream = stream;
        this.part = part;
        this.attempt = attempt;
        this.ended = ended;
        this.most = (int) Math.ceil(Math.min(SpokenLength.most(part.text()), stream.delivery().mostSeconds()) / frameSeconds);
        this.guard = new Guard(SpokenLength.likely(part.text()), most, frameSeconds);
        this.trim = new Trim(config.mimi().sampleRate());
        this.decoder = new FrameDecoder(config, model.decoder(), most);
    }

    CsmStream stream() {
        return stream;
    }

    Part part() {
        return part;
    }

    int attempt() {
        return attempt;
    }

    /** {@return what the frame loop is to speak} @param contexts keeps what was read of them @throws AlanException when it does not fit the model */
    Sentence sentence(ContextStates contexts) throws AlanException {
        Delivery delivery = stream.delivery();
        int voice = delivery.voice().size();
        Segment said = new Segment(model.tokenizer().encode(delivery.speaker(), part.text()), List.of());
        Window window = Window.of(model.config().positions(), delivery.voice(), delivery.conversation(), said, most);
        if (window.leftOut() > 0) {
            LOG.debug("{} turns of the conversation do not fit", window.leftOut());
        }
        List<Segment> conversation = window.segments().subList(voice, window.segments().size() - 1);
        return new Sentence(contexts.of(delivery.voice(), conversation), Prompt.of(List.of(said), model.config().codebooks()),
                delivery.sampling(stream.index(part), attempt), most);
    }

    /**
     * Takes the next frame.
     *
     * @param frame its codes
     * @param pace of the frames
     * @param sentences in the batch
     * @return why it is over; {@code null} if it is not
     * @throws AlanException when it cannot be decoded
     */
    Guard.Ending take(int[] frame, Pace pace, int sentences) throws AlanException {
        List<float[]> sound = new ArrayList<>();
        Guard.Ending ending = guard.before(frame);
        if (ending == null) {
            float[] samples = decoder.decode(List.of(frame));
            frames++;
            boolean silent = trim.isSilent(samples);
            sound.addAll(trim.add(samples, silent));
            ending = guard.after(silent);
        }
        if (ending != null) {
            end(ending, sound);
        }
        boolean begins = begun == 0 && pace.mayBegin(frames, most, sentences);
        if (begins) {
            begun = System.nanoTime();
        }
        stream.add(part, sound, begins, ending != null && trim.hasBegun());
        return ending;
    }

    private void end(Guard.Ending ending, List<float[]> sound) {
        ended.accept(ending);
        sound.addAll(trim.end());
        if (ending != Guard.Ending.END && !sound.isEmpty()) {
            trim.fadeOut(sound.get(sound.size() - 1));
        }
        int rate = model.config().mimi().sampleRate();
        if (trim.hasBegun() && stream.index(part) < stream.passages() - 1) {
            sound.add(new float[(int) (PAUSE_SECONDS * rate)]);
        }
        double seconds = (System.nanoTime() - started) / NANOS;
        LOG.info("{} characters in {} frames and {} s, ended by {}; {} s of silence left out", part.text().length(), frames,
                Math.round(seconds * 10) / 10.0, ending, Math.round(trim.dropped() * 10.0 / rate) / 10.0);
    }

    /** {@return whether anything was heard} */
    boolean wasHeard() {
        return trim.hasBegun();
    }

    /** {@return whether it may be heard; before, whoever waits for it should not wait longer because of others} */
    boolean hasBegun() {
        return begun != 0;
    }

    /** {@return whether it goes on without a gap in another batch} @param pace of the frames @param sentences in that batch */
    boolean goesOn(Pace pace, int sentences) {
        return pace.goesOn(frames, most, (System.nanoTime() - begun) / NANOS, sentences);
    }

    /** {@return seconds until it may be heard, at most} @param pace of the frames @param sentences in the batch */
    double wait(Pace pace, int sentences) {
        return begun == 0 ? pace.wait(frames, most, sentences) : 0;
    }

    @Override
    public void close() {
        decoder.close();
    }
}
