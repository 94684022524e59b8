package alan.home.satellite;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class KeepAliveTest {
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aHubThatHasLostItsPowerIsNoticedAfterHalfAMinute() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket hub = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket socket = server.accept()) {
            KeepAlive.begin(socket);
            assertThat(hub.isConnected()).isTrue();
            assertThat(socket.getOption(StandardSocketOptions.SO_KEEPALIVE)).isTrue();
            Map<String, Object> set = new TreeMap<>();
            for (SocketOption<?> option : socket.supportedOptions()) {
                if (option.name().startsWith("TCP_KEEP")) {
                    set.put(option.name(), socket.getOption(option));
                }
            }
            assertThat(set).containsExactlyInAnyOrderEntriesOf(Map.of("TCP_KEEPIDLE", 15, "TCP_KEEPINTERVAL", 5, "TCP_KEEPCOUNT", 3));
        }
    }
}
