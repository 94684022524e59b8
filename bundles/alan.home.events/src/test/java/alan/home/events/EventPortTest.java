package alan.home.events;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.home.HomeStatus;
import alan.api.satellite.Satellite;
import alan.api.satellite.SatelliteState;
import alan.api.satellite.SatelliteStatus;
import alan.api.satellite.SatelliteWatcher;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventPortTest {
    private final Set<SatelliteWatcher> watchers = ConcurrentHashMap.newKeySet();
    /** Knows who watches it, and does nothing. */
    private final Satellite satellite = (Satellite) Proxy.newProxyInstance(Satellite.class.getClassLoader(), new Class<?>[] {Satellite.class}, (self, method, arguments) -> {
        if (method.getName().equals("status")) {
            return new SatelliteStatus(SatelliteState.IDLE, false, 1, null, Set.of(), List.of(), null);
        }
        if (!method.getName().equals("watch")) {
            throw new UnsupportedOperationException(method.toString());
        }
        watchers.add((SatelliteWatcher) arguments[0]);
        return (Satellite.Watching) () -> watchers.remove(arguments[0]);
    });

    private EventPort port(int number) {
        return new EventPort(satellite, new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
    }

    private static void awaitListening(EventPort port) throws InterruptedException {
        while (!port.status().listening()) {
            Thread.sleep(50);
        }
    }

    @Test
    void aPortThatIsTakenIsTriedAgain() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()); EventPort port = port(other.getLocalPort())) {
            port.start();
            String address = "127.0.0.1:" + other.getLocalPort();
            assertThat(port.problem()).hasMessageContaining("port " + other.getLocalPort()).hasMessageContaining("--home.events.port");
            assertThat(port.status()).isEqualTo(new HomeStatus.Face("events", address, false, port.problem().getLocalizedMessage(), List.of()));
            assertThat(watchers).isEmpty();
            other.close();
            awaitListening(port);
            assertThat(port.problem()).isNull();
            assertThat(port.status()).isEqualTo(new HomeStatus.Face("events", address, true, null, List.of()));
            assertThat(watchers).hasSize(1);
        }
        assertThat(watchers).isEmpty();
    }

    @Test
    void itListensAtOnceWhereItCanAndNoMoreOnceItIsClosed() throws Exception {
        int free;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = probe.getLocalPort();
        }
        try (EventPort port = port(free)) {
            port.start();
            assertThat(port.problem()).isNull();
            awaitListening(port);
            new Socket(InetAddress.getLoopbackAddress(), free).close();
        }
        // Taken back at once, though somebody was connected.
        try (EventPort again = port(free)) {
            again.start();
            awaitListening(again);
        }
    }
}
