package alan.models.torch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes pickles instruction by instruction, those too that PyTorch would not write. */
final class Pickled {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Begins one of version 2. */
    Pickled() {
        raw(0x80, 2);
    }

    Pickled raw(int... bytes) {
        for (int value : bytes) {
            out.write(value);
        }
        return this;
    }

    Pickled text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        raw('X').bytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length).array());
        return bytes(bytes);
    }

    Pickled number(long value) {
        raw(0x8a, 8);
        return bytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
    }

    Pickled global(String module, String name) {
        return bytes(("c" + module + "\n" + name + "\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A dict with one tensor of floats. @param elements of its storage "0" @param offset of the tensor @param size of its one dimension */
    static Pickled tensor(long elements, long offset, long size, long stride) {
        return new Pickled().raw('}').text("t").global("torch._utils", "_rebuild_tensor_v2").raw('(', '(').text("storage").global("torch", "FloatStorage")
                .text("0").text("cpu").number(elements).raw('t', 'Q').number(offset).number(size).raw(0x85).number(stride).raw(0x85, 0x89, 'N', 't', 'R', 's');
    }

    private Pickled bytes(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /** {@return the pickle} */
    byte[] bytes() {
        return raw('.').out.toByteArray();
    }

    /** {@return a file of PyTorch's newer format} @param description a pickle @param storage the bytes of storage "0" */
    static byte[] zip(byte[] description, byte[] storage) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(whole)) {
            stored(zip, "archive/data.pkl", description);
            stored(zip, "archive/data/0", storage);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return whole.toByteArray();
    }

    private static void stored(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }
}
