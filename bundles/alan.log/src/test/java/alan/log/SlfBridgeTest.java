package alan.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.slf4j.LoggerFactory;

class SlfBridgeTest {
    @Test
    void anErrorKeepsItsMessageAndCause() {
        Exception cause = new IllegalStateException("no weights");
        ILoggingEvent event = forward("org.example", LogLevel.ERROR, "cannot activate", cause);
        assertThat(event.getLevel()).isEqualTo(Level.ERROR);
        assertThat(event.getMessage()).isEqualTo("cannot activate");
        assertThat(event.getThrowableProxy().getMessage()).isEqualTo("no weights");
    }

    @Test
    void comingsAndGoingsAreForDevelopersOnly() {
        assertThat(forward("Events.Service", LogLevel.INFO, "ServiceEvent REGISTERED", null).getLevel()).isEqualTo(Level.DEBUG);
        assertThat(forward("Events.Framework", LogLevel.ERROR, "FrameworkEvent ERROR", null).getLevel()).isEqualTo(Level.ERROR);
        assertThat(forward("org.example", LogLevel.INFO, "ready", null).getLevel()).isEqualTo(Level.INFO);
    }

    @Test
    void anEntryWithoutALoggerBearsItsBundlesName() {
        assertThat(SlfBridge.name(entry(null, LogLevel.INFO, "", null))).isEqualTo("org.example.bundle");
        assertThat(SlfBridge.name(entry("LogService.org.example", LogLevel.INFO, "", null))).isEqualTo("org.example.bundle");
        assertThat(SlfBridge.name(entry("my.logger", LogLevel.INFO, "", null))).isEqualTo("my.logger");
    }

    private static ILoggingEvent forward(String name, LogLevel level, String message, Throwable cause) {
        Logger logger = (Logger) LoggerFactory.getLogger(name);
        logger.setLevel(Level.TRACE);
        logger.setAdditive(false);
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        logger.addAppender(appender);
        try {
            SlfBridge.forward(logger, entry(name, level, message, cause));
        } finally {
            logger.detachAppender(appender);
        }
        assertThat(appender.list).hasSize(1);
        return appender.list.get(0);
    }

    private static LogEntry entry(String name, LogLevel level, String message, Throwable cause) {
        Bundle bundle = (Bundle) Proxy.newProxyInstance(
                SlfBridgeTest.class.getClassLoader(), new Class<?>[] {Bundle.class}, (proxy, method, arguments) -> "org.example.bundle");
        return (LogEntry) Proxy.newProxyInstance(
                SlfBridgeTest.class.getClassLoader(), new Class<?>[] {LogEntry.class}, (proxy, method, arguments) ->
                        switch (method.getName()) {
                            case "getLoggerName" -> name;
                            case "getLogLevel" -> level;
                            case "getMessage" -> message;
                            case "getException" -> cause;
                            case "getBundle" -> bundle;
                            default -> null;
                        });
    }
}
