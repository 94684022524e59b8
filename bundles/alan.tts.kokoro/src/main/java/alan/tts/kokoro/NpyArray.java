package alan.tts.kokoro;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An array as NumPy writes it: a magic string, a version, the length of a header, the header (a Python literal), and the data.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">numpy.lib.format</a>
 */
final class NpyArray {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'<f4'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*False");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\((\\d{1,6}),\\s*(?:1,\\s*)?(\\d{1,6}),?\\s*\\)");

    private NpyArray() {}

    /**
     * {@return the data of an array of 32-bit floats, little-endian, row by row}
     *
     * @param file all of it
     * @param width numbers of a row; the shape is (rows, width) or (rows, 1, width)
     * @throws IOException when it is no such array
     */
    static ByteBuffer floats(byte[] file, int width) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        for (byte expected : MAGIC) {
            require(buffer.hasRemaining() && buffer.get() == expected, "no magic string");
        }
        require(buffer.remaining() >= 6, "no header");
        int version = buffer.get();
        buffer.get();
        long length = version == 1 ? Short.toUnsignedInt(buffer.getShort()) : Integer.toUnsignedLong(buffer.getInt());
        require(length <= buffer.remaining(), "the header is cut off");
        byte[] bytes = new byte[(int) length];
        buffer.get(bytes);
        String header = new String(bytes, StandardCharsets.ISO_8859_1);
        require(TYPE.matcher(header).find() && ORDER.matcher(header).find(), header);
        Matcher shape = SHAPE.matcher(header);
        require(shape.find() && Integer.parseInt(shape.group(2)) == width, header);
        require(buffer.remaining() == 4L * width * Integer.parseInt(shape.group(1)), "the data is not as long as its shape says");
        return buffer.slice();
    }

    private static void require(boolean right, String otherwise) throws IOException {
        if (!right) {
            throw new IOException(otherwise);
        }
    }
}
