package alan.shell;

import alan.api.Home;
import alan.api.text.Text;
import alan.node.WhenStarted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says on standard error what is wrong with the configuration once a headless node has started, if the framework property {@value #NODE} is
 * {@code true}, and when it changes. The node goes on with what is right.
 */
@Component(name = "alan.shell.node", service = {}, immediate = true)
public final class NodeStart {
    /** Framework property: {@code true} for a headless node. */
    static final String NODE = "alan.node";

    private static final Logger LOG = LoggerFactory.getLogger(NodeStart.class);

    private final WhenStarted started;
    private ConfigWatch watch;
    private boolean stopped;

    /** @param context of this bundle */
    @Activate
    public NodeStart(BundleContext context) {
        started = Boolean.parseBoolean(context.getProperty(NODE)) ? new WhenStarted(context, () -> thread(context).start()) : null;
    }

    private Thread thread(BundleContext context) {
        Thread thread = new Thread(() -> report(context), "alan node start");
        thread.setDaemon(true);
        return thread;
    }

    @Deactivate
    void deactivate() {
        if (started != null) {
            started.close();
        }
        close();
    }

    private synchronized void close() {
        stopped = true;
        if (watch != null) {
            watch.close();
        }
    }

    private void report(BundleContext context) {
        try {
            List<Text> problems = ConfigProblems.print(context, false);
            String folder = context.getProperty(Home.CONFIG);
            synchronized (this) {
                if (folder != null && !stopped) {
                    watch = new ConfigWatch(context, Path.of(folder), problems);
                }
            }
        } catch (IllegalStateException e) {
            LOG.debug("The node has stopped before its configuration was looked at", e);
        } catch (IOException e) {
            LOG.warn("Changes of the configuration are not watched", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
