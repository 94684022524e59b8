package alan.log;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.config.ConfigCheck;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.spi.FilterReply;
import org.junit.jupiter.api.Test;
import org.slf4j.MarkerFactory;

class NotTwiceTest {
    private final LoggerContext context = new LoggerContext();

    @Test
    void whatTheShellSaysItselfIsInTheFileOnly() {
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Appender<ILoggingEvent> terminal = new ConsoleAppender<>();
        Appender<ILoggingEvent> file = new ListAppender<>();
        root.addAppender(terminal);
        root.addAppender(file);
        NotTwice.install(context);
        ILoggingEvent problem = event(ConfigCheck.MARKER);
        assertThat(terminal.getFilterChainDecision(problem)).isEqualTo(FilterReply.DENY);
        assertThat(terminal.getFilterChainDecision(event("another"))).isEqualTo(FilterReply.NEUTRAL);
        assertThat(file.getFilterChainDecision(problem)).isEqualTo(FilterReply.NEUTRAL);
    }

    private ILoggingEvent event(String marker) {
        LoggingEvent event = new LoggingEvent(getClass().getName(), context.getLogger("any"), Level.WARN, "A key is wrong.", null, null);
        event.addMarker(MarkerFactory.getMarker(marker));
        return event;
    }
}
