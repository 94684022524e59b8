package alan.config;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.config.ConfigCheck;
import alan.api.text.Text;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** In a real Felix, with the files that FileInstall reads. */
class MetatypeConfigCheckIT {
    private static final Map<String, Object> DEFAULTS = Map.of("threads", 3, "speed", 1.5, "loud", true, "model", "base");

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @TempDir
    Path folder;

    private Path config;

    @BeforeEach
    void listen() throws IOException {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        ((Logger) LoggerFactory.getLogger(MetatypeConfigCheck.class)).addAppender(log);
        log.start();
        config = Files.createDirectories(folder.resolve("config"));
    }

    @AfterEach
    void leave() {
        ((Logger) LoggerFactory.getLogger(MetatypeConfigCheck.class)).detachAppender(log);
    }

    @Test
    void valuesThatMakeNoSenseAreKeptFromTheComponentAndTheOthersReachIt() throws Exception {
        write("alan.probe.cfg", "threads = many\nspeed = 2.5 \nloud = perhaps\nmodel = small\n");
        write("alan.person-maria.cfg", "name = María\nage = old\n");
        write("alan.person-juan.cfg", "name = Juan\nage = 41\n");

        try (FelixNode node = new FelixNode(folder, config)) {
            await(() -> node.configured("alan.probe").contains(Map.of("threads", 3, "speed", 2.5, "loud", true, "model", "small")));
            await(() -> node.configured("alan.person").size() == 2);
            assertThat(node.configured("alan.person")).containsExactlyInAnyOrder(Map.of("name", "María", "age", 30),
                    Map.of("name", "Juan", "age", 41));
            assertThat(problems(node)).containsExactly(
                    "In " + config.resolve("alan.person-maria.cfg")
                            + ", age = old is not a whole number; the default is 30.",
                    "In " + config.resolve("alan.probe.cfg")
                            + ", loud = perhaps is neither true nor false; the default is true.",
                    "In " + config.resolve("alan.probe.cfg")
                            + ", threads = many is not a whole number; the default is 3.");
        }
    }

    @Test
    void aProblemIsLoggedOnceAndGoesWhenTheFileIsMended() throws Exception {
        write("alan.probe.cfg", "threads = 99\n");

        try (FelixNode node = new FelixNode(folder, config)) {
            await(() -> node.configured("alan.probe").contains(DEFAULTS));
            await(() -> log.list.size() == 1);
            assertThat(log.list.get(0).getFormattedMessage()).contains("threads = 99 must lie between 0 and 64");

            write("alan.probe.cfg", "threads = 99\nmodel = tiny\n");
            await(() -> node.configured("alan.probe").contains(Map.of("threads", 3, "speed", 1.5, "loud", true, "model", "tiny")));
            write("alan.probe.cfg", "threads = 8\nmodel = tiny\n");
            await(() -> node.configured("alan.probe").contains(Map.of("threads", 8, "speed", 1.5, "loud", true, "model", "tiny")));

            assertThat(problems(node)).isEmpty();
            assertThat(log.list).hasSize(1);
        }
    }

    @Test
    void namesThatNobodyKnowsAreSaid() throws Exception {
        write("alan.probe.cfg", "thread = 4\nservice.ranking = 7\ncolour = red\n");
        write("alan.prob.cfg", "threads = 4\n");
        write("alan.person.cfg", "name = nobody\n");
        write("alan.probe.cfg.txt", "threads = 4\n");

        try (FelixNode node = new FelixNode(folder, config)) {
            assertThat(problems(node)).containsExactly(
                    "There may be many of alan.person, so " + config.resolve("alan.person.cfg")
                            + " needs a name of its own: call it alan.person-NAME.cfg.",
                    "No component here reads " + config.resolve("alan.prob.cfg") + ". Did you mean alan.probe.cfg?",
                    "In " + config.resolve("alan.probe.cfg") + ", the key colour is unknown: remove it. Known keys: loud, model, speed, threads.",
                    "In " + config.resolve("alan.probe.cfg") + ", the key thread is unknown. Did you mean threads?",
                    config.resolve("alan.probe.cfg.txt") + " is not read because of its name: call it alan.probe.cfg.");

            node.stopProbe();
            assertThat(problems(node)).contains("No component here reads " + config.resolve("alan.probe.cfg")
                    + ": correct its name, install what reads it, or remove it.");
        }
    }

    @Test
    void aFileThatFileInstallCannotReadIsSaid() throws Exception {
        write("alan.probe.cfg", "model = c:\\users\\me\n");
        Path typed = write("alan.person-a.cfg", "name = I\"many\"\n");
        Files.setLastModifiedTime(typed, FileTime.from(Instant.now().minusSeconds(60)));

        try (FelixNode node = new FelixNode(folder, config)) {
            assertThat(problems(node)).containsExactly(
                    typed + " could not be read: the log says why.",
                    config.resolve("alan.probe.cfg") + " cannot be read because of its line 1: after \\u come four hexadecimal digits,"
                            + " and a backslash itself is written twice.");
        }
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(config.resolve(name), content);
    }

    private static List<String> problems(FelixNode node) throws Exception {
        return node.service(ConfigCheck.class).problems().stream().map(Text::english).toList();
    }

    /** The component runtime hears of a configuration a moment later than FileInstall. */
    private static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("time").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
