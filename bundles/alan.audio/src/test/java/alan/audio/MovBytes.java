package alan.audio;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** QuickTime files made by hand: 16-bit mono at 8 kHz, whose samples lie in the file itself or, as the format allows, in another one; and a film. */
final class MovBytes {
    private static final int RATE = 8000;

    private MovBytes() {}

    /** {@return a file that holds its samples} @param pcm 16-bit samples, lower byte first */
    static byte[] of(byte[] pcm) {
        return file(pcm, box("url ", ints(1)));
    }

    /**
     * {@return a file whose samples lie in another one}
     *
     * @param pcm as long as the samples
     * @param target the other file, an absolute path
     */
    static byte[] referring(byte[] pcm, String target) {
        return file(pcm, box("alis", ints(0), alias(target)));
    }

    /** {@return a film of one picture, without sound} @param jpeg the picture, 64 by 64 */
    static byte[] film(byte[] jpeg) {
        byte[] type = box("ftyp", ascii("qt  "), ints(0), ascii("qt  "));
        byte[] description = box("jpeg", new byte[6], shorts(1), new byte[16], shorts(64, 64), ints(72 << 16, 72 << 16, 0), shorts(1), new byte[32],
                shorts(24, -1));
        byte[] table = box("stbl", box("stsd", ints(0, 1), description), box("stts", ints(0, 1, 1, RATE)), box("stsc", ints(0, 1, 1, 1, 1)),
                box("stsz", ints(0, jpeg.length, 1)), box("stco", ints(0, 1, type.length + 8)));
        byte[] media = box("minf", box("vmhd", ints(1, 0, 0)), box("dinf", box("dref", ints(0, 1), box("url ", ints(1)))), table);
        return join(type, box("mdat", jpeg), movie(1, "vide", media));
    }

    /** A Macintosh alias, as FFmpeg reads it: volume, name, levels, and the absolute path as an extra of type 18 (and the old type 2). */
    private static byte[] alias(String target) {
        byte[] path = ascii(target);
        String name = target.substring(target.lastIndexOf('/') + 1);
        byte[] head = ByteBuffer.allocate(150)
                .position(10).put((byte) 1).put(ascii("/")).position(50).put((byte) name.length()).put(ascii(name)).array();
        ByteBuffer levels = ByteBuffer.wrap(head);
        levels.putShort(130, (short) 1).putShort(132, (short) 1);
        ByteArrayOutputStream extras = new ByteArrayOutputStream();
        for (int type : new int[] {2, 18}) {
            extras.writeBytes(ByteBuffer.allocate(4).putShort((short) type).putShort((short) path.length).array());
            extras.writeBytes(Arrays.copyOf(path, path.length + (path.length & 1)));
        }
        extras.writeBytes(ByteBuffer.allocate(4).putShort((short) -1).array());
        return join(head, extras.toByteArray());
    }

    private static byte[] file(byte[] pcm, byte[] reference) {
        byte[] type = box("ftyp", ascii("qt  "), ints(0), ascii("qt  "));
        byte[] data = box("mdat", pcm);
        int count = pcm.length / 2;
        byte[] description = box("sowt", new byte[6], shorts(1), new byte[8], shorts(1, 16, 0, 0), ints(RATE << 16));
        byte[] table = box("stbl", box("stsd", ints(0, 1), description), box("stts", ints(0, 1, count, 1)), box("stsc", ints(0, 1, 1, count, 1)),
                box("stsz", ints(0, 2, count)), box("stco", ints(0, 1, type.length + 8)));
        byte[] media = box("minf", box("smhd", ints(0, 0)), box("dinf", box("dref", ints(0, 1), reference)), table);
        return join(type, data, movie(count, "soun", media));
    }

    private static byte[] movie(int length, String handler, byte[] media) {
        byte[] track = box("trak", box("tkhd", ints(1, 0, 0, 1, 0, length), new byte[60]),
                box("mdia", box("mdhd", ints(0, 0, 0, RATE, length, 0)), box("hdlr", ints(0), ascii("mhlr" + handler), new byte[13]), media));
        return box("moov", box("mvhd", ints(0, 0, 0, RATE, length), new byte[80]), track);
    }

    private static byte[] box(String name, byte[]... content) {
        byte[] all = join(content);
        return join(ints(8 + all.length), ascii(name), all);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
        for (int value : values) {
            bytes.putInt(value);
        }
        return bytes.array();
    }

    private static byte[] shorts(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * values.length);
        for (int value : values) {
            bytes.putShort((short) value);
        }
        return bytes.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
