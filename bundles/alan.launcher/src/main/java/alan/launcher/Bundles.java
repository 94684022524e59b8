package alan.launcher;

import alan.api.text.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;

/**
 * The distribution's own bundles: {@code system/LEVEL-NAME/*.jar}. The number is the start level. What lies in {@code shell} is installed for the interactive shell
 * only, and started by {@code alan.shell}: Gogo's shell takes the terminal as soon as it starts, which must be after everything else.
 * What lies in {@code bundles/} is FileInstall's business, which is itself the last of these.
 */
final class Bundles {
    private static final String SHELL = "shell";

    private final BundleContext context;
    private final Bundle framework;
    private final Path system;
    private final List<Bundle> installed = new ArrayList<>();

    Bundles(BundleContext context, Path system) {
        this.context = context;
        this.framework = context.getBundle();
        this.system = system;
    }

    /**
     * Installs all and marks them to be started, which happens when the framework reaches their level.
     *
     * @param withShell whether the interactive shell is wanted
     * @throws StartFailed when one of them cannot be installed: without it, the others would only complain one by one
     */
    void install(boolean withShell) throws IOException, StartFailed {
        for (Path folder : list(system)) {
            String name = folder.getFileName().toString();
            if (!Files.isDirectory(folder) || name.equals(SHELL) && !withShell) {
                continue;
            }
            for (Path jar : list(folder)) {
                try {
                    // By reference: the jar is not copied into the framework's storage, which every process makes anew.
                    Bundle bundle = context.installBundle("reference:" + jar.toUri());
                    if (!name.equals(SHELL)) {
                        bundle.adapt(BundleStartLevel.class).setStartLevel(Integer.parseInt(name.substring(0, name.indexOf('-'))));
                        installed.add(bundle);
                    }
                } catch (BundleException e) {
                    throw new StartFailed(Text.of("The bundle %s could not be installed: %s", jar, e.getMessage()));
                }
            }
        }
        installed.removeIf(bundle -> bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null);
        for (Bundle bundle : installed) {
            start(bundle);
        }
    }

    /**
     * Looks whether all of them have started, once the framework has.
     *
     * @throws StartFailed about the first one that has not: those that need it have not either
     */
    void check() throws StartFailed {
        for (Bundle bundle : installed) {
            // A command may have come to its end already, and the framework be stopping.
            if (bundle.getState() != Bundle.ACTIVE && framework.getState() == Bundle.ACTIVE) {
                start(bundle);
            }
        }
    }

    private void start(Bundle bundle) throws StartFailed {
        try {
            bundle.start(Bundle.START_ACTIVATION_POLICY);
        } catch (BundleException e) {
            if (framework.getState() == Bundle.ACTIVE || framework.getState() == Bundle.STARTING) {
                throw new StartFailed(Text.of("The bundle %s could not be started: %s", bundle.getSymbolicName(), e.getMessage()));
            }
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.sorted().toList();
        }
    }
}
