package alan.companion;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.companion.Take;
import alan.api.text.Text;
import alan.api.tts.ContextWindow;
import alan.api.tts.Sample;
import alan.api.tts.SpeechContext;
import alan.api.tts.SpeechRequest;
import alan.api.tts.TextToSpeech;
import alan.api.watermark.Provenance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Speaks sentences as somebody: takes the engine, shows it the person's voice and what was said before if it is one that is shown such things, and has
 * what it makes marked.
 */
final class Voicing {
    /** In UTF-16 code units: "Yes, of course." is said well. */
    private static final int SHORT = 15;

    private final Wish wish;
    private final Narrator narrator;
    /** Of the person that speaks; empty for a voice of the engine's own. */
    private final List<Sample> voice;
    private final List<Sample> said;
    /** Waits for the next sentence; empty if nothing does. */
    private String waiting = "";

    private Voicing(Wish wish, Narrator narrator, List<Sample> voice) {
        this.wish = wish;
        this.narrator = narrator;
        this.voice = voice;
        this.said = new ArrayList<>(wish.before());
    }

    /**
     * Takes the engine.
     *
     * @param pipeline holds it
     * @param faculties what it needs
     * @param wish how
     * @param watch runs while the voice works
     * @param pause silence between sentences, in seconds
     * @param events told what happened, for people
     * @param takes told of takes, where there are several of a sentence
     * @param listener hears it
     * @return ready to speak
     * @throws AlanException when there is no engine, or the voice may not speak
     */
    static Voicing open(Pipeline pipeline, Faculties faculties, Wish wish, Stopwatch watch, double pause, Consumer<Text> events, Consumer<Take> takes,
            Mouth.Listener listener) throws AlanException, CancelledException {
        TextToSpeech engine = pipeline.leases().take(TextToSpeech.class, wish.choice().engine(), wish.language());
        if (wish.choice().notice() != null) {
            events.accept(wish.choice().notice());
        }
        String name = wish.choice().shownName();
        Takes several = new Takes(faculties.audio(), pipeline.leases(), pipeline.scope(), wish.takes(), takes);
        Mouth mouth = new Mouth(faculties.audio(), pipeline.scope(), several, watch, pause, rate -> faculties.marks().begin(
                new Provenance.Source(Instant.now(), name, pipeline.leases().nameOf(engine),
                        wish.work() == null ? pipeline.name() : wish.work()), wish.work(), rate), listener);
        List<Sample> voice = List.of();
        if (wish.choice().person() != null) {
            pipeline.speaksAs(wish.choice().person());
            Optional<ContextWindow> window = engine.window();
            voice = window.isEmpty() ? List.of() : faculties.people().samples(wish.choice().person(), wish.language(), window.get());
        }
        Narrator narrator = new Narrator(engine, pipeline.leases(), pipeline.scope(), mouth, wish.fixed(), events);
        return new Voicing(wish, narrator, voice);
    }

    /**
     * Speaks a sentence to its end. An engine that imitates says a word or two badly when they are alone, so they wait for the next sentence.
     *
     * @throws AlanException when neither the engine nor the next one could
     */
    void speak(String sentence) throws AlanException, CancelledException {
        String text = waiting.isEmpty() ? sentence : waiting + " " + sentence;
        waiting = "";
        if (narrator.engine().imitates() && text.length() < SHORT) {
            waiting = text;
        } else {
            speakNow(text);
        }
    }

    /** Speaks what waits. @throws AlanException likewise */
    void end() throws AlanException, CancelledException {
        if (!waiting.isEmpty()) {
            speakNow(waiting);
            waiting = "";
        }
    }

    private void speakNow(String sentence) throws AlanException, CancelledException {
        boolean shown = narrator.engine().imitates();
        Voices.Choice choice = wish.choice();
        SpeechContext context = shown ? new SpeechContext(voice, wish.goesOn() ? said : wish.before()) : SpeechContext.NONE;
        Pcm sound = narrator.speak(new SpeechRequest(sentence, choice.engine(), choice.voice(), wish.language(), wish.options(), context));
        if (shown && sound.samples().length > 0) {
            said.add(new Sample(Said.SPEAKING, sentence, sound));
        }
    }

    /** {@return the sentences that it has spoken, if its engine is shown what was said} */
    List<Sample> spoken() {
        return List.copyOf(said.subList(wish.before().size(), said.size()));
    }
}
