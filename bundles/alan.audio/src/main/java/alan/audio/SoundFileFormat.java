package alan.audio;

import alan.api.AlanException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The formats that can be written, by the ending of the file's name; a longer ending goes before a shorter one. */
enum SoundFileFormat {
    FLOAT_WAV(".f32.wav", "wav", "pcm_f32le"),
    WAV(".wav", "wav", "pcm_s16le"),
    MP3(".mp3", "mp3", "libmp3lame"),
    FLAC(".flac", "flac", "flac"),
    OPUS(".opus", "opus", "libopus"),
    OGG(".ogg", "ogg", "libopus");

    private static final int[] MP3_RATES = {8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000};

    private final String ending;
    private final String muxer;
    private final String encoder;

    SoundFileFormat(String ending, String muxer, String encoder) {
        this.ending = ending;
        this.muxer = muxer;
        this.encoder = encoder;
    }

    /**
     * Chooses the format.
     *
     * @param file whose name says it, in upper or lower case
     * @return the format
     * @throws AlanException when the ending is not known
     */
    static SoundFileFormat of(Path file) throws AlanException {
        String name = file.getFileName() == null ? "" : file.getFileName().toString().toLowerCase(Locale.ROOT);
        for (SoundFileFormat format : values()) {
            if (name.endsWith(format.ending)) {
                return format;
            }
        }
        throw new AlanException("The name %s does not say which sound format to write; let it end in %s.", Shown.path(file),
                Arrays.stream(values()).map(format -> format.ending).collect(Collectors.joining(", ")));
    }

    /** {@return FFmpeg's name of the container} */
    String muxer() {
        return muxer;
    }

    /** {@return FFmpeg's name of the encoder} */
    String encoder() {
        return encoder;
    }

    /** {@return whether the format keeps what is heard rather than every sample} */
    boolean isLossy() {
        return this == MP3 || this == OPUS || this == OGG;
    }

    /**
     * {@return the rate to encode with, in Hz: the given one, or the next that the format has}
     *
     * @param sampleRate of the sound
     */
    int encodedRate(int sampleRate) {
        return switch (this) {
            case OPUS, OGG -> 48000; // the rate at which every Opus decoder gives sound: RFC 7845, section 5.1
            case MP3 -> Arrays.stream(MP3_RATES).filter(rate -> rate >= sampleRate).findFirst().orElse(48000);
            default -> sampleRate;
        };
    }
}
