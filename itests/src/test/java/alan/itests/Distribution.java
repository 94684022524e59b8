package alan.itests;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;
import static org.ops4j.pax.exam.CoreOptions.vmOption;

import alan.testing.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;

/**
 * The folder that the distribution ships, as options for Pax Exam: the same bundles at the same start levels, with FileInstall over a copy of {@code bundles/} and
 * {@code config/}, so that tests can change both.
 */
final class Distribution {
    /** What a new install needs for a turn in English or Spanish, a second model to change to, one that tells speakers apart, and wake words. */
    static final List<String> MODELS = List.of(
            "silero-vad", "whisper-base", "whisper-tiny-en", "smollm2-135m", "piper-en-us-joe", "kokoro-82m", "campplus", "openwakeword");

    private Distribution() {}

    /** {@return the folder {@code distribution/target}} */
    static Path target() {
        return Path.of(System.getProperty("alan.distribution", "../distribution/target")).toAbsolutePath().normalize();
    }

    /** {@return the bundle of docs/add-an-engine.md} */
    static Path example() throws IOException {
        Path folder = target().resolve("../../examples/alan.tts.morse/target").normalize();
        return list(folder).stream().filter(file -> file.toString().endsWith(".jar")).findFirst().orElseThrow();
    }

    static Path home() {
        return target().resolve("alan");
    }

    /**
     * {@return a data folder for tests under {@code target/}, whose models are those of the machine, fetched if need be}
     *
     * @param name of the test
     */
    static Path data(String name) throws Exception {
        Path data = Path.of("target", "data", name).toAbsolutePath();
        for (String folder : List.of("cache", "log", "run")) {
            Files.createDirectories(data.resolve(folder));
        }
        for (String id : MODELS) {
            TestModels.fetch(id);
        }
        Path models = data.resolve("models");
        if (!Files.exists(models)) {
            Files.createSymbolicLink(models, TestModels.dataFolder().resolve("models"));
        }
        return data;
    }

    /**
     * {@return everything that Pax Exam needs to start the distribution}
     *
     * @param name of the test
     * @param heap of the node's JVM, such as {@code 512m}
     */
    static Option[] options(String name, String heap) throws Exception {
        PaxJava.prepare();
        Path work = Path.of("target", "pax", name).toAbsolutePath();
        Path config = copy(home().resolve("config"), work.resolve("config"));
        Path bundles = copy(home().resolve("bundles"), work.resolve("bundles"));
        Path data = data(name);
        List<Option> all = new ArrayList<>();
        for (Path folder : list(home().resolve("system"))) {
            String level = folder.getFileName().toString().split("-")[0];
            if (!level.equals("shell")) {
                for (Path jar : list(folder)) {
                    var option = bundle(jar.toUri().toString()).startLevel(Integer.parseInt(level));
                    all.add(isFragment(jar) ? option.noStart() : option);
                }
            }
        }
        return CoreOptions.options(
                composite(all.toArray(Option[]::new)),
                junitBundles(),
                bundle(Path.of(alan.testing.WordErrorRate.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toUri().toString()),
                bundle(jarOf(org.assertj.core.api.Assertions.class)),
                bundle(jarOf(net.bytebuddy.ByteBuddy.class)),
                vmOption("-Xms" + heap),
                vmOption("-Xmx" + heap),
                vmOption("-XX:+UseSerialGC"),
                systemProperty("org.ops4j.pax.logging.DefaultServiceLog.level").value("WARN"),
                systemProperty("alan.cycles").value(System.getProperty("alan.cycles", "5")),
                systemProperty("alan.test.bundles").value(bundles.toString()),
                systemProperty("alan.test.example").value(example().toString()),
                systemProperty("DJL_CACHE_DIR").value(System.getProperty("DJL_CACHE_DIR")),
                CoreOptions.frameworkStartLevel(100),
                frameworkProperty("alan.home").value(home().toString()),
                frameworkProperty("alan.config").value(config.toString()),
                frameworkProperty("alan.data").value(data.toString()),
                frameworkProperty("felix.fileinstall.dir").value(config + "," + bundles),
                frameworkProperty("felix.fileinstall.noInitialDelay").value("true"),
                frameworkProperty("felix.fileinstall.poll").value("500"),
                frameworkProperty("felix.fileinstall.enableConfigSave").value("false"),
                frameworkProperty("felix.fileinstall.configEncoding").value("UTF-8"),
                frameworkProperty("ds.lock.timeout.milliseconds").value("180000"),
                frameworkProperty("ds.stop.timeout.milliseconds").value("180000"));
    }

    private static String jarOf(Class<?> type) throws Exception {
        return type.getProtectionDomain().getCodeSource().getLocation().toURI().toString();
    }

    private static boolean isFragment(Path jar) throws IOException {
        try (var file = new java.util.jar.JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes().getValue("Fragment-Host") != null;
        }
    }

    static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.sorted().toList();
        }
    }

    private static Path copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (Path old : list(to)) {
            Files.delete(old);
        }
        for (Path file : list(from)) {
            Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        return to;
    }
}
