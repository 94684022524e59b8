package alan.api.voice;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** Makes voices of recordings, and checks that people allow it. A service. */
@ProviderType
public interface Enrolment {
    /** The longest recording that {@link #draft} takes, in seconds. */
    int MOST_SECONDS = 15 * 60;

    /**
     * Cuts a recording into segments, writes down what is said in each, and looks for what may be wrong with it. Nothing is kept.
     *
     * @param recording any rate from 8 kHz; level and offset are evened out in the segments, nothing else is altered
     * @param text what is said in it, exactly; {@code null} to go by what is heard
     * @param language ISO 639-1; {@code null} to detect it
     * @param progress told how far it is, 0 to 1
     * @return what a voice would consist of
     * @throws AlanException when there is no speech in it, it is too long, the text is of another recording, or an engine is missing
     */
    VoiceDraft draft(Pcm recording, String text, String language, Consumer<Double> progress) throws AlanException;

    /**
     * {@return lines for somebody to read aloud who makes a voice, together about two minutes}
     *
     * @param language a language that there are lines in: English or Spanish
     * @throws AlanException when there are none
     */
    List<String> lines(Locale language) throws AlanException;

    /**
     * Tells whether somebody has read a line that was shown to them.
     *
     * @param line of {@link #lines}, say
     * @param reading the sound, any rate
     * @param language of the line
     * @return what was heard
     * @throws AlanException when an engine is missing or fails
     */
    Reading read(String line, Pcm reading, Locale language) throws AlanException;

    /**
     * Makes up a sentence in which a person allows a voice to be used, with random words, for them to read aloud.
     *
     * @param voice its name
     * @param language to read in: English or Spanish
     * @return the sentence; good for one reading, for ten minutes
     * @throws AlanException when there is no such voice, or no sentence in that language
     */
    Challenge challenge(String voice, Locale language) throws AlanException;

    /**
     * Checks a reading of a sentence, and keeps a receipt when it is right.
     *
     * @param challenge from {@link #challenge}
     * @param reading the sound, any rate
     * @return the voice, which may speak now
     * @throws AlanException when other words were read, by another speaker, too late, or a second time; or an engine is missing
     */
    VoiceProfile consent(Challenge challenge, Pcm reading) throws AlanException;

    /**
     * Keeps the statement that a voice is the user's own.
     *
     * @param voice its name
     * @return the voice, which may speak now
     * @throws AlanException when there is no such voice
     */
    VoiceProfile declareOwn(String voice) throws AlanException;

    /**
     * What was heard of a line that somebody was to read.
     *
     * @param heard what was understood; empty when nothing was
     * @param same whether it is the line, but for what a recogniser mishears
     */
    record Reading(String heard, boolean same) {}

    /**
     * A sentence to read aloud.
     *
     * @param id unique
     * @param voice whose use it allows
     * @param sentence to read
     * @param language of it
     * @param expires when it is no longer good
     */
    record Challenge(String id, String voice, String sentence, Locale language, Instant expires) {}
}
