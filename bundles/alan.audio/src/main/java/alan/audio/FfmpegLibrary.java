package alan.audio;

import alan.api.AlanException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.javacpp.Loader;

/** Brings FFmpeg's native libraries into this process, once. */
final class FfmpegLibrary {
    private static boolean loaded;

    private FfmpegLibrary() {}

    /**
     * Unpacks the libraries where that is still to be done, and loads them. JavaCPP guards the unpacking with a file lock, so
     * several processes may share the folder.
     *
     * @param cacheFolder where the libraries are unpacked, one folder a version; made when missing. What the system property
     *     {@code org.bytedeco.javacpp.cachedir} says goes before it
     * @throws AlanException when the folder cannot be written or there are no libraries for this machine
     */
    static synchronized void load(Path cacheFolder) throws AlanException {
        if (loaded) {
            return;
        }
        // All of this is read once, when JavaCPP's first class is initialised.
        setUnlessSet("org.bytedeco.javacpp.cachedir", prepared(cacheFolder).toString());
        // JavaCPP counts the memory of the whole process; beside large models its limit would fail every allocation.
        setUnlessSet("org.bytedeco.javacpp.maxBytes", "0");
        setUnlessSet("org.bytedeco.javacpp.maxPhysicalBytes", "0");
        try {
            for (Class<?> library : List.of(avutil.class, swresample.class, avcodec.class, avformat.class)) {
                Loader.load(library);
            }
            avutil.av_log_set_level(avutil.AV_LOG_QUIET);
        } catch (LinkageError e) {
            throw new AlanException("FFmpeg could not be loaded on this machine (%s, %s); use an Alan distribution that was built for it.",
                    System.getProperty("os.name"), System.getProperty("os.arch"), e);
        }
        loaded = true;
    }

    /** {@return what FFmpeg says about one of its error codes, for a log} */
    static String describe(int error) {
        byte[] text = new byte[128];
        avutil.av_strerror(error, text, text.length);
        int length = 0;
        while (length < text.length && text[length] != 0) {
            length++;
        }
        return new String(text, 0, length, StandardCharsets.UTF_8) + " (" + error + ")";
    }

    private static Path prepared(Path cacheFolder) throws AlanException {
        try {
            // Another version gets another folder: a library that is in use is never written over.
            return Files.createDirectories(cacheFolder.resolve("ffmpeg-" + version())).toRealPath();
        } catch (IOException e) {
            throw new AlanException("The folder %s cannot be written, so FFmpeg could not be unpacked; "
                    + "check its permissions and the free space.", Shown.path(cacheFolder), e);
        }
    }

    private static String version() throws IOException {
        // A class literal does not initialise the class.
        try (InputStream in = avutil.class.getResourceAsStream("/META-INF/maven/org.bytedeco/ffmpeg/pom.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "unknown");
        }
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
