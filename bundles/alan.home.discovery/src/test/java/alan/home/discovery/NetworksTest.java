package alan.home.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import alan.home.discovery.Networks.Address;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworksTest {
    private static Address address(String text, int prefix) throws Exception {
        return new Address(InetAddress.getByName(text), prefix);
    }

    @Test
    void ofTwoInterfacesInOneNetworkOneSpeaks() throws Exception {
        assertThat(Networks.oneOfEach(List.of(address("192.168.1.20", 24), address("192.168.1.21", 24), address("10.0.0.5", 8), address("192.168.2.20", 24))))
                .extracting(InetAddress::getHostAddress).containsExactly("192.168.1.20", "10.0.0.5", "192.168.2.20");
        assertThat(Networks.oneOfEach(List.of(address("192.168.1.20", 0), address("10.0.0.5", 0)))).hasSize(1);
    }

    @Test
    void addressesOfVersionSixAreLeftOut() throws Exception {
        assertThat(Networks.oneOfEach(List.of(address("fe80::1", 64), address("2001:db8::1", 64)))).isEmpty();
    }

    @Test
    void loopbackIsNoNetworkAndAnAddressIsItsOwn() throws Exception {
        assertThat(Networks.of(InetAddress.getByName("127.0.0.1"))).isEmpty();
        assertThat(Networks.of(InetAddress.getByName("192.0.2.77"))).containsExactly(InetAddress.getByName("192.0.2.77"));
        assertThat(Networks.of(InetAddress.getByName("0.0.0.0"))).noneMatch(InetAddress::isLoopbackAddress);
    }
}
