package alan.shell;

import alan.api.text.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what is wrong with the configuration as soon as somebody has changed it: each problem once, for as long as it lasts. */
final class ConfigWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigWatch.class);

    /** FileInstall looks into the folder once a second, and a component takes its time. */
    private static final long SETTLED_MS = 3000;

    private final BundleContext context;
    private final WatchService watch;
    private final Set<String> said = new HashSet<>();

    /**
     * @param context of this bundle
     * @param folder of the configuration
     * @param known what has been said already
     * @throws IOException when the folder cannot be watched
     */
    ConfigWatch(BundleContext context, Path folder, List<Text> known) throws IOException {
        this.context = context;
        known.forEach(problem -> said.add(problem.english()));
        watch = folder.getFileSystem().newWatchService();
        folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_DELETE);
        Thread thread = new Thread(this::run, "alan configuration");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            for (WatchKey key = watch.take(); ; key = watch.take()) {
                Thread.sleep(SETTLED_MS);
                key.pollEvents();
                key.reset();
                report(ConfigProblems.find(context));
            }
        } catch (InterruptedException | IllegalStateException e) {
            // The latter when the watch is closed, or the bundle stopped.
            LOG.debug("The configuration is watched no longer", e);
        }
    }

    private void report(List<Text> problems) {
        problems.stream().filter(problem -> !said.contains(problem.english())).forEach(problem -> Failures.print(new CommandFailed(problem)));
        said.clear();
        problems.forEach(problem -> said.add(problem.english()));
    }

    @Override
    public void close() {
        try {
            watch.close();
        } catch (IOException e) {
            LOG.debug("The configuration is watched still", e);
        }
    }
}
