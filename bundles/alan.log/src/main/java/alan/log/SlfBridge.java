package alan.log;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands on to SLF4J what the OSGi log service is told: the component runtime's failures to activate a component, FileInstall's to start a bundle, the framework's
 * errors. Without a log service these would print to the terminal, among a command's own output.
 */
public final class SlfBridge implements BundleActivator {
    /** Before every sentence about what went wrong. */
    private static final String PREFIX = "alan: ";

    /** Framework property: {@code true} for a headless node. */
    private static final String NODE = "alan.node";

    private ServiceTracker<LogReaderService, LogReaderService> tracker;

    @Override
    public void start(BundleContext context) {
        LogbackErrors.find(LoggerFactory.getILoggerFactory()).ifPresent(error -> System.err.println(PREFIX + error));
        if (Boolean.parseBoolean(context.getProperty(NODE))) {
            NotTwice.install(LoggerFactory.getILoggerFactory());
        }
        LogListener listener = entry -> forward(LoggerFactory.getLogger(name(entry)), entry);
        tracker = new ServiceTracker<>(context, LogReaderService.class, new ServiceTrackerCustomizer<>() {
            @Override
            public LogReaderService addingService(ServiceReference<LogReaderService> reference) {
                LogReaderService reader = context.getService(reference);
                reader.addLogListener(listener);
                return reader;
            }

            @Override
            public void modifiedService(ServiceReference<LogReaderService> reference, LogReaderService reader) {
                // Its properties do not matter.
            }

            @Override
            public void removedService(ServiceReference<LogReaderService> reference, LogReaderService reader) {
                reader.removeLogListener(listener);
                context.ungetService(reference);
            }
        });
        tracker.open();
    }

    @Override
    public void stop(BundleContext context) {
        tracker.close();
    }

    /** {@return the logger's name: the one of the entry, or the bundle that it is about} */
    static String name(LogEntry entry) {
        String name = entry.getLoggerName();
        return name != null && !name.startsWith("LogService") ? name : entry.getBundle().getSymbolicName();
    }

    /**
     * Writes an entry with its level. What the framework says of every bundle and service that comes and goes is of use to nobody but a developer: that is
     * debugging, whatever the log service calls it.
     *
     * @param log where to
     * @param entry what
     */
    static void forward(Logger log, LogEntry entry) {
        String message = entry.getMessage();
        Throwable cause = entry.getException();
        boolean event = log.getName().startsWith("Events.");
        switch (entry.getLogLevel()) {
            case AUDIT, ERROR -> log.error(message, cause);
            case WARN -> log.warn(message, cause);
            case INFO -> {
                if (event) {
                    log.debug(message, cause);
                } else {
                    log.info(message, cause);
                }
            }
            case DEBUG -> log.debug(message, cause);
            case TRACE -> log.trace(message, cause);
        }
    }
}
