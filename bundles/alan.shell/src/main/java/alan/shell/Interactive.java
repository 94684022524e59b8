package alan.shell;

import alan.node.WhenStarted;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.felix.service.command.CommandSessionListener;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts Gogo's JLine shell once the framework has started, if the framework property {@value #SHELL} is {@code true}.
 *
 * <p>The bundle of that shell must be installed and not started: it takes the terminal the moment it starts, whatever it is
 * told, so it must come after everything that prints, and not at all where nobody is to type. And JLine looks for the ways
 * to reach a terminal with the class loader of the thread that starts it; with any other than its own it finds none.
 */
@Component(name = "alan.shell.interactive", service = {}, immediate = true)
public final class Interactive {
    /** Framework property: {@code true} for an interactive shell. */
    static final String SHELL = "alan.shell";

    private static final String GOGO_JLINE = "org.apache.felix.gogo.jline";
    private static final String GOGO_THREAD = "Gogo shell";
    private static final String GOSH_ARGUMENTS = "gosh.args";
    private static final String JLINE = "org.jline";
    private static final Logger LOG = LoggerFactory.getLogger(Interactive.class);

    private final BundleContext context;
    // Asked for at once: `exit` may end the framework before the shell's own end is seen, and then the context answers nothing any more.
    private final Bundle framework;
    private final WhenStarted started;

    /**
     * @param context of this bundle
     * @param session sets up what will be started here, so it must be there first
     */
    @Activate
    public Interactive(
            BundleContext context, @Reference(target = "(component.name=alan.shell.session)") CommandSessionListener session) {
        this.context = context;
        this.framework = context.getBundle(0);
        this.started = Boolean.parseBoolean(context.getProperty(SHELL)) ? new WhenStarted(context, () -> new Thread(this::start, "alan shell start").start()) : null;
    }

    @Deactivate
    void deactivate() {
        if (started != null) {
            started.close();
        }
    }

    private void start() {
        Bundle shell = bundle(GOGO_JLINE);
        Bundle jline = bundle(JLINE);
        if (shell == null || jline == null) {
            LOG.error("No interactive shell: {} and {} must be installed", GOGO_JLINE, JLINE);
            return;
        }
        try {
            ConfigProblems.print(context, false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            thread.setContextClassLoader(jline.adapt(BundleWiring.class).getClassLoader());
            System.setProperty(GOSH_ARGUMENTS, "--noshutdown");
            shell.start(Bundle.START_TRANSIENT);
            end();
        } catch (BundleException e) {
            LOG.error("The interactive shell does not start", e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    // Gogo's shell would end the framework itself, but in English. Its thread ends with its input.
    private void end() {
        List<Thread> threads = Thread.getAllStackTraces().keySet().stream().filter(each -> each.getName().equals(GOGO_THREAD)).toList();
        Thread ending = new Thread(() -> {
            try {
                for (Thread thread : threads) {
                    thread.join();
                }
                if (framework.getState() == Bundle.ACTIVE) {
                    // The prompt has a line of its own.
                    new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8).println();
                    framework.stop();
                }
            } catch (InterruptedException | BundleException e) {
                LOG.error("The shell has ended, and the framework has not", e);
            }
        }, "alan shell end");
        ending.setDaemon(true);
        ending.start();
    }

    private Bundle bundle(String symbolicName) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElse(null);
    }
}
