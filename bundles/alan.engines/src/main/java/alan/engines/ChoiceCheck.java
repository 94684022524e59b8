package alan.engines;

import alan.api.Home;
import alan.api.config.ConfigCheck;
import alan.api.engine.EngineKind;
import alan.api.text.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/**
 * Says which choice in {@code config/alan.engines.cfg} chooses nothing, because no such engine is here or because it is no filter. It is logged once,
 * when the framework has started or when the choice changes later; before, not every engine is there.
 */
final class ChoiceCheck implements FrameworkListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChoiceCheck.class);
    private static final Marker PROBLEM = MarkerFactory.getMarker(ConfigCheck.MARKER);
    /** An engine whose configuration has just been read is registered a moment later. */
    private static final long PATIENCE_MILLIS = 2_000;

    private final BundleContext context;
    private final EngineServices services;
    private final Supplier<Choice> choice;
    private final Path file;
    private final Set<String> logged = new HashSet<>();

    /**
     * Starts to watch.
     *
     * @param context of this bundle
     * @param services the engines
     * @param choice the one in force
     */
    ChoiceCheck(BundleContext context, EngineServices services, Supplier<Choice> choice) {
        this.context = context;
        this.services = services;
        this.choice = choice;
        this.file = Path.of(context.getProperty(Home.CONFIG)).resolve(EngineRegister.PID + ".cfg");
        context.addFrameworkListener(this);
    }

    /** {@return what is wrong at present} Waits a moment for an engine that is chosen and not there. */
    List<Text> problems() {
        try {
            services.await(() -> areAllHere() ? Boolean.TRUE : null, PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return now();
    }

    /** {@return whether it is of no use to wait: for a filter that cannot be read, no engine will come} */
    private boolean areAllHere() {
        return Arrays.stream(EngineKind.values()).allMatch(kind -> choice.get().wanted(kind).stream()
                .allMatch(wanted -> wanted.filter() == null || services.all(kind).stream().anyMatch(wanted::matches)));
    }

    private List<Text> now() {
        List<Text> found = new ArrayList<>();
        for (EngineKind kind : EngineKind.values()) {
            choice.get().wanted(kind).forEach(wanted -> problem(kind, wanted).ifPresent(found::add));
        }
        return found;
    }

    private Optional<Text> problem(EngineKind kind, Choice.Wanted wanted) {
        // Also those that leave: an engine that is being replaced is no mistake.
        List<Entry> entries = choice.get().order(services.all(kind));
        if (entries.stream().anyMatch(wanted::matches)) {
            return Optional.empty();
        }
        List<String> names = entries.stream().map(Entry::fullName).toList();
        if (names.isEmpty()) {
            return Optional.of(Text.of("In %s, %s = %s chooses nothing, for there is no %2$s engine at all: its bundle is missing from the folder"
                    + " bundles/, or could not be started.", file, kind.id(), wanted.text()));
        }
        if (wanted.isBrokenFilter()) {
            return Optional.of(Text.of("In %s, %s = %s is no OSGi filter: mend it, or write an engine's name (%s).", file,
                    kind.id(), wanted.text(), Names.list(names)));
        }
        return Optional.of(Names.nearest(wanted.text(), names)
                .map(near -> Text.of("In %s, %s = %s is no engine that is here. Did you mean %s? There is: %s.",
                        file, kind.id(), wanted.text(), near, Names.list(names)))
                .orElseGet(() -> Text.of("In %s, %s = %s is no engine that is here; there is: %s.", file, kind.id(),
                        wanted.text(), Names.list(names))));
    }

    @Override
    public void frameworkEvent(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.STARTED) {
            logLater();
        }
    }

    /** The choice is another one now. */
    void changed() {
        if (context.getBundle(Constants.SYSTEM_BUNDLE_ID).getState() == Bundle.ACTIVE) {
            logLater();
        }
    }

    // On a thread of its own: whoever starts the framework or changes a configuration does not wait for engines.
    private void logLater() {
        Thread thread = new Thread(this::log, "alan.engines: check of the choice");
        thread.setDaemon(true);
        thread.start();
    }

    private void log() {
        List<String> now = problems().stream().map(Text::english).toList();
        synchronized (logged) {
            now.stream().filter(problem -> !logged.contains(problem)).forEach(problem -> LOG.warn(PROBLEM, "{}", problem));
            logged.retainAll(now);
            logged.addAll(now);
        }
    }

    @Override
    public void close() {
        context.removeFrameworkListener(this);
    }
}
