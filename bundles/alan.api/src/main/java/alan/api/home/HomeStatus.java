package alan.api.home;

import alan.api.satellite.SatelliteStatus;
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
 * @param faces of the satellite that are to listen
 * @param satellite how it stands; {@code null} if there is none
 */
public record HomeStatus(
        String address, boolean listening, String problem, List<Service> services, List<Connection> connections, List<Request> requests, List<Face> faces,
        SatelliteStatus satellite) {
    /** Copies the lists. */
    public HomeStatus {
        services = List.copyOf(services);
        connections = List.copyOf(connections);
        requests = List.copyOf(requests);
        faces = List.copyOf(faces);
    }

    /** Of a node without a satellite. */
    public HomeStatus(String address, boolean listening, String problem, List<Service> services, List<Connection> connections, List<Request> requests) {
        this(address, listening, problem, services, connections, requests, List.of(), null);
    }

    /** {@return that of a server that does not listen} @param problem why, a sentence; {@code null} where none is to listen */
    public static HomeStatus silent(String problem) {
        return new HomeStatus("", false, problem, List.of(), List.of(), List.of());
    }

    /** {@return the same, without somebody who is connected: who asks is no news to itself} @param client address of who is left out */
    public HomeStatus without(String client) {
        return new HomeStatus(
                address, listening, problem, services, connections.stream().filter(each -> !each.address().equals(client)).toList(), requests, faces, satellite);
    }

    /** {@return the same, with a satellite} @param open faces of it that are to listen @param how it stands; {@code null} if there is none */
    public HomeStatus with(List<Face> open, SatelliteStatus how) {
        return new HomeStatus(address, listening, problem, services, connections, requests, open, how);
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

    /**
     * A port on which others use the satellite, or follow it.
     *
     * @param name {@code wyoming}, {@code esphome} or {@code events}, by what is spoken there
     * @param address that it listens on, {@code 0.0.0.0:10700}; {@code null} if what is configured is none
     * @param listening whether it does
     * @param problem why it does not listen, a sentence; {@code null} if it does, or is about to
     * @param clients addresses of those who are connected
     */
    public record Face(String name, String address, boolean listening, String problem, List<String> clients) {
        /** Copies the list. */
        public Face {
            clients = List.copyOf(clients);
        }

        /** {@return a face that cannot listen, for what is configured makes no sense} @param name of it @param problem a sentence */
        public static Face wrong(String name, String problem) {
            return new Face(name, null, false, problem, List.of());
        }
    }
}
