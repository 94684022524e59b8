package alan.companion;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.text.Text;
import alan.api.tts.SpeechRequest;
import alan.api.tts.TextToSpeech;
import java.util.function.Consumer;

/**
 * Speaks one sentence after the other. When the engine fails at one, the next engine in rank speaks it once more from its start, and goes on with
 * those after it. An engine or a voice that a person asked for by name is not replaced.
 */
final class Narrator {
    private final Leases leases;
    private final Scope scope;
    private final Mouth mouth;
    private final Consumer<Text> event;
    private final boolean fixed;
    private TextToSpeech engine;

    /**
     * @param engine that speaks; a lease on it is held
     * @param leases holds it
     * @param fixed whether somebody asked for just this engine or voice, so that it speaks or nobody does
     * @param event told what happened, for people
     */
    Narrator(TextToSpeech engine, Leases leases, Scope scope, Mouth mouth, boolean fixed, Consumer<Text> event) {
        this.engine = engine;
        this.leases = leases;
        this.scope = scope;
        this.mouth = mouth;
        this.fixed = fixed;
        this.event = event;
    }

    /** Speaks a sentence to its end. @return its sound, before it was marked @throws AlanException when neither the engine nor the next one could */
    Pcm speak(SpeechRequest sentence) throws AlanException, CancelledException {
        try {
            return mouth.speak(engine, fitting(sentence));
        } catch (AlanException e) {
            // A stream that was closed because nobody wants it any more fails, too.
            scope.check();
            if (fixed) {
                throw e;
            }
            String failed = leases.nameOf(engine);
            engine = leases.instead(TextToSpeech.class, engine, e, sentence.language());
            event.accept(Text.of("%s failed (%s), and %s spoke the sentence once more.", failed, e.text(), leases.nameOf(engine)));
            return mouth.speak(engine, fitting(sentence));
        }
    }

    /** {@return who speaks now} */
    TextToSpeech engine() {
        return engine;
    }

    /** {@return a sentence without a voice that the engine does not have} */
    private SpeechRequest fitting(SpeechRequest sentence) {
        boolean has = sentence.voice() == null || fixed || engine.voices().isEmpty()
                || engine.voices().stream().anyMatch(voice -> voice.name().equals(sentence.voice()));
        return has ? sentence : new SpeechRequest(sentence.text(), sentence.engine(), null, sentence.language(), sentence.options(), sentence.context());
    }
}
