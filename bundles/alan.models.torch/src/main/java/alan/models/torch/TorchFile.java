package alan.models.torch;

import alan.api.AlanException;
import alan.api.text.Text;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A file that {@code torch.save} wrote, of either of its two formats, open for reading. */
interface TorchFile extends Closeable {
    /** {@return what it holds, as {@link Unpickler} gives it} */
    Object content();

    /**
     * {@return a storage's bytes from its first on; the caller closes it}
     *
     * @param storage of one of its tensors
     */
    InputStream open(Storage storage) throws AlanException, IOException;

    /**
     * Opens a file and reads its description.
     *
     * @param file any
     * @return the file; the caller closes it
     * @throws AlanException when it is no such file, or holds anything but tensors and plain values
     */
    static TorchFile open(Path file) throws AlanException, IOException {
        return isZip(file) ? new ZipTorchFile(file) : new LegacyTorchFile(file);
    }

    private static boolean isZip(Path file) throws IOException {
        ByteBuffer start = ByteBuffer.allocate(4);
        try (FileChannel channel = FileChannel.open(file)) {
            while (start.hasRemaining() && channel.read(start) >= 0) {}
        }
        return start.getInt(0) == 0x504b0304;
    }

    /** {@return that a storage is not in the file as its description says} @param file which @param storage which */
    static AlanException lacks(Path file, Storage storage) {
        return Damage.in(file, Text.of("lacks the %s bytes of its storage %s", storage.bytes(), Damage.quoted(storage.key())));
    }
}
