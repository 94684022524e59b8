package alan.api.home;

import java.time.Instant;
import java.util.List;

/**
 * How a server stands.
 *
 * @param address that it listens on, {@code 127.0.0.1:10300}
 * @param listening whether it does
 * @param problem why it does not listen, a sentence; {@code null} if it does
 * @param services see {@link Service}
 * @param connections that are open, the oldest first
 * @param requests the last ones, the newest first
 */
public record HomeStatus(
        String address, boolean listening, String problem, List<Service> services, List<Connection> connections, List<Request> requests) {
    /** Copies the lists. */
    public HomeStatus {
        services = List.copyOf(services);
        connections = List.copyOf(connections);
        requests = List.copyOf(requests);
    }

    /**
     * Something that the server does.
     *
     * @param name {@code asr}, {@code tts} or {@code handle}, as the protocol has it
     * @param installed whether an engine with its models is here
     * @param working requests that are being worked on now
     * @param waiting requests that wait for their turn
     */
    public record Service(String name, boolean installed, int working, int waiting) {}

    /**
     * Somebody who is connected.
     *
     * @param address of the client, {@code 192.168.1.20:50312}
     * @param since when
     * @param doing the service that works for it now; {@code null} if none does
     */
    public record Connection(String address, Instant since, String doing) {}

    /**
     * A request that has ended.
     *
     * @param service as in {@link Service}
     * @param client address of who asked
     * @param started when
     * @param seconds from its last piece of input, or the first for a text that comes in pieces, to its end
     * @param waited seconds of these that were spent waiting for others
     * @param firstOutput seconds to the first sound or text; {@code null} if there was none
     * @param failure why it failed, a sentence; {@code null} if it did not
     * @param cancelled whether the client went away
     */
    public record Request(
            String service, String client, Instant started, double seconds, double waited, Double firstOutput, String failure, boolean cancelled) {}
}
