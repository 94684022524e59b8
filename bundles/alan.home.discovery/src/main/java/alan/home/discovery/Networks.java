package alan.home.discovery;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The networks that this machine is in now. */
final class Networks {
    private Networks() {}

    /**
     * {@return the addresses on which something is to be announced} None of the loopback's, where nobody else listens. Of two interfaces in one network, such as by
     * cable and by radio, one only: else the node would meet itself there, and give way to itself by taking another name.
     *
     * @param listening address that is listened on; a wildcard for all
     * @throws SocketException when the system does not tell
     */
    static Set<InetAddress> of(InetAddress listening) throws SocketException {
        if (!listening.isAnyLocalAddress()) {
            return listening.isLoopbackAddress() ? Set.of() : Set.of(listening);
        }
        List<InterfaceAddress> all = new ArrayList<>();
        for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            if (each.isUp() && !each.isLoopback() && !each.isPointToPoint() && each.supportsMulticast()) {
                all.addAll(each.getInterfaceAddresses());
            }
        }
        return oneOfEach(all);
    }

    /** {@return an IPv4 address of each network} Every home's hub has IPv4, and an address that changes by the day, as many of IPv6 do, is of no use. */
    static Set<InetAddress> oneOfEach(Collection<InterfaceAddress> all) {
        return oneOfEach(all.stream().map(each -> new Address(each.getAddress(), each.getNetworkPrefixLength())).collect(Collectors.toList()));
    }

    /** An address. @param prefix bits of it that stand for its network */
    record Address(InetAddress address, int prefix) {
        String network() {
            int bits = 0;
            for (byte each : address.getAddress()) {
                bits = bits << 8 | each & 0xFF;
            }
            return (prefix == 0 ? 0 : bits >> 32 - prefix) + "/" + prefix;
        }
    }

    static Set<InetAddress> oneOfEach(List<Address> all) {
        Set<String> known = new HashSet<>();
        return all.stream().filter(each -> each.address() instanceof Inet4Address).filter(each -> known.add(each.network())).map(Address::address)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
