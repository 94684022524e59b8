package alan.audio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Which of FFmpeg's 356 containers and its codecs are let near a file. The others are of old games, broadcasting and cameras; code that
 * hardly anybody runs is where damaged and malicious files find gaps.
 */
final class KnownFormats {
    /** Containers in which recordings come, by FFmpeg's names. */
    private static final Set<String> SOUND = Set.of(
            "aac", "ac3", "aiff", "amr", "amrnb", "amrwb", "ape", "asf", "au", "avi", "caf", "dsf", "dts", "eac3", "flac", "flv", "gsm", "loas",
            "matroska,webm", "mov,mp4,m4a,3gp,3g2,mj2", "mp3", "mpc", "mpc8", "mpeg", "mpegts", "nistsphere", "ogg", "sox", "tak", "tta",
            "voc", "w64", "wav", "wv");

    /** What names files or addresses and holds no sound itself. */
    private static final Set<String> LISTS = Set.of("concat", "hls", "imf", "rtp", "rtsp", "sap", "sdp", "webm_dash_manifest");

    /** Containers of pictures and films that say so: FFmpeg's names for single pictures end in "_pipe". */
    private static final Set<String> PICTURES =
            Set.of("apng", "av1", "gif", "h264", "hevc", "image2", "ivf", "jpegxl_anim", "m4v", "mjpeg", "mpegvideo", "obu");

    /** Listed once, when FFmpeg is loaded. */
    private static final class Decoders {
        static final String NAMES = decoders();
    }

    private KnownFormats() {}

    /** {@return whether files of this format may hold sound and are opened} @param format FFmpeg's name of a container */
    static boolean isSound(String format) {
        return SOUND.contains(format);
    }

    /** {@return whether this is a play list} @param format FFmpeg's name of a container */
    static boolean isList(String format) {
        return LISTS.contains(format);
    }

    /** {@return whether this is a picture, or a film without sound} @param format FFmpeg's name of a container */
    static boolean isPicture(String format) {
        return format.endsWith("_pipe") || Arrays.stream(format.split(",")).anyMatch(PICTURES::contains);
    }

    /**
     * {@return the names of all decoders of sound, with commas between} FFmpeg tries decoders to find out what is in a file; with this as
     * its {@code codec_whitelist} it leaves the pictures of a film alone.
     */
    static String soundDecoders() {
        return Decoders.NAMES;
    }

    private static String decoders() {
        List<String> names = new ArrayList<>();
        try (PointerPointer<Pointer> at = new PointerPointer<>(1)) {
            at.put(0, (Pointer) null);
            AVCodec codec = avcodec.av_codec_iterate(at);
            while (codec != null && !codec.isNull()) {
                if (codec.type() == avutil.AVMEDIA_TYPE_AUDIO && avcodec.av_codec_is_decoder(codec) != 0) {
                    names.add(codec.name().getString());
                }
                codec = avcodec.av_codec_iterate(at);
            }
        }
        return String.join(",", names);
    }
}
