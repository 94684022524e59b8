package alan.models.torch;

import alan.api.AlanException;
import alan.api.text.Text;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Reads the small things that pickles are made of, and counts them. */
final class PickleInput {
    /** A model with 10,000 tensors takes 2 MB. */
    private static final long LONGEST = 16 << 20;

    private static final int LONGEST_LINE = 256;
    private static final int LONGEST_NUMBER = 16;

    private final Path file;
    private final InputStream in;
    private long position;

    /** @param file for messages @param in at the first byte; stays open */
    PickleInput(Path file, InputStream in) {
        this.file = file;
        this.in = in;
    }

    Path file() {
        return file;
    }

    /** {@return how many bytes were read} */
    long position() {
        return position;
    }

    int u8() throws AlanException, IOException {
        int value = in.read();
        if (value < 0) {
            throw Damage.in(file, Text.of("ends in the middle of its description"));
        }
        if (++position > LONGEST) {
            throw tooLong();
        }
        return value;
    }

    long unsigned(int bytes) throws AlanException, IOException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (long) u8() << 8 * i;
        }
        return value;
    }

    int i32() throws AlanException, IOException {
        return (int) unsigned(4);
    }

    /** {@return a float of 64 bits, which pickles have with the greatest byte first} */
    double f64() throws AlanException, IOException {
        return Double.longBitsToDouble(Long.reverseBytes(unsigned(8)));
    }

    /** {@return an integer with its length before it} */
    Number integer() throws AlanException, IOException {
        byte[] bytes = bytes(u8());
        if (bytes.length > LONGEST_NUMBER) {
            throw Damage.in(file, Text.of("holds a number of %s bytes", bytes.length));
        }
        byte[] reversed = new byte[bytes.length + 1];
        for (int i = 0; i < bytes.length; i++) {
            reversed[bytes.length - i] = bytes[i];
        }
        if (bytes.length > 0 && bytes[bytes.length - 1] < 0) {
            reversed[0] = -1;
        }
        BigInteger value = new BigInteger(reversed);
        return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
    }

    /** {@return a text} @param length in bytes @param charset that it is in */
    String text(long length, Charset charset) throws AlanException, IOException {
        byte[] bytes = bytes(length);
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw Damage.in(file, Text.of("holds a text that is no text, at %s of its description", position));
        }
    }

    /** {@return a line without its end} */
    String line() throws AlanException, IOException {
        StringBuilder line = new StringBuilder();
        for (int next = u8(); next != '\n'; next = u8()) {
            if (line.length() == LONGEST_LINE) {
                throw Damage.in(file, Text.of("holds a name that does not end, at %s of its description", position));
            }
            line.append((char) next);
        }
        return line.toString();
    }

    private byte[] bytes(long length) throws AlanException, IOException {
        if (length > LONGEST - position) {
            throw tooLong();
        }
        // Grows as bytes come, so that a length which is believed costs nothing.
        byte[] bytes = in.readNBytes((int) length);
        position += bytes.length;
        if (bytes.length < length) {
            throw Damage.in(file, Text.of("ends in the middle of its description"));
        }
        return bytes;
    }

    private AlanException tooLong() {
        return Damage.in(file, Text.of("has a description of more than %s bytes", LONGEST));
    }

    /** {@return a text of a pickle from Python 2, whose bytes have no character set} @param length in bytes */
    String oldText(long length) throws AlanException, IOException {
        return text(length, StandardCharsets.ISO_8859_1);
    }
}
