package alan.shell.command;

import alan.api.AlanException;
import alan.api.audio.AudioDevices;
import alan.api.audio.AudioFiles;
import alan.api.engine.Engines;
import alan.api.text.Text;
import alan.api.voice.Enrolment;
import alan.api.voice.Enrolment.Challenge;
import alan.api.voice.VoiceProfile;
import alan.api.voice.VoiceProfiles;
import alan.shell.CommandFailed;
import alan.shell.Console;
import alan.shell.HelpOption;
import alan.shell.ShellCommand;
import alan.shell.output.Units;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code alan:voice-consent}: the person whose voice it is reads a sentence that allows its use. */
@Command(name = "alan:voice-consent", description = "Shows a random sentence; when the person whose voice it is has read it aloud, the voice may speak.")
public final class ConsentToVoice implements ShellCommand {
    /** A reader stops at commas, too: so often somebody may stop before the sentence has been read. */
    private static final int PARTS = 4;

    private final Enrolment enrolment;
    private final VoiceProfiles profiles;
    private final Engines engines;
    private final AudioFiles files;
    private final AudioDevices devices;

    @Parameters(paramLabel = "VOICE", description = "The voice.")
    private String name;

    @Option(names = {"-i", "--input"}, paramLabel = "INPUT",
            description = "The microphone: a part of its name, file:PATH, or null. The configured one without this.")
    private String input;

    @Option(names = {"-l", "--language"}, paramLabel = "LANGUAGE", description = "The language of the sentence: en or es. The voice's without this.")
    private String language;

    @Option(names = "--own-voice", description = "States that it is your own voice, in the place of a consent read aloud; the statement is kept.")
    private boolean own;

    @Mixin
    private HelpOption help;

    /**
     * @param enrolment checks readings
     * @param profiles keeps voices
     * @param engines have voice activity
     * @param files resamples
     * @param devices has the microphone
     */
    public ConsentToVoice(Enrolment enrolment, VoiceProfiles profiles, Engines engines, AudioFiles files, AudioDevices devices) {
        this.enrolment = enrolment;
        this.profiles = profiles;
        this.engines = engines;
        this.files = files;
        this.devices = devices;
    }

    @Override
    public void run(Console console) throws AlanException, InterruptedException {
        VoiceProfile voice = profiles.get(name);
        if (own) {
            enrolment.declareOwn(name);
            console.out().println(Text.tr("You have stated that it is your own, so it may speak: alan:voice-test %s \"A sentence.\"", name));
            return;
        }
        Challenge challenge = enrolment.challenge(name, language(voice));
        console.out().println(Text.tr("Whoever speaks in the recordings of %s reads this aloud, within ten minutes:", name));
        console.out().println();
        console.out().println("    " + challenge.sentence());
        console.out().println();
        Ears.await(console, input);
        VoiceProfile allowed;
        try (Ears ears = new Ears(console, engines, files, devices, input)) {
            listen(console, ears, challenge);
            if (console.cancelled()) {
                throw CommandFailed.stopped();
            }
            allowed = enrolment.consent(challenge, ears.kept());
        }
        console.out().println(Text.tr("Allowed: the sentence was heard, in the voice %s (similarity %s). It may speak now: alan:voice-test %s \"A sentence.\"",
                name, Units.seconds(allowed.consent().similarity()), name));
    }

    private void listen(Console console, Ears ears, Challenge challenge) throws AlanException {
        for (int part = 1; part <= PARTS && ears.heard() && !console.cancelled(); part++) {
            if (part == PARTS || enrolment.read(challenge.sentence(), ears.kept(), challenge.language()).same()) {
                return;
            }
        }
    }

    /** {@return the language to read in: as asked for, else the voice's, where there are sentences in it} */
    private Locale language(VoiceProfile voice) {
        if (language != null) {
            return Locale.forLanguageTag(language);
        }
        return voice.languages().stream().filter(each -> each.equals("en") || each.equals("es")).findFirst().map(Locale::forLanguageTag).orElse(Text.user());
    }
}
