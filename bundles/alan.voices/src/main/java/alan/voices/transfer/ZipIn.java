package alan.voices.transfer;

import alan.api.AlanException;
import alan.voices.store.Disk;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Enumeration;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Unpacks what voices are made of from a zip file, and nothing else. Names that leave the folder, and more than a zip of voices holds, end it. A link in a zip is
 * a file with a path in it, and is unpacked as that; it is then no sound and no text of a voice.
 */
final class ZipIn {
    /** Unpacked bytes in all: more than an hour of sound. */
    static final long MOST_BYTES = 1L << 30;

    static final int MOST_ENTRIES = 20_000;

    /** How much smaller than its content an entry may be. Sound is packed to a half, silence and JSON to a fiftieth. */
    static final int MOST_RATIO = 200;

    private static final int SMALL = 1 << 20;
    private static final Pattern OURS = Pattern.compile("([^/]+/)?(voice\\.json|receipt\\.json|segments/[0-9]{3,}\\.(wav|txt))|[^/]+/[^/]+/ref\\.(wav|txt)");
    private static final Pattern OUTSIDE = Pattern.compile("(?s)/.*|.*\\\\.*|[A-Za-z]:.*|(.*/)?\\.\\.(/.*)?|.*\0.*");

    private final Path zip;
    private long left = MOST_BYTES;

    private ZipIn(Path zip) {
        this.zip = zip;
    }

    /**
     * Unpacks.
     *
     * @param zip to read
     * @param folder an empty one
     * @throws AlanException when it is no zip file, or not an honest one
     */
    static void unpack(Path zip, Path folder) throws AlanException {
        new ZipIn(zip).unpack(folder);
    }

    private void unpack(Path folder) throws AlanException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            if (file.size() > MOST_ENTRIES) {
                throw new AlanException("The file %s holds %s files; no voice has so many.", zip, file.size());
            }
            for (Enumeration<? extends ZipEntry> all = file.entries(); all.hasMoreElements();) {
                ZipEntry entry = all.nextElement();
                if (OUTSIDE.matcher(entry.getName()).matches()) {
                    throw new AlanException("The file %s would write outside of its folder (%s), so nothing of it was kept.", zip, shown(entry));
                }
                if (!entry.isDirectory() && OURS.matcher(entry.getName()).matches()) {
                    Path to = folder.resolve(entry.getName());
                    Files.createDirectories(to.getParent());
                    try (InputStream in = file.getInputStream(entry)) {
                        copy(entry, in, to);
                    }
                }
            }
        } catch (FileAlreadyExistsException e) {
            throw new AlanException("The file %s holds two files of one name, so nothing of it was kept.", zip, e);
        } catch (IOException e) {
            throw new AlanException("The file %s is no zip file, or is spoilt: %s", zip, Disk.why(e), e);
        } catch (IllegalArgumentException e) {
            // A name in it that is in no encoding.
            throw new AlanException("The file %s is no zip file, or is spoilt: %s", zip, e.getMessage(), e);
        }
    }

    private void copy(ZipEntry entry, InputStream in, Path to) throws IOException, AlanException {
        long allowed = entry.getCompressedSize() < 0 ? left : Math.max(SMALL, MOST_RATIO * entry.getCompressedSize());
        byte[] block = new byte[1 << 16];
        long written = 0;
        try (OutputStream out = Files.newOutputStream(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                written += n;
                left -= n;
                if (left < 0 || written > allowed) {
                    throw new AlanException("The file %s unpacks to far more than a voice is (%s), so nothing of it was kept.", zip, shown(entry));
                }
                out.write(block, 0, n);
            }
        }
    }

    private static String shown(ZipEntry entry) {
        String name = entry.getName().replaceAll("\\p{Cntrl}", "?");
        return name.length() <= 80 ? name : name.substring(0, 80) + "…";
    }
}
