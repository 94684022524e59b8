package alan.api.voice;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.tts.ContextWindow;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The voices that are kept here, one folder each. A service. Every change is whole or does not happen, in any number of processes.
 */
@ProviderType
public interface VoiceProfiles {
    /** The rate of their sound, in Hz. */
    int SAMPLE_RATE = 24_000;

    /**
     * {@return positions of a model's window that samples of a voice take where nobody says otherwise: half of it} The other half is for the conversation, the
     * text and its sound. Of CSM's 2,048 positions that is 82 s of sound, less what the texts take.
     *
     * @param window of the model
     */
    static int share(ContextWindow window) {
        return window.positions() / 2;
    }

    /** {@return all of them, by name; a folder that cannot be read is left out, and the log says why} */
    List<VoiceProfile> list();

    /** {@return a voice, if it is here and can be read} @param name its name */
    Optional<VoiceProfile> find(String name);

    /**
     * {@return a voice}
     *
     * @param name its name
     * @throws AlanException when there is none, or its folder cannot be read
     */
    VoiceProfile get(String name) throws AlanException;

    /**
     * Keeps a new voice. It may not speak yet.
     *
     * @param name of it
     * @param draft what it consists of; at least one segment
     * @return the voice
     * @throws AlanException when the name will not do or is taken, or it cannot be written
     */
    VoiceProfile create(String name, VoiceDraft draft) throws AlanException;

    /**
     * Corrects what is said in a segment, or confirms it: no word of it is doubtful then. A consent goes on, for it is for the sounds.
     *
     * @param name of the voice
     * @param segment its number
     * @param text what is really said
     * @return the voice, changed
     * @throws AlanException when there is no such voice or segment
     */
    VoiceProfile edit(String name, int segment, String text) throws AlanException;

    /**
     * Fixes which segments a model is shown: these, and no others.
     *
     * @param name of the voice
     * @param segments their numbers, in the order in which they are shown; empty to have them chosen
     * @return the voice, changed
     * @throws AlanException when there is no such voice or segment
     */
    VoiceProfile pin(String name, List<Integer> segments) throws AlanException;

    /**
     * Removes a voice with all that was made of it. Whoever speaks with it is stopped by {@link Listener}.
     *
     * @param name of the voice
     * @throws AlanException when there is none, or it cannot be removed
     */
    void remove(String name) throws AlanException;

    /**
     * {@return the sound of a segment}
     *
     * @param name of the voice
     * @param segment its number
     * @throws AlanException when there is none, or it cannot be read
     */
    Pcm sound(String name, int segment) throws AlanException;

    /**
     * Chooses what a model is shown of a voice.
     *
     * @param name of the voice
     * @param language that is to be spoken, ISO 639-1; {@code null} if it is not known
     * @param window of the model
     * @param most positions that the samples may take; what is left of the window is for the conversation and the answer
     * @return what was chosen, the most typical last; nothing where not even the shortest segment fits
     * @throws AlanException when there is no such voice, or its pinned segments take more
     */
    ContextChoice choose(String name, String language, ContextWindow window, int most) throws AlanException;

    /**
     * {@return the same, with the sound} Only of a voice that may speak.
     *
     * @param name of the voice
     * @param language as in {@link #choose}
     * @param window as in {@link #choose}
     * @param most as in {@link #choose}
     * @throws AlanException when there is no such voice, or there is no valid consent for these samples
     */
    ContextChoice.Samples samples(String name, String language, ContextWindow window, int most) throws AlanException;

    /**
     * Keeps a receipt, signed by this installation and bound to the samples.
     *
     * @param name of the voice
     * @param evidence what was checked
     * @return the voice, which may speak now
     * @throws AlanException when there is no such voice, or it cannot be written
     */
    VoiceProfile grant(String name, Evidence evidence) throws AlanException;

    /**
     * Takes a consent back: the receipt is void for ever, even if somebody puts it back, and whoever speaks with the voice is stopped by {@link Listener}.
     *
     * @param name of the voice
     * @return the voice, which may no longer speak
     * @throws AlanException when there is no such voice or no consent
     */
    VoiceProfile revoke(String name) throws AlanException;

    /**
     * Writes a voice into a zip file.
     *
     * @param name of the voice
     * @param zip to be written
     * @throws AlanException when there is no such voice, the file is there already, or it cannot be written
     */
    void exportTo(String name, Path zip) throws AlanException;

    /**
     * Keeps voices of a zip file that {@link #exportTo} has written, of such a folder, or of a folder of wyoming-piper's
     * ({@code LANGUAGE/VOICE/ref.wav} and {@code ref.txt}). Receipts of other installations do not count here.
     *
     * @param source file or folder
     * @param name of the voice; {@code null} for its own
     * @return the voices
     * @throws AlanException when it is none of these, a name is taken, or something in it is not what it should be; then nothing of it is kept
     */
    List<VoiceProfile> importFrom(Path source, String name) throws AlanException;

    /**
     * What a receipt says.
     *
     * @param state {@link Consent.State#READ} or {@link Consent.State#OWN}
     * @param sentence that was read, or the statement
     * @param heard what was understood of the reading; {@code null} for a statement
     * @param similarity of the speakers, 0 to 1; {@code null} for a statement
     */
    record Evidence(Consent.State state, String sentence, String heard, Double similarity) {}

    /** Told when a voice may no longer be used. A service that anybody may register (whiteboard). */
    interface Listener {
        /**
         * A voice was removed, or its consent was taken back. What speaks with it stops, what was made of it is forgotten. Called before the change returns, and
         * once more up to a second later if its samples were handed out in this process: for whoever had not begun with them, and for what another process does.
         *
         * @param voice its name
         */
        void left(String voice);
    }
}
