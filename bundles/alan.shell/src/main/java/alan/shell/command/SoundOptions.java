package alan.shell.command;

import alan.api.audio.AudioDevices;
import alan.api.audio.AudioFiles;
import alan.shell.Console;
import alan.shell.sound.FileSound;
import alan.shell.sound.Sound;
import alan.shell.sound.SpeakerSound;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Where a voice goes: the speaker, a file, or both. */
public final class SoundOptions {
    @Option(names = {"-o", "--out"}, paramLabel = "FILE",
            description = "Writes the sound to FILE; the format follows its ending: wav, f32.wav, mp3, flac, opus or ogg.")
    private Path out;

    @Option(names = "--play", negatable = true,
            description = "Plays the sound, or not. Without this it is played if there is a speaker and no --out.")
    private Boolean play;

    /** {@return the file; {@code null} if there is to be none} @param console of the command */
    public Path file(Console console) {
        return out == null ? null : console.resolve(out);
    }

    /**
     * {@return where the sound is to go; empty for nowhere}
     *
     * @param console of the command
     * @param files writes the file
     * @param devices has the speaker
     */
    public List<Sound> sounds(Console console, AudioFiles files, AudioDevices devices) {
        List<Sound> sounds = new ArrayList<>();
        if (play != null ? play : out == null && !devices.outputs().isEmpty()) {
            sounds.add(new SpeakerSound(devices, null));
        }
        if (out != null) {
            sounds.add(new FileSound(files, file(console)));
        }
        return sounds;
    }

    /** {@return whether nobody said where the sound is to go, and there is no speaker either} @param sounds of {@link #sounds} */
    public boolean nowhere(List<Sound> sounds) {
        return sounds.isEmpty() && play == null;
    }
}
