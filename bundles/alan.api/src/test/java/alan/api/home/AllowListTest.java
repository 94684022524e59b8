package alan.api.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllowListTest {
    @Test
    void thisMachineMayByEachOfItsAddresses() throws Exception {
        AllowList list = AllowList.of("203.0.113.1");
        List<InetAddress> own = NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses).toList();
        assertThat(own).isNotEmpty().allMatch(list::allows);
        assertThat(list.allows(InetAddress.getByName("127.0.0.2"))).isTrue();
    }

    @Test
    void anotherMachineMayOnlyIfItIsListed() throws Exception {
        AllowList list = AllowList.of("203.0.113.1, 198.51.100.0/24");
        assertThat(list.allows(InetAddress.getByName("203.0.113.1"))).isTrue();
        assertThat(list.allows(InetAddress.getByName("198.51.100.77"))).isTrue();
        assertThat(list.allows(InetAddress.getByName("203.0.113.2"))).isFalse();
        assertThat(AllowList.of("").allows(InetAddress.getByName("203.0.113.2"))).as("everybody").isTrue();
    }
}
