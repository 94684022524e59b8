package alan.models.source;

import alan.api.text.Text;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Places that were found to be out of reach. They are not tried again for a while, so that a person without network waits once
 * and not for every file; the while is short, so that a person who has mended the network may try again.
 */
public final class GivenUp {
    private static final Duration WHILE = Duration.ofMinutes(1);

    private final Map<String, Entry> places = new ConcurrentHashMap<>();

    private record Entry(Text reason, long since) {}

    /**
     * Does nothing for a place that may be tried.
     *
     * @param place a host or a program
     * @throws SourceException when it was given up
     */
    public void check(String place) throws SourceException {
        Entry entry = places.get(place);
        if (entry != null && System.nanoTime() - entry.since < WHILE.toNanos()) {
            throw new SourceException(entry.reason);
        }
    }

    /** Remembers a place as out of reach. @param place a host or a program @param reason in a few words */
    public void add(String place, Text reason) {
        places.put(place, new Entry(reason, System.nanoTime()));
    }
}
