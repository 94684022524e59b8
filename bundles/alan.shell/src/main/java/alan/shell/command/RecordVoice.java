package alan.shell.command;

import alan.api.AlanException;
import alan.api.audio.AudioDevices;
import alan.api.audio.AudioFiles;
import alan.api.audio.Pcm;
import alan.api.engine.Engines;
import alan.api.text.Text;
import alan.api.voice.Enrolment;
import alan.api.voice.VoiceProfiles;
import alan.shell.CommandFailed;
import alan.shell.Console;
import alan.shell.HelpOption;
import alan.shell.ShellCommand;
import alan.shell.sound.KeptStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code alan:voice-record}: somebody reads lines into a microphone, which become a voice. */
@Command(name = "alan:voice-record",
        description = "Makes a voice at the microphone: shows lines to read aloud, and goes on when each was heard. Ctrl-C gives up.")
public final class RecordVoice implements ShellCommand {
    /** After so many readings of a line that were not understood, the next one comes. */
    private static final int TRIES = 3;

    private final Enrolment enrolment;
    private final VoiceProfiles profiles;
    private final Engines engines;
    private final AudioFiles files;
    private final AudioDevices devices;

    @Parameters(paramLabel = "NEW-NAME", description = "The voice's name: letters, digits, - and _.")
    private String name;

    @Option(names = {"-l", "--language"}, paramLabel = "LANGUAGE", description = "The language of the lines: en or es. Yours without this.")
    private String language;

    @Option(names = {"-i", "--input"}, paramLabel = "INPUT",
            description = "The microphone: a part of its name, file:PATH, or null. The configured one without this.")
    private String input;

    @Option(names = {"-n", "--lines"}, paramLabel = "LINES", description = "How many lines to read. All of them, some two minutes, without this.")
    private Integer most;

    @Option(names = "--own-voice", description = "States that it is your own voice, in the place of a consent read aloud; the statement is kept.")
    private boolean own;

    @Mixin
    private HelpOption help;

    /**
     * @param enrolment has the lines and makes voices
     * @param profiles keeps them
     * @param engines have voice activity
     * @param files resamples
     * @param devices has the microphone
     */
    public RecordVoice(Enrolment enrolment, VoiceProfiles profiles, Engines engines, AudioFiles files, AudioDevices devices) {
        this.enrolment = enrolment;
        this.profiles = profiles;
        this.engines = engines;
        this.files = files;
        this.devices = devices;
    }

    @Override
    public void run(Console console) throws AlanException {
        Drafts drafts = new Drafts(console, enrolment, profiles);
        drafts.check(name);
        if (most != null && most < 1) {
            throw CommandFailed.usage("--lines wants a number from 1 on.");
        }
        Locale spoken = language == null ? Text.user() : Locale.forLanguageTag(language);
        List<String> lines = enrolment.lines(spoken);
        List<Pcm> pieces = new ArrayList<>();
        List<String> read = new ArrayList<>();
        try (Ears ears = new Ears(console, engines, files, devices, input)) {
            console.out().println(Text.tr("Read each line aloud as you would say it to somebody, then wait. The bar shows how loud you are: it should reach"
                    + " its last third, and show no !."));
            read(console, ears, lines.subList(0, most == null ? lines.size() : Math.min(most, lines.size())), spoken, pieces, read);
        }
        if (console.cancelled()) {
            throw CommandFailed.stopped();
        }
        if (read.isEmpty()) {
            throw new CommandFailed("No line was read, so there is no voice.");
        }
        drafts.keep(name, KeptStream.joined(pieces), String.join("\n", read), spoken.getLanguage(), own);
    }

    private void read(Console console, Ears ears, List<String> lines, Locale spoken, List<Pcm> pieces, List<String> read) throws AlanException {
        for (int i = 0; i < lines.size(); i++) {
            for (int tries = 1; tries <= TRIES; tries++) {
                console.out().println();
                console.out().println((i + 1) + "/" + lines.size() + "  " + lines.get(i));
                ears.forget();
                if (!ears.heard() || console.cancelled()) {
                    return;
                }
                Pcm heard = ears.kept();
                Enrolment.Reading reading = enrolment.read(lines.get(i), heard, spoken);
                if (reading.same()) {
                    pieces.add(heard);
                    read.add(lines.get(i));
                    break;
                }
                console.out().println(reading.heard().isEmpty() ? Text.tr("Nothing was understood.") : Text.tr("That was heard as \"%s\".", reading.heard()));
            }
        }
    }
}
