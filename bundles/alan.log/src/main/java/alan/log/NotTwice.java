package alan.log;

import alan.api.config.ConfigCheck;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Iterator;
import java.util.List;
import org.slf4j.ILoggerFactory;
import org.slf4j.Marker;

/**
 * Keeps from the terminal of a headless node what the shell says there itself, in the user's language: what is wrong with the configuration. The
 * log's file has it all the same.
 */
final class NotTwice extends Filter<ILoggingEvent> {
    /** Adds it to whatever writes to the terminal. @param factory SLF4J's; nothing happens if it is not Logback's */
    static void install(ILoggerFactory factory) {
        if (!(factory instanceof LoggerContext context)) {
            return;
        }
        for (Logger logger : context.getLoggerList()) {
            for (Iterator<Appender<ILoggingEvent>> all = logger.iteratorForAppenders(); all.hasNext();) {
                if (all.next() instanceof ConsoleAppender<ILoggingEvent> console) {
                    NotTwice filter = new NotTwice();
                    filter.start();
                    console.addFilter(filter);
                }
            }
        }
    }

    @Override
    public FilterReply decide(ILoggingEvent event) {
        List<Marker> markers = event.getMarkerList();
        boolean said = markers != null && markers.stream().anyMatch(marker -> marker.contains(ConfigCheck.MARKER));
        return said ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
}
