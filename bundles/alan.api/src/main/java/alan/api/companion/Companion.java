package alan.api.companion;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import alan.api.stt.Segment;
import alan.api.stt.Transcript;
import alan.api.text.Text;
import alan.api.tts.SpeechRequest;
import java.util.List;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** The one that listens, thinks and answers. The only door that the edges (shell, web, home) need. A service. */
@ProviderType
public interface Companion {
    /**
     * Begins a turn. Engines are leased when they are needed and given back when the turn ends or is closed.
     *
     * @param request a question, in text or sound
     * @return the turn; the caller closes it, which cancels what is left
     * @throws AlanException when there is no such persona, or an engine is missing; an engine that cannot be loaded shows in {@link Turn#next}
     */
    Turn begin(TurnRequest request) throws AlanException;

    /**
     * Writes down what is said in a recording; voice activity comes first.
     *
     * @param recording any rate
     * @param language ISO 639-1; {@code null} to detect it
     * @return what was said
     * @throws alan.api.stt.NothingHeardException when nobody speaks in it
     * @throws AlanException when an engine is missing or fails
     */
    Transcript hear(Pcm recording, String language) throws AlanException;

    /**
     * Writes down what is said in a recording, and tells each stretch of it as soon as it is understood. A thread that is interrupted while it waits stops the work.
     *
     * @param recording as {@link #hear(Pcm, String)}
     * @param language likewise
     * @param heard told each segment, in order, by any thread, before this returns
     * @return likewise
     * @throws AlanException likewise
     */
    default Transcript hear(Pcm recording, String language, Consumer<Segment> heard) throws AlanException {
        Transcript transcript = hear(recording, language);
        transcript.segments().forEach(heard);
        return transcript;
    }

    /**
     * Speaks a text of any length, sentence by sentence; sound comes before the text is spoken to its end.
     *
     * @param request what to say and how; markdown, emoji and the like are taken out of the text
     * @return the sound; the caller closes it
     * @throws AlanException when an engine is missing, there is no such voice, or nothing in the text can be spoken
     */
    default PcmStream say(SpeechRequest request) throws AlanException {
        return say(request, null);
    }

    /**
     * Speaks a text that is part of a work which must come out the same each time it is made.
     *
     * @param request as {@link #say(SpeechRequest)}
     * @param work id of the work, from which its mark is derived; {@code null} for a text of its own
     * @return likewise
     * @throws AlanException likewise
     */
    default PcmStream say(SpeechRequest request, String work) throws AlanException {
        return say(request, work, notice -> { });
    }

    /**
     * Speaks a text, and tells what a person may want to know of it, such as that another voice speaks than the one that was asked for.
     *
     * @param request as {@link #say(SpeechRequest)}
     * @param work as {@link #say(SpeechRequest, String)}
     * @param notice told a sentence each, by any thread
     * @return likewise
     * @throws AlanException likewise
     */
    PcmStream say(SpeechRequest request, String work, Consumer<Text> notice) throws AlanException;

    /** {@return somebody who cuts one text into the sentences that {@link #say} would speak one by one, for whoever has it spoken while it is being written} */
    default Sentences sentences() {
        return Sentences.whole();
    }

    /** {@return the personas, the default first} */
    List<Persona> personas();

    /** {@return the last turns, the newest first} */
    List<TurnRecord> recent();

    /** Forgets a conversation. @param conversation its name */
    void forget(String conversation);
}
