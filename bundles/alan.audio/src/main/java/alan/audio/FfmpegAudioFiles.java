package alan.audio;

import alan.api.AlanException;
import alan.api.Home;
import alan.api.audio.AudioFiles;
import alan.api.audio.AudioSink;
import alan.api.audio.PcmStream;
import java.nio.file.Path;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Sound files with FFmpeg. Usable without OSGi too: {@code new FfmpegAudioFiles(cacheFolder, 180)}.
 *
 * <p>The native libraries are unpacked and loaded with the first file. Its methods may be called from any thread.
 */
@Component(name = "alan.audio", configurationPid = "alan.audio", service = AudioFiles.class)
@Designate(ocd = FfmpegAudioFiles.Config.class)
public final class FfmpegAudioFiles implements AudioFiles {
    private final Path cacheFolder;
    private final int maxMinutes;

    /** What a person can set. */
    @ObjectClassDefinition(name = "Sound files")
    public @interface Config {
        /** {@return the longest sound file that is read, in minutes; 0 for any length} */
        @AttributeDefinition(name = "Longest file",
                description = "The longest sound file that is read, in minutes; 0 for any length.", min = "0")
        int max_minutes() default 120;
    }

    /**
     * @param cacheFolder where FFmpeg's libraries are unpacked; made when missing, may be shared between processes
     * @param maxMinutes longest sound file that is read, in minutes; 0 for any length
     */
    public FfmpegAudioFiles(Path cacheFolder, int maxMinutes) {
        this.cacheFolder = cacheFolder;
        this.maxMinutes = Math.max(0, maxMinutes);
    }

    /**
     * For Declarative Services.
     *
     * @param context says where Alan keeps its data
     * @param config what a person has set
     */
    @Activate
    public FfmpegAudioFiles(BundleContext context, Config config) {
        this(cacheFolder(context), config.max_minutes());
    }

    /** {@return where the native libraries are unpacked on this node} */
    static Path cacheFolder(BundleContext context) {
        return Path.of(context.getProperty(Home.DATA), "cache", "javacpp");
    }

    @Override
    public PcmStream open(Path file, int sampleRate) throws AlanException {
        requireRate(sampleRate, 0);
        SourceFile.require(file);
        FfmpegLibrary.load(cacheFolder);
        return new SoundFileStream(file, sampleRate, maxMinutes);
    }

    @Override
    public AudioSink create(Path file, int sampleRate) throws AlanException {
        return create(file, sampleRate, Map.of());
    }

    @Override
    public AudioSink create(Path file, int sampleRate, Map<String, String> tags) throws AlanException {
        requireRate(sampleRate, 1);
        FfmpegLibrary.load(cacheFolder);
        return new SoundFileSink(file, sampleRate, tags);
    }

    @Override
    public Map<String, String> tags(Path file) throws AlanException {
        SourceFile.require(file);
        FfmpegLibrary.load(cacheFolder);
        return SoundFileTags.read(file);
    }

    @Override
    public PcmStream resample(PcmStream source, int sampleRate) throws AlanException {
        requireRate(sampleRate, 1);
        if (source.sampleRate() == sampleRate) {
            return source;
        }
        FfmpegLibrary.load(cacheFolder);
        return new ResampledStream(source, sampleRate);
    }

    static void requireRate(int sampleRate, int least) throws AlanException {
        if (sampleRate < least) {
            throw new AlanException("A sample rate of %d Hz does not exist; choose one such as 16000 or 48000.", sampleRate);
        }
    }
}
