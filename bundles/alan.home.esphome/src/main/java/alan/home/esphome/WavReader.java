package alan.home.esphome;

import alan.api.AlanException;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads a wav file of 16 bits as it comes: Home Assistant begins to send an answer before it knows how long it will be. */
final class WavReader {
    private static final int WIDTH = 2;
    private static final int MOST_CHANNELS = 8;
    private static final int LEAST_RATE = 4_000;
    private static final int MOST_RATE = 192_000;
    /** Chunks before the sound are small; what claims to be larger is no wav file. */
    private static final int MOST_CHUNK = 1 << 16;
    /** Samples of a block. */
    private static final int BLOCK = 1_024;

    private final DataInputStream in;
    private int channels;
    private int sampleRate;
    private long left;

    /**
     * Reads up to where the sound begins.
     *
     * @param in the file; closed by who gave it
     * @throws AlanException when it is something else
     * @throws IOException when it cannot be read
     */
    WavReader(InputStream in) throws AlanException, IOException {
        this.in = new DataInputStream(in);
        try {
            if (!text().equals("RIFF")) {
                throw wrong();
            }
            number();
            if (!text().equals("WAVE")) {
                throw wrong();
            }
            String chunk = text();
            long length = number();
            while (!chunk.equals("data")) {
                if (length > MOST_CHUNK) {
                    throw wrong();
                }
                byte[] bytes = new byte[(int) length + (int) (length & 1)];
                this.in.readFully(bytes);
                if (chunk.equals("fmt ")) {
                    format(bytes);
                }
                chunk = text();
                length = number();
            }
            // A writer that did not know the length has written none, or the most.
            left = length == 0 || length >= Integer.MAX_VALUE ? Long.MAX_VALUE : length;
        } catch (EOFException e) {
            throw wrong();
        }
        if (channels == 0) {
            throw wrong();
        }
    }

    private String text() throws IOException {
        byte[] bytes = new byte[4];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private long number() throws IOException {
        return Integer.reverseBytes(in.readInt()) & 0xFFFF_FFFFL;
    }

    private void format(byte[] bytes) throws AlanException {
        if (bytes.length < 16) {
            throw wrong();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        channels = buffer.getShort(2);
        sampleRate = buffer.getInt(4);
        if (channels < 1 || channels > MOST_CHANNELS || sampleRate < LEAST_RATE || sampleRate > MOST_RATE || buffer.getShort(14) != 8 * WIDTH) {
            throw wrong();
        }
    }

    private static AlanException wrong() {
        return new AlanException("The hub gave a sound that is no wav file of 16 bits.");
    }

    /** {@return samples a second, in Hz} */
    int sampleRate() {
        return sampleRate;
    }

    /** {@return the next samples, mono, from -1 to 1; {@code null} at the end} @throws IOException when they cannot be read */
    float[] read() throws IOException {
        int frame = WIDTH * channels;
        byte[] bytes = in.readNBytes((int) Math.min((long) BLOCK * frame, left));
        left -= bytes.length;
        float[] samples = new float[bytes.length / frame];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < samples.length; i++) {
            float sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                sum += buffer.getShort(i * frame + channel * WIDTH);
            }
            samples[i] = sum / channels / 32_768f;
        }
        return samples.length == 0 ? null : samples;
    }
}
