package alan.launcher;

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
    private final Path system;

    Bundles(BundleContext context, Path system) {
        this.context = context;
        this.system = system;
    }

    /**
     * Installs all and marks them to be started, which happens when the framework reaches their level.
     *
     * @param withShell whether the interactive shell is wanted
     * @return whether every bundle could be installed
     */
    boolean start(boolean withShell) throws IOException {
        List<Bundle> installed = new ArrayList<>();
        boolean whole = true;
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
                    whole = false;
                    Main.complain("The bundle " + jar + " could not be installed: " + e.getMessage());
                }
            }
        }
        for (Bundle bundle : installed) {
            try {
                if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                    bundle.start(Bundle.START_ACTIVATION_POLICY);
                }
            } catch (BundleException e) {
                whole = false;
                Main.complain("The bundle " + bundle.getSymbolicName() + " could not be started: " + e.getMessage());
            }
        }
        return whole;
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.sorted().toList();
        }
    }
}
