package alan.remote;

import alan.api.text.Text;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/**
 * How an endpoint does at one kind of work. After a failure it is left alone for a while, after each further one for twice as long; only work that
 * succeeds makes
 * that forgotten. When the time is over it is probed, and no question waits for that.
 */
final class Health {
    /** How long it is left alone after its first failure. */
    static final Duration FIRST_REST = Duration.ofSeconds(5);
    /** However often it fails, it is probed so often. */
    static final Duration LONGEST_REST = Duration.ofMinutes(5);
    /** What is older is asked again when somebody looks. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Clock clock;
    private boolean asked;
    private boolean down;
    private boolean probing;
    private int failures;
    private long millis;
    private Instant seen = Instant.MIN;
    private Instant restsUntil = Instant.MIN;
    private Instant failedAt;
    private Text failure;
    private boolean misconfigured;

    /** @param clock tells the time */
    Health(Clock clock) {
        this.clock = clock;
    }

    /** It did its work. @param took time until it began, in ms */
    synchronized void worked(long took) {
        failures = 0;
        alive(took);
    }

    /** It answers. @param took time until it did, in ms */
    synchronized void alive(long took) {
        asked = true;
        down = false;
        probing = false;
        millis = took;
        seen = clock.instant();
    }

    /** It failed. @param what how */
    synchronized void failed(EndpointException what) {
        failedAt = clock.instant();
        failure = what.brief();
        misconfigured = what.misconfigured();
        asked = true;
        probing = false;
        seen = failedAt;
        if (what.penalised()) {
            down = true;
            restsUntil = failedAt.plus(rest(what.retryAfter()));
            failures++;
        }
    }

    private Duration rest(Duration wanted) {
        Duration rest = FIRST_REST.multipliedBy(1L << Math.min(failures, 10));
        rest = wanted != null && wanted.compareTo(rest) > 0 ? wanted : rest;
        return rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
    }

    /** {@return whether others should be tried before it} */
    synchronized boolean down() {
        return down;
    }

    /** {@return whether it is time to see if it is back; if so, the caller does, and says what it found} */
    synchronized boolean claimProbe() {
        boolean due = down && !probing && !clock.instant().isBefore(restsUntil);
        probing |= due;
        return due;
    }

    /** {@return whether somebody who looks would get old news; if so, the caller probes, and says what it found} */
    synchronized boolean claimLook() {
        boolean due = !probing && seen.isBefore(clock.instant().minus(FRESH));
        probing |= due;
        return due;
    }

    /** A probe was given up. */
    synchronized void forgetProbe() {
        probing = false;
    }

    /** {@return how it stands, for people} */
    synchronized Text line() {
        if (!asked) {
            return Text.of("not asked yet");
        } else if (failure == null) {
            return Text.of("ok, %s ms", millis);
        }
        if (misconfigured) {
            return down ? failure : Text.of("ok, %s ms", millis);
        }
        String when = TIME.format(failedAt.atZone(clock.getZone()));
        return down ? Text.of("failed at %s: %s", when, failure) : Text.of("ok, %s ms; last failed at %s: %s", millis, when, failure);
    }
}
