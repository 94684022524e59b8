package alan.shell.command;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import alan.api.voice.Enrolment;
import alan.api.voice.VoiceProfiles;
import alan.shell.CommandFailed;
import alan.shell.Console;
import alan.shell.HelpOption;
import alan.shell.ShellCommand;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code alan:voice-new}: a recording becomes a voice. */
@Command(name = "alan:voice-new", description = "Makes a voice of a recording: cuts it into segments, writes down what is said, and says what to mend.")
public final class NewVoice implements ShellCommand {
    /** No model is made better by more samples a second. */
    private static final int MOST_RATE = 48_000;
    private static final long LONGEST_TEXT = 1_000_000;

    private final Enrolment enrolment;
    private final VoiceProfiles profiles;
    private final AudioFiles files;

    @Parameters(index = "0", paramLabel = "NEW-NAME", description = "The voice's name: letters, digits, - and _.")
    private String name;

    @Parameters(index = "1", paramLabel = "FILE", description = "A recording of one person, two or three minutes long, in any common format.")
    private Path recording;

    @Option(names = {"-t", "--text"}, paramLabel = "FILE", description = "A text file with exactly what is said in it.")
    private Path text;

    @Option(names = {"-l", "--language"}, paramLabel = "LANGUAGE", description = "What is spoken, such as en. Found out without this.")
    private String language;

    @Option(names = "--own-voice", description = "States that it is your own voice, in the place of a consent read aloud; the statement is kept.")
    private boolean own;

    @Mixin
    private HelpOption help;

    /**
     * @param enrolment makes voices
     * @param profiles keeps them
     * @param files reads the recording
     */
    public NewVoice(Enrolment enrolment, VoiceProfiles profiles, AudioFiles files) {
        this.enrolment = enrolment;
        this.profiles = profiles;
        this.files = files;
    }

    @Override
    public void run(Console console) throws AlanException {
        Drafts drafts = new Drafts(console, enrolment, profiles);
        drafts.check(name);
        String exact = text == null ? null : exact(console.resolve(text));
        drafts.keep(name, read(console, console.resolve(recording)), exact, language, own);
    }

    private static String exact(Path file) {
        try {
            if (Files.size(file) > LONGEST_TEXT) {
                throw new CommandFailed("The file %s is too long for the text of a recording.", file);
            }
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new CommandFailed("The file %s is no text in UTF-8.", file);
        } catch (IOException e) {
            throw new CommandFailed("The file %s cannot be read.", file);
        }
    }

    /** Reads no more than a voice may be made of: a recording of hours would not fit in memory. */
    private Pcm read(Console console, Path file) throws AlanException {
        try (PcmStream sound = console.closing(open(file))) {
            int most = Enrolment.MOST_SECONDS * sound.sampleRate();
            float[] samples = new float[sound.sampleRate() * 60];
            int length = 0;
            for (float[] block = sound.read(); block != null; block = sound.read()) {
                if (length + block.length > most) {
                    throw new CommandFailed("The recording is longer than %d minutes, which is the most that a voice is made of; cut two or three good ones"
                            + " out of it.", Enrolment.MOST_SECONDS / 60);
                }
                if (length + block.length > samples.length) {
                    samples = Arrays.copyOf(samples, Math.min(most, 2 * (length + block.length)));
                }
                System.arraycopy(block, 0, samples, length, block.length);
                length += block.length;
            }
            if (console.cancelled()) {
                throw CommandFailed.stopped();
            }
            return new Pcm(sound.sampleRate(), Arrays.copyOf(samples, length));
        }
    }

    private PcmStream open(Path file) throws AlanException {
        PcmStream sound = files.open(file, 0);
        if (sound.sampleRate() <= MOST_RATE) {
            return sound;
        }
        sound.close();
        return files.open(file, MOST_RATE);
    }
}
