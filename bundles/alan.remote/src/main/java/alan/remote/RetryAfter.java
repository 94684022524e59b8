package alan.remote;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** The header {@code Retry-After}: seconds, or a date (RFC 9110, 10.2.3). */
final class RetryAfter {
    private static final long LONGEST = Duration.ofDays(1).toSeconds();

    private RetryAfter() {}

    /** {@return how long from now, at most a day; {@code null} if the header says nothing that can be read} @param header its value */
    static Duration of(String header) {
        String value = header.strip();
        if (value.matches("\\d{1,9}(\\.\\d{1,9})?")) {
            return Duration.ofMillis((long) (1000 * Math.min(LONGEST, Double.parseDouble(value))));
        }
        try {
            Instant when = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            long seconds = Duration.between(Instant.now(), when).toSeconds();
            return Duration.ofSeconds(Math.max(0, Math.min(LONGEST, seconds)));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
