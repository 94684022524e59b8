package alan.launcher;

import alan.api.text.Text;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/**
 * Starts a node: the framework, the distribution's bundles, and what the user asked for. The script {@code alan} runs it, and says where things are
 * by the system properties {@code alan.home}, {@code alan.config}, {@code alan.data} and {@code alan.run.dir}.
 */
public final class Main {
    /** Exit status of a command that did not work. */
    private static final int FAILED = 1;
    /** Exit status of arguments that make no sense, as shells have it. */
    private static final int USAGE = 2;
    /** Before every sentence about what went wrong. */
    private static final String PREFIX = "alan: ";
    /** System property: where Logback has its settings from. */
    private static final String LOGBACK = "logback.configurationFile";

    private static final Ending ENDING = new Ending();

    /** Held so that it is not collected with its level. SPI Fly tells of every provider that it finds, on the terminal. */
    private static final Logger SPI_FLY = Logger.getLogger("org.apache.aries.spifly");

    private Main() {}

    /**
     * Runs.
     *
     * @param arguments see {@link Command#usage}
     */
    public static void main(String[] arguments) {
        UserLocale.set();
        Runtime.getRuntime().addShutdownHook(ENDING);
        if (asksForHelp(arguments)) {
            System.out.print(Command.usage());
            return;
        }
        int status;
        try {
            status = run(Command.of(arguments));
        } catch (Command.UsageException e) {
            complain(e.text());
            status = USAGE;
        } catch (StartFailed e) {
            complain(e.text());
            status = FAILED;
        } catch (NoSuchFileException e) {
            complain(Text.of("There is no %s: Alan's folder is not whole. Unpack it once more.", e.getFile()));
            status = FAILED;
        } catch (FileSystemException e) {
            complain(Text.of("%s cannot be written, or its disk is full. Choose another folder with --data or --config.", e.getFile()));
            status = FAILED;
        } catch (IOException | BundleException e) {
            complain(Text.of("Alan could not be started: %s", e.getMessage()));
            status = FAILED;
        } catch (InterruptedException e) {
            status = FAILED;
        }
        // Native libraries may have left threads behind.
        System.exit(status);
    }

    /** Also behind a word that takes nothing of the sort; what stands behind demo and run is for the shell to read. */
    private static boolean asksForHelp(String... arguments) {
        String asked = arguments.length == 2 && List.of("node", "shell").contains(arguments[0]) ? arguments[1] : arguments.length > 0 ? arguments[0] : "";
        return List.of("--help", "-h", "help").contains(asked);
    }

    static void complain(Text sentence) {
        System.err.println(PREFIX + sentence);
    }

    private static int run(Command command) throws IOException, BundleException, InterruptedException, StartFailed {
        if (command.mode() == Command.Mode.CHECK) {
            return 0;
        }
        Folders folders = new Folders(folder("alan.home"), folder("alan.config"), folder("alan.data"), folder("alan.run.dir"));
        folders.create();
        folders.claim();
        folders.forgetUnpacked(System.getenv("DJL_CACHE_DIR"));
        ENDING.claimed();
        if (command.mode() == Command.Mode.NODE && !Folders.lock(folders.data().resolve("node.lock"))) {
            complain(Text.of(
                    "Another node already runs on %s. Stop it first, or give this one a folder of its own with --data.", folders.data()));
            return FAILED;
        }
        SPI_FLY.setLevel(Level.WARNING);
        Framework framework = new FrameworkFactory().newFramework(properties(command, folders));
        ENDING.framework(framework);
        framework.init();
        Bundles bundles = new Bundles(framework.getBundleContext(), folders.home().resolve("system"));
        bundles.install(command.mode() == Command.Mode.SHELL);
        framework.start();
        // What a bundle lacks shows only when its start level has been reached.
        bundles.check();
        if (command.mode() == Command.Mode.NODE) {
            System.err.println(Text.tr("Alan is up (pid %d). Ctrl-C or SIGTERM stops it.", ProcessHandle.current().pid()));
        }
        framework.waitForStop(0);
        return Integer.getInteger("alan.exit", 0);
    }

    private static Path folder(String property) throws IOException {
        String value = System.getProperty(property);
        if (value == null || value.isBlank()) {
            // Nobody sees this who uses the script.
            throw new IOException("the system property " + property + " is missing");
        }
        return Path.of(value).toAbsolutePath().normalize();
    }

    private static Map<String, String> properties(Command command, Folders folders) {
        Map<String, String> all = new HashMap<>();
        all.put("alan.home", folders.home().toString());
        all.put("alan.config", folders.config().toString());
        all.put("alan.data", folders.data().toString());
        all.put(Constants.FRAMEWORK_STORAGE, folders.run().resolve("felix").toString());
        all.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        all.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, "100");
        // The launcher says itself what goes wrong, in one sentence.
        all.put("felix.log.level", "0");
        // Configuration first: an engine then starts once, as it is configured.
        all.put("felix.fileinstall.dir", folders.config() + "," + folders.home().resolve("bundles"));
        all.put("felix.fileinstall.noInitialDelay", "true");
        all.put("felix.fileinstall.poll", "1000");
        all.put("felix.fileinstall.tmpdir", folders.run().resolve("tmp").toString());
        all.put("felix.fileinstall.enableConfigSave", "false");
        // By itself it reads ISO 8859-1, and María becomes MarÃ­a.
        all.put("felix.fileinstall.configEncoding", "UTF-8");
        all.put("felix.fileinstall.log.level", "2");
        // An engine that is replaced waits for its last lease while the component runtime holds its lock.
        all.put("ds.lock.timeout.milliseconds", "180000");
        all.put("ds.stop.timeout.milliseconds", "180000");
        switch (command.mode()) {
            case RUN -> all.put("alan.run", command.line());
            case SHELL -> all.put("alan.shell", "true");
            case NODE -> {
                all.put("alan.node", "true");
                all.putAll(command.settings());
            }
        }
        // Logback is configured before any bundle could tell it these.
        System.getProperties().putIfAbsent("alan.log.console", command.mode() == Command.Mode.NODE ? "INFO" : "OFF");
        // What Logback finds wrong with its settings, alan.log says in one sentence.
        System.getProperties().putIfAbsent("logback.statusListenerClass", "ch.qos.logback.core.status.NopStatusListener");
        if (System.getProperty(LOGBACK) == null) {
            LogSettings log = LogSettings.of(folders.config().resolve("logback.xml"));
            System.setProperty(LOGBACK, log.source().toString());
            if (log.problem() != null) {
                complain(log.problem());
            }
        }
        return all;
    }
}
