package alan.remote;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.engine.EngineKind;
import alan.api.text.Text;
import alan.remote.EndpointException.Fault;
import alan.remote.EndpointException.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class HealthTest {
    private Instant now = Instant.parse("2026-11-23T12:00:00Z");
    private final Health health = new Health(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    private static EndpointException failure(Fault fault, Duration retryAfter) {
        Text text = Text.of(Faults.class, "internal error (%s)", 500);
        return new EndpointException(fault, text, text, null, new Refusal(500, "", "", retryAfter));
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void aFailureMakesItRestAndThenItIsProbedOnce() {
        health.failed(failure(Fault.OVERLOADED, null));
        assertThat(health.down()).isTrue();
        assertThat(health.claimProbe()).isFalse();
        pass(Health.FIRST_REST);
        assertThat(health.claimProbe()).isTrue();
        assertThat(health.claimProbe()).isFalse();
        health.alive(3);
        assertThat(health.down()).isFalse();
    }

    @Test
    void whoAnswersButDoesNotWorkRestsLongerEachTime() {
        health.failed(failure(Fault.OVERLOADED, null));
        health.alive(3);
        health.failed(failure(Fault.OVERLOADED, null));
        pass(Health.FIRST_REST);
        assertThat(health.claimProbe()).isFalse();
        pass(Health.FIRST_REST);
        assertThat(health.claimProbe()).isTrue();
        health.worked(3);
        health.failed(failure(Fault.OVERLOADED, null));
        pass(Health.FIRST_REST);
        assertThat(health.claimProbe()).isTrue();
    }

    @Test
    void aProbeThatCouldNotBeginIsClaimedAgain() {
        Pool pool = new Pool(EngineKind.LLM);
        ConfiguredEndpoint endpoint = TestEndpoints.of("a", "url", "http://127.0.0.1:1", "chat.model", "m");
        pool.add(endpoint);
        pool.close();
        pool.info(false);
        assertThat(endpoint.endpoint().health(EngineKind.LLM).claimLook()).isTrue();
    }

    @Test
    void noRestIsLongerThanTheLongest() {
        for (int i = 0; i < 100; i++) {
            health.failed(failure(Fault.OVERLOADED, Duration.ofDays(1)));
        }
        pass(Health.LONGEST_REST);
        assertThat(health.claimProbe()).isTrue();
    }

    @Test
    void aRequestThatIsRefusedIsNotTheEndpointsFault() {
        health.failed(failure(Fault.REFUSED, null));
        assertThat(health.down()).isFalse();
    }

    @Test
    void theLineSaysHowItStandsAndWhenItLastFailed() {
        assertThat(health.line().english()).isEqualTo("not asked yet");
        health.alive(12);
        assertThat(health.line().english()).isEqualTo("ok, 12 ms");
        health.failed(failure(Fault.OVERLOADED, null));
        assertThat(health.line().english()).isEqualTo("failed at 12:00:00: internal error (500)");
        health.alive(8);
        assertThat(health.line().english()).isEqualTo("ok, 8 ms; last failed at 12:00:00: internal error (500)");
        assertThat(health.line().say(new Locale("es"))).isEqualTo("bien, 8 ms; último fallo a las 12:00:00: error interno (500)");
    }

    @Test
    void aWrongFileIsOneSentenceWithoutATime() {
        Text sentence = Text.of("a.cfg has no url.");
        health.failed(new EndpointException(Fault.MISCONFIGURED, sentence, sentence, null));
        assertThat(health.line().english()).isEqualTo("a.cfg has no url.");
        assertThat(health.down()).isTrue();
    }

    @Test
    void oldNewsIsLookedForAnewByOne() {
        assertThat(health.claimLook()).isTrue();
        assertThat(health.claimLook()).isFalse();
        health.alive(1);
        assertThat(health.claimLook()).isFalse();
        pass(Duration.ofMinutes(1));
        assertThat(health.claimLook()).isTrue();
    }
}
