package alan.shell;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Says on standard error what is wrong with the configuration once a headless node has started, if the framework property {@value #NODE} is
 * {@code true}. The node goes on with what is right.
 */
@Component(name = "alan.shell.node", service = {}, immediate = true)
public final class NodeStart {
    /** Framework property: {@code true} for a headless node. */
    static final String NODE = "alan.node";

    private final WhenStarted started;

    /** @param context of this bundle */
    @Activate
    public NodeStart(BundleContext context) {
        started = Boolean.parseBoolean(context.getProperty(NODE)) ? new WhenStarted(context, () -> report(context)) : null;
    }

    @Deactivate
    void deactivate() {
        if (started != null) {
            started.close();
        }
    }

    private static void report(BundleContext context) {
        try {
            ConfigProblems.print(context);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
