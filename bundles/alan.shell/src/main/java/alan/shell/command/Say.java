package alan.shell.command;

import alan.api.AlanException;
import alan.api.audio.AudioDevices;
import alan.api.audio.AudioFiles;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import alan.api.companion.Companion;
import alan.api.engine.EngineKind;
import alan.api.engine.EngineStatus;
import alan.api.engine.Engines;
import alan.api.text.Text;
import alan.api.tts.SpeechRequest;
import alan.shell.CommandFailed;
import alan.shell.Console;
import alan.shell.HelpOption;
import alan.shell.ShellCommand;
import alan.shell.output.Units;
import alan.shell.sound.Sound;
import alan.shell.sound.Sounds;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code alan:say}: speaks a text. */
@Command(name = "alan:say", description = "Speaks a text of any length.")
public final class Say implements ShellCommand {
    private final Companion companion;
    private final Engines engines;
    private final AudioFiles files;
    private final AudioDevices devices;

    @Parameters(paramLabel = "TEXT", arity = "1..*", description = "What to say.")
    private List<String> words;

    @Option(names = {"-v", "--voice"}, paramLabel = "VOICE", description = "The voice.")
    private String voice;

    @Option(names = {"-l", "--language"}, paramLabel = "LANGUAGE", description = "The text's language, such as en.")
    private String language;

    @Option(names = {"-e", "--engine"}, paramLabel = "ENGINE",
            description = "The engine that speaks, this time only: NAME or NAME/BACKEND.")
    private String engine;

    @Mixin
    private VoiceOptions options;

    @Mixin
    private SoundOptions sound;

    @Mixin
    private HelpOption help;

    /**
     * @param companion speaks
     * @param engines know which of them would
     * @param files writes the sound
     * @param devices plays the sound
     */
    public Say(Companion companion, Engines engines, AudioFiles files, AudioDevices devices) {
        this.companion = companion;
        this.engines = engines;
        this.files = files;
        this.devices = devices;
    }

    @Override
    public void run(Console console) throws AlanException, InterruptedException {
        options.tell(console, speaker());
        List<Sound> sounds = sound.sounds(console, files, devices);
        if (sounds.isEmpty()) {
            throw new CommandFailed("There is no speaker to play on; name a file with --out.");
        }
        double seconds = speak(console, new Sounds(sounds));
        Path file = sound.file(console);
        if (file != null) {
            console.out().println(Text.tr("sound: %s, %s s", file, Units.seconds(seconds)));
        }
    }

    /** {@return the name of the engine that will speak; {@code null} where the voice decides, or where there is none} */
    private String speaker() {
        if (engine != null) {
            return engine.split("/", 2)[0];
        }
        return voice != null ? null : engines.chosen(language).stream().filter(status -> status.kind() == EngineKind.TTS).map(EngineStatus::name)
                .findFirst().orElse(null);
    }

    private double speak(Console console, Sound to) throws AlanException, InterruptedException {
        SpeechRequest request = new SpeechRequest(String.join(" ", words), engine, voice, language, options.given());
        try (Sound out = console.closing(to);
                PcmStream speech = console.closing(companion.say(request, null, notice -> console.err().println(notice)))) {
            long samples = 0;
            for (float[] block = speech.read(); block != null; block = speech.read()) {
                out.take(new Pcm(speech.sampleRate(), block));
                samples += block.length;
            }
            if (console.cancelled()) {
                throw CommandFailed.stopped();
            }
            out.finish();
            return samples / (double) speech.sampleRate();
        }
    }
}
