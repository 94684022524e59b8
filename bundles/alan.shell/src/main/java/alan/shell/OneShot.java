package alan.shell;

import alan.api.audio.AudioDevices;
import alan.api.audio.AudioFiles;
import alan.api.companion.Companion;
import alan.api.engine.Engines;
import alan.api.model.Models;
import alan.shell.complete.Prose;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.apache.felix.service.command.Function;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the command line of the framework property {@value #LINE}, if there is one, once everything has started, and then
 * stops the framework. The exit status is left in the system property {@value #EXIT}.
 */
@Component(name = "alan.shell.run", service = {}, immediate = true)
public final class OneShot {
    /** Framework property: a Gogo command line. */
    static final String LINE = "alan.run";

    /** Framework property: how long the services that the commands need may take to start, in seconds; 60 without it. */
    static final String PATIENCE = "alan.run.patience";

    /** Framework property: {@code true} if the output is a terminal, which Java cannot always tell. */
    static final String TERMINAL = "alan.terminal";

    /** System property: 0, 1 for a command that failed, 2 for one that was called wrongly, 130 for one that was stopped. */
    static final String EXIT = "alan.exit";

    private static final Logger LOG = LoggerFactory.getLogger(OneShot.class);
    private static final long SYSTEM_BUNDLE = 0;
    private static final int INTERRUPTED = 130;
    private static final int DEFAULT_PATIENCE = 60;
    private static final long POLL_MS = 20;
    private static final long STOP_MS = 10_000;
    private static final List<Class<?>> SERVICES = List.of(Companion.class, Engines.class, Models.class, AudioFiles.class, AudioDevices.class);

    /** Commands of rooms that a node need not have, by the bundles that they need. */
    private static final Map<Set<String>, Set<String>> ROOMS = Map.of(
            Set.of("alan.voices"), Commands.voices(null, null).keySet(),
            Set.of("alan.voices", "alan.enrol"), VoiceMakingCommands.commands(null, null, null, null, null, null).keySet(),
            Set.of("alan.home"), Commands.home(null).keySet(),
            Set.of("alan.perform"), Commands.scripts(null, null).keySet(),
            Set.of("alan.watermark", "alan.identity"), Commands.watermark(null, null, null, null).keySet());

    private final BundleContext context;
    private final CommandProcessor processor;
    private final Thread thread;
    private volatile boolean stopping;

    /**
     * @param context of this bundle
     * @param processor executes the line
     */
    @Activate
    public OneShot(BundleContext context, @Reference CommandProcessor processor) {
        this.context = context;
        this.processor = processor;
        String line = context.getProperty(LINE);
        this.thread = line == null ? null : new Thread(() -> run(line), "alan run");
        if (thread != null) {
            thread.start();
        }
    }

    /** Ends the command, if it is still running, and gives it a moment to do so cleanly. */
    @Deactivate
    void deactivate() throws InterruptedException {
        stopping = true;
        if (thread != null) {
            Execution.stopAll();
            thread.interrupt();
            thread.join(STOP_MS);
        }
    }

    private void run(String line) {
        int status = CommandFailed.FAILED;
        // Not System.out: Gogo has put itself in its place, and would write to itself. Closing the session interrupts whatever still runs in it.
        try (CommandSession session = processor.createSession(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err))) {
            Terminals.describe(session, context.getProperty(TERMINAL));
            session.put("SCOPE", Commands.SCOPE + ":gogo:*");
            session.put("default", (Function) OneShot::unknown);
            status = execute(session, line);
        } catch (Exception e) {
            status = fail(e);
        } finally {
            System.setProperty(EXIT, Integer.toString(status));
            if (!stopping) {
                new Thread(this::stopFramework, "alan stop").start();
            }
        }
    }

    private int execute(CommandSession session, String line) throws Exception {
        await(this::started);
        // Before the services are waited for: a wrong configuration may be why one does not come.
        if (!ConfigProblems.print(context, true).isEmpty()) {
            return CommandFailed.FAILED;
        }
        await(() -> ready(session));
        print(session, session.execute(Prose.escape(line)));
        return 0;
    }

    // Called by Gogo with the name and arguments of a command that it cannot find.
    private static Object unknown(CommandSession session, List<Object> words) {
        Failures.raise(CommandFailed.usage("There is no command %s; alan:help lists them.", words.get(0)), session);
        return null;
    }

    private void await(BooleanSupplier condition) throws InterruptedException {
        int patience = Integer.parseInt(patience());
        long deadline = System.nanoTime() + patience * 1_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                String missing = missing();
                throw missing.isEmpty()
                        ? new CommandFailed("The commands did not start within %d seconds; the log says why.", patience)
                        : new CommandFailed("%s did not start within %d seconds; the log says why.", missing, patience);
            }
            Thread.sleep(POLL_MS);
        }
    }

    private String patience() {
        String value = context.getProperty(PATIENCE);
        return value == null ? Integer.toString(DEFAULT_PATIENCE) : value;
    }

    // The framework is active once every bundle up to its start level has been started.
    private boolean started() {
        return context.getBundle(SYSTEM_BUNDLE).getState() == Bundle.ACTIVE;
    }

    /** {@return whether the commands are there, but for those of rooms that are not} Such a command is unknown. */
    private boolean ready(CommandSession session) {
        Set<String> bundles = Stream.of(context.getBundles()).map(Bundle::getSymbolicName).filter(Objects::nonNull).collect(Collectors.toSet());
        Set<String> awaited = new HashSet<>(Commands.all().keySet());
        ROOMS.forEach((needed, commands) -> {
            if (!bundles.containsAll(needed)) {
                awaited.removeAll(commands);
            }
        });
        return awaited.stream().allMatch(name -> session.get(Commands.SCOPE + ":" + name) != null);
    }

    private String missing() {
        Stream<String> services = SERVICES.stream()
                .filter(service -> context.getServiceReference(service) == null)
                .map(Class::getSimpleName);
        return services.collect(Collectors.joining(", "));
    }

    private static void print(CommandSession session, Object result) throws Exception {
        if (result != null) {
            session.getConsole().println(session.format(result, Converter.INSPECT));
        }
    }

    private int fail(Exception problem) {
        if (stopping || context.getBundle(SYSTEM_BUNDLE).getState() == Bundle.STOPPING) {
            return INTERRUPTED;
        }
        CommandFailed failure = Failures.of(problem);
        Failures.print(failure);
        return failure.status();
    }

    private void stopFramework() {
        try {
            context.getBundle(SYSTEM_BUNDLE).stop();
        } catch (BundleException e) {
            LOG.error("The framework does not stop", e);
        }
    }
}
