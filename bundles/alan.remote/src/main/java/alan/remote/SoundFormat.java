package alan.remote;

import alan.api.text.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeoutException;

/**
 * How samples lie in the bytes of an answer.
 *
 * @param rate samples a second, in Hz
 * @param channels whose samples take turns
 * @param bits of a sample: 8 (unsigned), 16, 24, 32 (signed) or 32, 64 (float); little-endian
 * @param isFloat whether samples are floating-point numbers
 * @param bytes of sound that follow; {@link Long#MAX_VALUE} if only their end will tell
 * @see <a href="http://soundfile.sapp.org/doc/WaveFormat/">WAVE</a>
 */
record SoundFormat(int rate, int channels, int bits, boolean isFloat, long bytes) {
    private static final int PCM = 1;
    private static final int FLOAT = 3;
    private static final int EXTENSIBLE = 0xFFFE;
    /** Servers that stream do not know the size yet, and write one of these: 0, 0xFFFFFFFF, 0x7FFFFFFF, or nearly so. */
    private static final long UNKNOWN_SIZE = 0x7FFFFF00L;
    /** A chunk before the sound holds a title, not a picture book. */
    private static final long LONGEST_CHUNK = 1 << 20;
    private static final int LEAST_FORMAT = 16;
    private static final int MOST_CHANNELS = 8;

    /** {@return sound without a header: 16 bits, mono} @param rate in Hz */
    static SoundFormat pcm(int rate) {
        return new SoundFormat(rate, 1, 16, false, Long.MAX_VALUE);
    }

    /**
     * Reads a WAVE header, up to the first sample.
     *
     * @throws NotSoundException when it is none
     */
    static SoundFormat readWav(ByteSource in) throws IOException, TimeoutException, InterruptedException {
        ByteBuffer head = take(in, 12);
        if (head.getInt(0) != tag("RIFF") || head.getInt(8) != tag("WAVE")) {
            throw new NotSoundException(what(head));
        }
        SoundFormat format = null;
        while (true) {
            ByteBuffer chunk = take(in, 8);
            long size = chunk.getInt(4) & 0xFFFFFFFFL;
            if (chunk.getInt(0) == tag("data")) {
                if (format == null) {
                    throw new NotSoundException(Text.of("its wav does not say its format"));
                }
                long bytes = size == 0 || size >= UNKNOWN_SIZE ? Long.MAX_VALUE : size;
                return new SoundFormat(format.rate, format.channels, format.bits, format.isFloat, bytes);
            } else if (size > LONGEST_CHUNK) {
                throw new NotSoundException(Text.of("its wav is damaged"));
            }
            ByteBuffer content = take(in, (int) (size + (size & 1)));
            if (chunk.getInt(0) == tag("fmt ")) {
                format = format(content);
            }
        }
    }

    private static SoundFormat format(ByteBuffer content) throws NotSoundException {
        if (content.capacity() < LEAST_FORMAT) {
            throw new NotSoundException(Text.of("its wav is damaged"));
        }
        int code = content.getShort(0) & 0xFFFF;
        if (code == EXTENSIBLE && content.capacity() >= 26) {
            code = content.getShort(24) & 0xFFFF;
        }
        int channels = content.getShort(2) & 0xFFFF;
        int rate = content.getInt(4);
        int bits = content.getShort(14) & 0xFFFF;
        boolean known = code == PCM && (bits == 8 || bits == 16 || bits == 24 || bits == 32) || code == FLOAT && (bits == 32 || bits == 64);
        if (!known) {
            throw new NotSoundException(Text.of("its wav is compressed (format %s, %s bits)", code, bits));
        } else if (channels < 1 || channels > MOST_CHANNELS || rate < 4_000 || rate > 192_000) {
            throw new NotSoundException(Text.of("its wav is damaged"));
        }
        return new SoundFormat(rate, channels, bits, code == FLOAT, 0);
    }

    /** {@return bytes of one sample of every channel} */
    int frame() {
        return channels * bits / 8;
    }

    /** {@return a sample, in [-1, 1]} @param bytes little-endian @param at position of its first byte */
    float sample(ByteBuffer bytes, int at) {
        if (isFloat) {
            return bits == 32 ? bytes.getFloat(at) : (float) bytes.getDouble(at);
        }
        return switch (bits) {
            case 8 -> ((bytes.get(at) & 0xff) - 128) / 128f;
            case 16 -> bytes.getShort(at) / 32_768f;
            case 24 -> ((bytes.get(at + 2) << 16) | (bytes.getShort(at) & 0xFFFF)) / 8_388_608f;
            default -> bytes.getInt(at) / 2_147_483_648f;
        };
    }

    /** {@return what an answer that is no wav is instead} */
    private static Text what(ByteBuffer head) {
        String start = new String(head.array(), 0, 4, StandardCharsets.ISO_8859_1);
        if (start.startsWith("ID3") || (head.getShort(0) & 0xE0FF) == 0xE0FF) {
            return Text.of("it sent mp3 instead of wav");
        } else if (start.equals("OggS") || start.equals("fLaC")) {
            return Text.of("it sent Opus or FLAC instead of wav");
        }
        return Text.of("it sent something that is no wav");
    }

    private static int tag(String name) {
        return ByteBuffer.wrap(name.getBytes(StandardCharsets.ISO_8859_1)).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }

    private static ByteBuffer take(ByteSource in, int length) throws IOException, TimeoutException, InterruptedException {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            int next = in.read();
            if (next < 0) {
                throw new NotSoundException(i == 0 && length == 12 ? Text.of("it sent no sound") : Text.of("its wav is damaged"));
            }
            bytes[i] = (byte) next;
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
