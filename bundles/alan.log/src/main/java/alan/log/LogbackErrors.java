package alan.log;

import alan.api.text.Text;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.status.Status;
import java.util.Optional;
import org.slf4j.ILoggerFactory;

/** What Logback found wrong with its settings. It would print pages of it; the launcher tells it not to. */
final class LogbackErrors {
    private LogbackErrors() {}

    /** {@return a sentence about the first error} @param factory SLF4J's; empty if it is not Logback's, too */
    static Optional<Text> find(ILoggerFactory factory) {
        if (!(factory instanceof LoggerContext context)) {
            return Optional.empty();
        }
        return context.getStatusManager().getCopyOfStatusList().stream()
                .filter(status -> status.getLevel() == Status.ERROR)
                .findFirst()
                .map(error -> Text.of("The settings of the log (logback.xml) have an error, and something may be missing in it: %s", error.getMessage()));
    }
}
