package alan.shell.command;

import alan.api.AlanException;
import alan.api.audio.AudioDevices;
import alan.api.audio.AudioFiles;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import alan.api.companion.Companion;
import alan.api.text.Text;
import alan.api.tts.SpeechRequest;
import alan.api.voice.VoiceProfiles;
import alan.shell.CommandFailed;
import alan.shell.Console;
import alan.shell.HelpOption;
import alan.shell.ShellCommand;
import alan.shell.output.Units;
import alan.shell.sound.Sound;
import alan.shell.sound.Sounds;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code alan:voice-test}: a kept voice says something. */
@Command(name = "alan:voice-test", description = "Speaks a sentence in a voice that was made here.")
public final class TestVoice implements ShellCommand {
    private final Companion companion;
    private final VoiceProfiles profiles;
    private final AudioFiles files;
    private final AudioDevices devices;

    @Parameters(index = "0", paramLabel = "VOICE", description = "The voice.")
    private String name;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "TEXT", description = "What to say.")
    private List<String> words;

    @Option(names = {"-l", "--language"}, paramLabel = "LANGUAGE", description = "The text's language, such as en.")
    private String language;

    @Mixin
    private SoundOptions sound;

    @Mixin
    private HelpOption help;

    /**
     * @param companion speaks
     * @param profiles knows the voices
     * @param files writes the sound
     * @param devices plays it
     */
    public TestVoice(Companion companion, VoiceProfiles profiles, AudioFiles files, AudioDevices devices) {
        this.companion = companion;
        this.profiles = profiles;
        this.files = files;
        this.devices = devices;
    }

    @Override
    public void run(Console console) throws AlanException, InterruptedException {
        if (!profiles.get(name).consent().isGiven()) {
            throw new CommandFailed("The voice %s may not speak; whoever it belongs to allows it with alan:voice-consent.", name);
        }
        List<Sound> sounds = sound.sounds(console, files, devices);
        if (sounds.isEmpty()) {
            throw new CommandFailed("There is no speaker to play on; name a file with --out.");
        }
        SpeechRequest request = new SpeechRequest(String.join(" ", words), null, name, language, Map.of());
        long samples = 0;
        try (Sound out = console.closing(new Sounds(sounds));
                PcmStream speech = console.closing(companion.say(request))) {
            for (float[] block = speech.read(); block != null; block = speech.read()) {
                out.take(new Pcm(speech.sampleRate(), block));
                samples += block.length;
            }
            if (console.cancelled()) {
                throw CommandFailed.stopped();
            }
            out.finish();
            if (sound.file(console) != null) {
                console.out().println(Text.tr("sound: %s, %s s", sound.file(console), Units.seconds(samples / (double) speech.sampleRate())));
            }
        }
    }
}
