package alan.remote;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells by its name or address, without asking anybody, whether a host is this one or on the same network. */
final class HomeNetwork {
    private static final Pattern IPV4 = Pattern.compile("\\d+(\\.\\d+){3}");
    /** Names that the public DNS does not have: RFC 6761, 6762, 8375, and what routers use. */
    private static final Pattern NAME =
            Pattern.compile("[^.]+|.*\\.(local|localhost|test|internal|home\\.arpa|lan|home|intranet|localdomain|fritz\\.box)");

    private HomeNetwork() {}

    /** {@return whether a host is near} @param host of a URI */
    static boolean has(String host) {
        if (!host.startsWith("[") && !IPV4.matcher(host).matches()) {
            return NAME.matcher(host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "")).matches();
        }
        try {
            InetAddress address = InetAddress.getByName(host);
            return address.isLoopbackAddress() || address.isSiteLocalAddress() || address.isLinkLocalAddress() || isPrivate(address.getAddress());
        } catch (UnknownHostException e) {
            // A link-local address names an interface that this computer lacks.
            return true;
        }
    }

    /** Unique local addresses of IPv6 (RFC 4193), and those that VPNs give their members (RFC 6598). */
    private static boolean isPrivate(byte[] bytes) {
        return bytes.length == 16 ? (bytes[0] & 0xfe) == 0xfc : bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
    }
}
