package alan.home.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HealthPortTest {
    @Test
    void aPortThatIsTakenIsTriedAgain() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HealthPort port = new HealthPort("127.0.0.1", other.getLocalPort(), null, null)) {
            port.start();
            assertThat(port.port()).isZero();
            assertThat(port.problem()).hasMessageContaining("port " + other.getLocalPort());
            other.close();
            while (port.port() == 0) {
                Thread.sleep(50);
            }
            assertThat(port.port()).isEqualTo(other.getLocalPort());
            assertThat(port.problem()).isNull();
        }
    }
}
