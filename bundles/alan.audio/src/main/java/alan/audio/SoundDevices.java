package alan.audio;

import alan.api.AlanException;
import alan.api.audio.AudioDevices;
import alan.api.audio.AudioFiles;
import alan.api.audio.AudioSink;
import alan.api.audio.PcmStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.TargetDataLine;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Microphones and speakers with Java Sound, and what can stand in their place. A sound file in the place of a microphone is
 * read as fast as it is asked for, not at the pace of time.
 */
@Component(name = "alan.audio.devices", configurationPid = "alan.audio.devices", service = AudioDevices.class)
@Designate(ocd = SoundDevices.Config.class)
public final class SoundDevices implements AudioDevices {
    static final String DEFAULT = "default";
    private static final String FILE = "file:";
    private static final String PIPE = "pipe:";
    private static final String NULL = "null";

    private final AudioFiles files;
    private final Path cacheFolder;
    private final String input;
    private final String output;
    private final DeviceLines microphones;
    private final DeviceLines speakers;

    /** What a person can set. */
    @ObjectClassDefinition(name = "Microphone and speaker")
    public @interface Config {
        /** {@return the microphone that is used when no other is named} */
        @AttributeDefinition(name = "Microphone",
                description = "default, a part of a device's name, file:PATH, pipe:COMMAND, or null for silence.")
        String input() default DEFAULT;

        /** {@return the speaker that is used when no other is named} */
        @AttributeDefinition(name = "Speaker",
                description = "default, a part of a device's name, file:PATH, pipe:COMMAND, or null for no sound.")
        String output() default DEFAULT;
    }

    /**
     * @param files reads and writes {@code file:} devices and changes sample rates
     * @param cacheFolder where FFmpeg's libraries are unpacked, as for {@link FfmpegAudioFiles}
     * @param input the microphone that is used when no other is named
     * @param output the speaker that is used when no other is named
     */
    public SoundDevices(AudioFiles files, Path cacheFolder, String input, String output) {
        this(files, cacheFolder, input, output, DeviceLines::installed);
    }

    /**
     * For Declarative Services.
     *
     * @param files reads and writes {@code file:} devices and changes sample rates
     * @param context says where Alan keeps its data
     * @param config what a person has set
     */
    @Activate
    public SoundDevices(@Reference AudioFiles files, BundleContext context, Config config) {
        this(files, FfmpegAudioFiles.cacheFolder(context), config.input(), config.output());
    }

    SoundDevices(AudioFiles files, Path cacheFolder, String input, String output, Supplier<List<Mixer>> system) {
        this.files = files;
        this.cacheFolder = cacheFolder;
        this.input = input;
        this.output = output;
        this.microphones = new DeviceLines(TargetDataLine.class, system);
        this.speakers = new DeviceLines(SourceDataLine.class, system);
    }

    @Override
    public List<String> inputs() {
        return microphones.names();
    }

    @Override
    public List<String> outputs() {
        return speakers.names();
    }

    @Override
    public PcmStream microphone(String device, int sampleRate) throws AlanException {
        FfmpegAudioFiles.requireRate(sampleRate, 1);
        String name = chosen(device, input);
        if (name.startsWith(FILE)) {
            return files.open(path(name), sampleRate);
        }
        if (name.startsWith(PIPE)) {
            return new PipeMicrophone(name.substring(PIPE.length()), sampleRate);
        }
        if (name.equals(NULL)) {
            return new SilentMicrophone(sampleRate);
        }
        Mixer mixer = device(microphones, name, DeviceKind.MICROPHONE);
        try {
            LineFormat<TargetDataLine> line = LineFormat.open(mixer, TargetDataLine.class, sampleRate);
            return resampled(new MicrophoneStream(line, DeviceLines.name(mixer)), sampleRate);
        } catch (LineUnavailableException e) {
            throw DeviceKind.MICROPHONE.inUse(DeviceLines.name(mixer), e);
        } catch (IllegalArgumentException e) {
            throw DeviceKind.MICROPHONE.unfit(DeviceLines.name(mixer), e);
        }
    }

    private PcmStream resampled(PcmStream stream, int sampleRate) throws AlanException {
        try {
            return files.resample(stream, sampleRate);
        } catch (AlanException | RuntimeException e) {
            stream.close();
            throw e;
        }
    }

    @Override
    public AudioSink speaker(String device, int sampleRate) throws AlanException {
        FfmpegAudioFiles.requireRate(sampleRate, 1);
        String name = chosen(device, output);
        if (name.startsWith(FILE)) {
            return files.create(path(name), sampleRate);
        }
        if (name.startsWith(PIPE)) {
            return new PipeSpeaker(name.substring(PIPE.length()), sampleRate);
        }
        if (name.equals(NULL)) {
            return new SilentSpeaker(sampleRate);
        }
        Mixer mixer = device(speakers, name, DeviceKind.SPEAKER);
        try {
            LineFormat<SourceDataLine> line = LineFormat.open(mixer, SourceDataLine.class, sampleRate);
            return new SpeakerSink(line, DeviceLines.name(mixer), sampleRate, resampler(sampleRate, line));
        } catch (LineUnavailableException e) {
            throw DeviceKind.SPEAKER.inUse(DeviceLines.name(mixer), e);
        } catch (IllegalArgumentException e) {
            throw DeviceKind.SPEAKER.unfit(DeviceLines.name(mixer), e);
        }
    }

    private Resampler resampler(int sampleRate, LineFormat<SourceDataLine> line) throws AlanException {
        if (line.sampleRate() == sampleRate) {
            return null;
        }
        try {
            FfmpegLibrary.load(cacheFolder);
            return new Resampler(sampleRate, line.sampleRate());
        } catch (AlanException | RuntimeException e) {
            line.line().close();
            throw e;
        }
    }

    private static String chosen(String device, String configured) {
        String name = device == null || device.isBlank() ? configured : device;
        return name == null || name.isBlank() ? DEFAULT : name.strip();
    }

    private static Path path(String device) throws AlanException {
        String path = device.substring(FILE.length());
        try {
            if (path.isBlank()) {
                throw new AlanException("After file: the path of a sound file is missing; write file:PATH.");
            }
            return Path.of(path);
        } catch (InvalidPathException e) {
            throw new AlanException("The path %s cannot exist on this machine; check it.", path.replaceAll("\\p{Cntrl}", "?"), e);
        }
    }

    private static Mixer device(DeviceLines lines, String name, DeviceKind kind) throws AlanException {
        List<String> names = lines.names();
        if (names.isEmpty()) {
            throw kind.none();
        }
        return lines.find(name).orElseThrow(() -> kind.unknown(name, names));
    }
}
