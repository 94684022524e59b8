package alan.node.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.helpers.MessageFormatter;

class SeldomTest {
    private final List<String> lines = new ArrayList<>();
    private final Logger log = (Logger) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, arguments) -> {
        Object given = arguments[1];
        lines.add(MessageFormatter.arrayFormat((String) arguments[0], given instanceof Object[] all ? all : new Object[] {given}).getMessage());
        return null;
    });

    @Test
    void aThousandWarningsInAMinuteAreTen() {
        AtomicLong now = new AtomicLong();
        Seldom warnings = new Seldom(log, now::get);
        for (int i = 0; i < 1_000; i++) {
            warnings.warn("{} sent nonsense {}", "10.0.0.9", i);
        }
        assertThat(lines).hasSize(Seldom.MOST).startsWith("10.0.0.9 sent nonsense 0").endsWith("10.0.0.9 sent nonsense 9");
        lines.clear();
        now.addAndGet(TimeUnit.MINUTES.toNanos(1));
        warnings.warn("{} sent nonsense", "10.0.0.7");
        assertThat(lines).containsExactly("990 more warnings like the last one were left out", "10.0.0.7 sent nonsense");
        lines.clear();
        now.addAndGet(TimeUnit.HOURS.toNanos(1));
        warnings.warn("one");
        assertThat(lines).containsExactly("one");
    }
}
