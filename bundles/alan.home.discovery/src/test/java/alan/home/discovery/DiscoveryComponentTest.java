package alan.home.discovery;

import static org.assertj.core.api.Assertions.assertThatCode;

import alan.api.home.Announcement;
import java.net.InetAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiscoveryComponentTest {
    @Test
    void anAnnouncementThatGoesAfterItIsNoError() {
        // What listens on loopback is announced nowhere, so that nothing of this is said in the network.
        Announcement announcement = new Announcement("_wyoming._tcp", "Alan", InetAddress.getLoopbackAddress(), 10_300, Map.of());
        DiscoveryComponent component = new DiscoveryComponent();
        component.add(announcement);
        component.deactivate();
        assertThatCode(() -> component.remove(announcement)).as("as Declarative Services do when a node stops").doesNotThrowAnyException();
        assertThatCode(() -> component.add(announcement)).doesNotThrowAnyException();
    }
}
