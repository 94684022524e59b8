package alan.phonemes;

import alan.api.AlanException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * espeak-ng's library and data as files, unpacked once from {@code lib.espeak} into a folder that carries the library's version.
 *
 * @param library the shared library
 * @param data the folder {@code espeak-ng-data}
 */
record EspeakFiles(Path library, Path data) {
    private static final String SOURCE = "/lib/espeak/";
    private static final String DATA = "espeak-ng-data";
    private static final List<String> NEEDED = List.of("phontab", "phondata", "phonindex", "intonations");

    /**
     * Finds the files, and unpacks them when they are not there yet. Several processes may do so at once.
     *
     * @param cache folder in which the versioned folder lies
     * @return the files
     * @throws AlanException when this platform has no library or the folder cannot be written
     */
    static EspeakFiles unpacked(Path cache) throws AlanException {
        String platform = platform(System.getProperty("os.name"), System.getProperty("os.arch"));
        try {
            Path folder = cache.resolve("espeak-ng-" + version());
            EspeakFiles files = new EspeakFiles(folder.resolve(System.mapLibraryName("espeak-ng")), folder.resolve(DATA));
            if (!files.whole()) {
                files.unpack(cache, folder, platform);
            }
            return files;
        } catch (IOException e) {
            throw new AlanException("The phonemizer espeak-ng cannot be unpacked into %s; make sure that there are 20 MB of room and that the folder "
                    + "can be written.", cache, e);
        }
    }

    /**
     * {@return the name under which {@code lib.espeak} has this platform's library}
     *
     * @param os as Java names it
     * @param arch as Java names it
     * @throws AlanException when there is none
     */
    static String platform(String os, String arch) throws AlanException {
        String system = os.toLowerCase(Locale.ROOT);
        String machine = arch.toLowerCase(Locale.ROOT);
        String name = Stream.of("linux", "mac", "windows").filter(system::contains).findFirst().orElse("");
        String folder = Map.of("linux", "debian", "mac", "macos", "windows", "win").getOrDefault(name, name);
        String cpu = switch (machine) {
            case "amd64", "x86_64" -> "amd64";
            case "aarch64", "arm64" -> "arm64";
            case "arm", "armv7l" -> "armv7l";
            default -> machine;
        };
        String resource = "espeak-ng." + folder + "-" + cpu;
        if (EspeakFiles.class.getResource(SOURCE + resource) == null) {
            throw new AlanException("The phonemizer espeak-ng does not run on this kind of machine (%s, %s); use an engine for text to speech that "
                    + "does not need it.", os, arch);
        }
        return resource;
    }

    private static String version() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = resource("version.properties")) {
            properties.load(in);
        }
        return properties.getProperty("version");
    }

    private boolean whole() throws IOException {
        for (String name : NEEDED) {
            if (!Files.isRegularFile(data.resolve(name))) {
                return false;
            }
        }
        return Files.isRegularFile(library) && Files.size(library) > 0;
    }

    private void unpack(Path cache, Path folder, String platform) throws IOException {
        Files.createDirectories(cache);
        Path aside = Files.createTempDirectory(cache, folder.getFileName() + ".");
        try {
            try (InputStream in = resource(platform)) {
                Files.copy(in, aside.resolve(library.getFileName()));
            }
            unzip(aside.resolve(DATA));
            if (Files.exists(folder) && !whole()) {
                delete(folder);
            }
            try {
                Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                // Another process may have been quicker; its files are as good as ours.
                if (!whole()) {
                    throw e;
                }
            }
        } finally {
            delete(aside);
        }
    }

    private static void unzip(Path folder) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(resource(DATA + ".zip"))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException(entry.getName() + " leaves its folder");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(zip, target);
                }
            }
        }
    }

    private static InputStream resource(String name) throws IOException {
        InputStream in = EspeakFiles.class.getResourceAsStream(SOURCE + name);
        if (in == null) {
            throw new IOException("the bundle lib.espeak has no " + name);
        }
        return in;
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException e) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
