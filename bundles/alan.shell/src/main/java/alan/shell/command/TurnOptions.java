package alan.shell.command;

import alan.api.audio.Pcm;
import alan.api.companion.Companion;
import alan.api.companion.TurnRequest;
import alan.shell.Console;
import picocli.CommandLine.Option;

/** Who is asked, and how the answer sounds. */
public final class TurnOptions {
    @Option(names = {"-v", "--voice"}, paramLabel = "VOICE", description = "The voice that answers.")
    private String voice;

    @Option(names = {"-p", "--persona"}, paramLabel = "PERSONA", description = "Who is asked.")
    private String persona;

    @Option(names = "--no-speech", description = "The answer is text only.")
    private boolean silent;

    /** {@return whether the answer is to be spoken} */
    boolean speak() {
        return !silent;
    }

    /** Says so if the persona that is asked has a voice that is not here. */
    void tellVoice(Console console, Companion companion, Voices voices) {
        if (voice == null) {
            voices.tellWithout(console, companion, persona);
        }
    }

    /** {@return a question} One of the first two is {@code null}. */
    TurnRequest request(Pcm utterance, String text, String language, boolean speak) {
        return new TurnRequest(utterance, text, persona, voice, language, speak, null);
    }
}
