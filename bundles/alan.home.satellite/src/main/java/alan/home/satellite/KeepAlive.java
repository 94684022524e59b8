package alan.home.satellite;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketOption;
import java.util.Map;

/** Has the system ask a silent hub whether it is there still, so that the connection of one that has lost its power, after it had paused the satellite, does not stay for ever. */
final class KeepAlive {
    /** Noticed after 30 s: 15 of silence, and three questions without an answer. By their names, as {@code jdk.net} is in no framework's exports. */
    static final Map<String, Integer> SECONDS_AND_TIMES = Map.of("TCP_KEEPIDLE", 15, "TCP_KEEPINTERVAL", 5, "TCP_KEEPCOUNT", 3);

    private KeepAlive() {}

    /** Begins to ask. Where a system cannot be told when to, it asks after two hours. @param socket of the hub @throws IOException when it has gone already */
    static void begin(Socket socket) throws IOException {
        socket.setKeepAlive(true);
        for (SocketOption<?> option : socket.supportedOptions()) {
            Integer value = SECONDS_AND_TIMES.get(option.name());
            if (value != null && option.type() == Integer.class) {
                set(socket, option, value);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static void set(Socket socket, SocketOption<?> option, Integer value) throws IOException {
        socket.setOption((SocketOption<Integer>) option, value);
    }
}
