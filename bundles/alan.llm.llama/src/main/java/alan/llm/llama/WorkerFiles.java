package alan.llm.llama;

import alan.api.AlanException;
import alan.llm.llama.worker.Worker;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * What the worker JVM needs on disk: one jar with its classes and the library's, and the native library of this machine.
 *
 * <p>It is taken out of this bundle once, into a folder named after the library's version and the content, which is then never
 * changed. The
 * jar holds no native library, so that the worker cannot fall back on another one than it was given.
 */
final class WorkerFiles {
    /** The classes of the worker's package; resources of a bundle cannot be listed in one way inside and outside of OSGi. */
    static final List<String> CLASSES = List.of(
            "ChatMessage", "ChatModel", "Frame", "Frame$Type", "Frame$Writing", "FrameStream", "FrameStream$Reader",
            "GenerateRequest",
            "Generator", "Job", "LoadRequest", "Measurement", "OpenedThought", "Outbox", "StopTexts", "TemplateText", "Worker", "Worker$1");

    private static final String LIBRARY = "/worker/llama.jar";
    private static final String LIBRARY_PACKAGE = "de/kherud/llama/";
    private static final String POM = "META-INF/maven/de.kherud/llama/pom.properties";
    private static final String JAR = "worker.jar";

    private final Path folder;
    private final Platform platform;

    private WorkerFiles(Path folder, Platform platform) {
        this.folder = folder;
        this.platform = platform;
    }

    /**
     * Takes the files out, unless they are there. Safe among threads and processes: each writes a folder of its own, and the
     * first to be ready
     * gives it its name.
     *
     * @param cache folder to make the folder in
     * @return the files
     * @throws AlanException when they cannot be written
     */
    static WorkerFiles extract(Path cache) throws AlanException {
        Platform platform = Platform.current();
        try {
            byte[] library = resource(LIBRARY);
            Path folder = cache.resolve("llama-" + version(library) + "-" + hash(library));
            WorkerFiles files = new WorkerFiles(folder, platform);
            if (!files.complete()) {
                files.write(cache, library);
            }
            return files;
        } catch (IOException failure) {
            throw new AlanException(
                    "The language model's program could not be written to %s (%s); see whether there is room and the folder may be written to.",
                    cache, failure.getMessage(), failure);
        }
    }

    /** {@return the folder of it all} */
    Path folder() {
        return folder;
    }

    /** {@return the jar that {@code java -jar} starts} */
    Path jar() {
        return folder.resolve(JAR);
    }

    /** {@return the folder of the native library; it need not exist for a machine that the library brings none for} */
    Path nativeFolder() {
        return folder.resolve("native");
    }

    /** {@return an empty folder: the library deletes from its folder for temporary files what has a name like its own} */
    Path temporary() {
        return folder.resolve("tmp");
    }

    /** {@return the names of this machine} */
    Platform platform() {
        return platform;
    }

    private boolean complete() {
        return Files.isRegularFile(jar()) && Files.isDirectory(temporary()) && Files.isDirectory(nativeFolder());
    }

    private void write(Path cache, byte[] library) throws IOException {
        Files.createDirectories(cache);
        Path aside = Files.createTempDirectory(cache, ".worker-");
        try {
            Files.createDirectory(aside.resolve("native"));
            Files.createDirectory(aside.resolve("tmp"));
            writeJar(aside.resolve(JAR), aside.resolve("native"), library);
            if (Files.exists(folder) && !complete()) {
                delete(folder);
            }
            Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException another) {
            if (!complete()) {
                throw another;
            }
        } finally {
            delete(aside);
        }
    }

    private void writeJar(Path jar, Path natives, byte[] library) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Worker.class.getName());
        manifest.getMainAttributes().put(new Attributes.Name("Enable-Native-Access"), "ALL-UNNAMED");
        String ours = LIBRARY_PACKAGE + platform.folder() + "/";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                JarInputStream in = new JarInputStream(new ByteArrayInputStream(library))) {
            for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                String name = entry.getName();
                if (name.startsWith(LIBRARY_PACKAGE) && name.endsWith(".class")) {
                    put(out, name, in.readAllBytes());
                } else if (name.startsWith(ours) && !entry.isDirectory()) {
                    Files.copy(in, natives.resolve(name.substring(name.lastIndexOf('/') + 1)));
                }
            }
            for (String name : CLASSES) {
                put(out, classPath(name), resource("/" + classPath(name)));
            }
        }
    }

    private static void put(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content);
        out.closeEntry();
    }

    private static String classPath(String name) {
        return Worker.class.getPackageName().replace('.', '/') + "/" + name + ".class";
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = WorkerFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the bundle has no " + name);
            }
            return in.readAllBytes();
        }
    }

    private static String version(byte[] library) throws IOException {
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(library))) {
            for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                if (entry.getName().equals(POM)) {
                    Properties properties = new Properties();
                    properties.load(in);
                    return properties.getProperty("version", "");
                }
            }
        }
        return "";
    }

    private static String hash(byte[] library) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(library);
            for (String name : CLASSES) {
                digest.update(resource("/" + classPath(name)));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IOException(everyJvmHasIt);
        }
    }

    private static void delete(Path tree) throws IOException {
        if (Files.exists(tree)) {
            List<Path> paths = new ArrayList<>();
            try (Stream<Path> walk = Files.walk(tree)) {
                walk.forEach(paths::add);
            }
            for (int i = paths.size() - 1; i >= 0; i--) {
                Files.deleteIfExists(paths.get(i));
            }
        }
    }
}
