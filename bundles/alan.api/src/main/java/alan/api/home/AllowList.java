package alan.api.home;

import alan.api.AlanException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who may connect: addresses and blocks of them in CIDR notation. This machine itself always may, by whichever of its addresses. */
public final class AllowList {
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    /** What Java reads as an address, and never asks a name server about. */
    private static final Pattern LITERAL = Pattern.compile(OCTET + "(\\." + OCTET + "){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private final List<Block> blocks;

    private AllowList(List<Block> blocks) {
        this.blocks = List.copyOf(blocks);
    }

    /** Those addresses whose first {@code bits} bits are those of {@code address}. */
    private record Block(byte[] address, int bits) {
        boolean contains(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((other[bit / 8] & mask) != (address[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * {@return the list}
     *
     * @param text {@code 192.168.1.0/24, 192.168.2.5}; blank for everybody
     * @throws AlanException when something in it is no address
     */
    public static AllowList of(String text) throws AlanException {
        List<Block> blocks = new ArrayList<>();
        for (String part : text.split("[,\\s]+")) {
            if (!part.isEmpty()) {
                blocks.add(block(part));
            }
        }
        return new AllowList(blocks);
    }

    private static Block block(String text) throws AlanException {
        String[] parts = text.split("/", 2);
        byte[] address = literal(parts[0]).orElseThrow(() -> wrong(text)).getAddress();
        int bits = address.length * 8;
        if (parts.length == 2) {
            if (!parts[1].matches("\\d{1,3}") || Integer.parseInt(parts[1]) > bits) {
                throw wrong(text);
            }
            bits = Integer.parseInt(parts[1]);
        }
        return new Block(address, bits);
    }

    /** {@return an address as it is written; empty for a name or nonsense} Nothing is looked up. @param text the address */
    public static Optional<InetAddress> literal(String text) {
        if (!LITERAL.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static AlanException wrong(String text) {
        return new AlanException("'%s' is no address; write such as 192.168.1.20 or 192.168.1.0/24, with commas between them.", text);
    }

    /** {@return whether somebody may connect} @param address of the client */
    public boolean allows(InetAddress address) {
        return blocks.isEmpty() || address.isLoopbackAddress() || blocks.stream().anyMatch(block -> block.contains(address.getAddress())) || own(address);
    }

    /** Who listens on one address of this machine's is reached from this machine by that address, and not by loopback. */
    private static boolean own(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return false;
        }
    }
}
