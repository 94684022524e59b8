package alan.shell;

import alan.api.text.Text;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says at once what the update of a bundle with native code comes to: a process loads a native library once, so the new one waits for the next start. */
@Component(name = "alan.shell.pinned", service = {}, immediate = true)
public final class PinnedBundles implements BundleListener {
    private static final Logger LOG = LoggerFactory.getLogger(PinnedBundles.class);
    private static final String PINNED = "lib.";

    private final BundleContext context;

    /** @param context of this bundle */
    @Activate
    public PinnedBundles(BundleContext context) {
        this.context = context;
        context.addBundleListener(this);
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        boolean running = context.getBundle(Constants.SYSTEM_BUNDLE_ID).getState() == Bundle.ACTIVE;
        if (running) {
            sentence(event).ifPresent(sentence -> {
                LOG.warn("{}", sentence.english());
                Failures.print(new CommandFailed(sentence));
            });
        }
    }

    /** {@return what is to be said about an event, if anything} */
    static Optional<Text> sentence(BundleEvent event) {
        String name = event.getBundle().getSymbolicName();
        if (name == null || !name.startsWith(PINNED) || event.getType() != BundleEvent.UPDATED) {
            return Optional.empty();
        }
        return Optional.of(Text.of("%s was updated; its native code can be loaded only once, so restart Alan to use the new one.", name));
    }

    @Deactivate
    void deactivate() {
        context.removeBundleListener(this);
    }
}
