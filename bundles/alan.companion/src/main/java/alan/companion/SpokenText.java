package alan.companion;

import alan.api.AlanException;
import alan.api.audio.PcmStream;
import alan.api.companion.TurnEvent;
import alan.api.text.Text;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A text that is being spoken, about a sentence ahead of its reader. */
final class SpokenText implements PcmStream {
    private static final Logger LOG = LoggerFactory.getLogger(SpokenText.class);

    private final Pipeline pipeline;
    private final int sampleRate;
    private float[] first;

    /** @param first the first block, which told the rate */
    private SpokenText(Pipeline pipeline, TurnEvent.Spoken first) {
        this.pipeline = pipeline;
        this.sampleRate = first.sound().sampleRate();
        this.first = first.sound().samples();
    }

    /**
     * Starts to speak, and waits for the first sound.
     *
     * @param pipeline without a stage yet
     * @param faculties what it needs
     * @param wish how
     * @param sentences at least one
     * @param pause silence between them, in seconds
     * @param notice told what happened, for people
     */
    static SpokenText start(Pipeline pipeline, Faculties faculties, Wish wish, List<String> sentences, double pause, Consumer<Text> notice)
            throws AlanException {
        pipeline.start("tts", () -> {
            Voicing voicing = Voicing.open(pipeline, faculties, wish, new Stopwatch(), pause, notice, take -> LOG.info("{}: {}", pipeline.name(), take),
                    (number, text, block) -> pipeline.put(new TurnEvent.Spoken(number, text, block)));
            for (String sentence : sentences) {
                voicing.speak(sentence);
            }
            voicing.end();
        });
        TurnEvent event = pipeline.next();
        if (event instanceof TurnEvent.Spoken spoken) {
            return new SpokenText(pipeline, spoken);
        }
        throw pipeline.cancelled()
                ? new AlanException("Speaking was stopped before the first sound; try again.")
                : new AlanException("The voice made no sound of this text; try another voice.");
    }

    @Override
    public int sampleRate() {
        return sampleRate;
    }

    @Override
    public float[] read() throws AlanException {
        float[] block = takeFirst();
        if (block != null) {
            return block;
        }
        return pipeline.next() instanceof TurnEvent.Spoken spoken ? spoken.sound().samples() : null;
    }

    private synchronized float[] takeFirst() {
        float[] block = pipeline.cancelled() ? null : first;
        first = null;
        return block;
    }

    @Override
    public void close() {
        takeFirst();
        pipeline.cancel();
        pipeline.join();
    }
}
