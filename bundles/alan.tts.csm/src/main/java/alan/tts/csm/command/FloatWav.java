package alan.tts.csm.command;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Wav files of 32-bit floats, sample for sample. {@link alan.api.audio.AudioFiles} would clip them: right for whoever listens, but what a network
 * makes may be louder, and is to be compared.
 *
 * @see <a href="https://www.mmsp.ece.mcgill.ca/Documents/AudioFormats/WAVE/WAVE.html">Kabal: Audio File Format Specifications, WAVE</a>
 */
final class FloatWav {
    private static final String ENDING = ".f32.wav";
    private static final short IEEE_FLOAT = 3;
    private static final short MONO = 1;
    /** Of a format that is not PCM: with the size of an extension, which is 0. */
    private static final int FORMAT_BYTES = 18;
    private static final int HEADER_BYTES = 12 + 8 + FORMAT_BYTES + 8 + Integer.BYTES + 8;

    private FloatWav() {}

    /** {@return whether a file is to be one of these} @param file its name says it, in upper or lower case */
    static boolean is(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(ENDING);
    }

    /** {@return a whole file} @param samples mono @param sampleRate in Hz */
    static byte[] of(float[] samples, int sampleRate) {
        int size = samples.length * Float.BYTES;
        ByteBuffer file = ByteBuffer.allocate(HEADER_BYTES + size).order(ByteOrder.LITTLE_ENDIAN);
        chunk(file, "RIFF", HEADER_BYTES + size - 8).put(ascii("WAVE"));
        chunk(file, "fmt ", FORMAT_BYTES).putShort(IEEE_FLOAT).putShort(MONO).putInt(sampleRate).putInt(sampleRate * Float.BYTES)
                .putShort((short) Float.BYTES).putShort((short) Float.SIZE).putShort((short) 0);
        chunk(file, "fact", Integer.BYTES).putInt(samples.length);
        chunk(file, "data", size).asFloatBuffer().put(samples);
        return file.array();
    }

    private static ByteBuffer chunk(ByteBuffer file, String name, int bytes) {
        return file.put(ascii(name)).putInt(bytes);
    }

    private static byte[] ascii(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }
}
