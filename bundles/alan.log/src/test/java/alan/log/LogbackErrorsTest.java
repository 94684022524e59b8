package alan.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.status.ErrorStatus;
import ch.qos.logback.core.status.InfoStatus;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLoggerFactory;

class LogbackErrorsTest {
    @Test
    void theFirstErrorIsToldInOneSentence() {
        LoggerContext context = new LoggerContext();
        context.getStatusManager().add(new InfoStatus("Fine.", this));
        assertThat(LogbackErrors.find(context)).isEmpty();
        context.getStatusManager().add(new ErrorStatus("Could not create an Appender.", this));
        context.getStatusManager().add(new ErrorStatus("Another one.", this));
        assertThat(LogbackErrors.find(context).orElseThrow().english()).endsWith("may be missing in it: Could not create an Appender.");
        assertThat(LogbackErrors.find(new NOPLoggerFactory())).isEmpty();
    }
}
