package alan.models.torch;

import alan.api.AlanException;
import alan.api.text.Text;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The format of PyTorch 1.6 and later: a zip archive with {@code NAME/data.pkl}, the description; {@code NAME/data/KEY}, the bytes of each storage; and
 * in newer ones {@code NAME/byteorder}.
 */
final class ZipTorchFile implements TorchFile {
    private static final String DESCRIPTION = "/data.pkl";
    private static final String LITTLE = "little";

    private final Path file;
    private final ZipFile zip;
    private final String prefix;
    private final Object content;

    ZipTorchFile(Path file) throws AlanException, IOException {
        this.file = file;
        this.zip = unpacked(file);
        boolean whole = false;
        try {
            List<? extends ZipEntry> descriptions = zip.stream().filter(entry -> entry.getName().endsWith(DESCRIPTION)).limit(2).toList();
            if (descriptions.size() != 1) {
                throw Damage.in(file, Text.of("is a zip archive, but none that PyTorch wrote"));
            }
            String name = descriptions.get(0).getName();
            prefix = name.substring(0, name.length() - DESCRIPTION.length());
            checkByteOrder();
            try (InputStream in = new BufferedInputStream(zip.getInputStream(descriptions.get(0)))) {
                content = Unpickler.read(new PickleInput(file, in), new TorchValues(file));
            }
            whole = true;
        } catch (ZipException e) {
            throw damaged(file, e);
        } finally {
            if (!whole) {
                zip.close();
            }
        }
    }

    private static ZipFile unpacked(Path file) throws AlanException, IOException {
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw damaged(file, e);
        }
    }

    private static AlanException damaged(Path file, ZipException cause) {
        return Damage.in(file, Text.of("is a damaged zip archive (%s)", Damage.quoted(String.valueOf(cause.getMessage()))));
    }

    private void checkByteOrder() throws AlanException, IOException {
        ZipEntry order = zip.getEntry(prefix + "/byteorder");
        if (order == null) {
            return;
        }
        try (InputStream in = zip.getInputStream(order)) {
            if (!new String(in.readNBytes(LITTLE.length() + 1), StandardCharsets.ISO_8859_1).equals(LITTLE)) {
                throw Damage.in(file, Text.of("has its numbers with the greatest byte first, which Alan does not read"));
            }
        }
    }

    @Override
    public Object content() {
        return content;
    }

    @Override
    public InputStream open(Storage storage) throws AlanException, IOException {
        ZipEntry entry = zip.getEntry(prefix + "/data/" + storage.key());
        if (entry == null || entry.getSize() != storage.bytes()) {
            throw TorchFile.lacks(file, storage);
        }
        try {
            return zip.getInputStream(entry);
        } catch (ZipException e) {
            throw damaged(file, e);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
