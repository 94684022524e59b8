package alan.api.home;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/**
 * Something on this node that others in its network should find without being told its address. Whoever listens registers it as a service, for as long as it
 * listens; whoever announces takes it from there.
 *
 * @param type of what is served, as DNS-SD has it (RFC 6763): {@code _wyoming._tcp}
 * @param name by which people and programs know it; the same after each start, since a hub keeps it
 * @param address that is listened on; a wildcard for all that the machine has
 * @param port likewise
 * @param text what else is said of it, by keys; may be empty
 */
public record Announcement(String type, String name, InetAddress address, int port, Map<String, String> text) {
    /** Bytes that a name may have in UTF-8 (RFC 6763, 4.1.1). */
    public static final int MOST_NAME = 63;

    /** Copies the map. */
    public Announcement {
        Objects.requireNonNull(address, "address");
        text = Map.copyOf(text);
    }

    /**
     * {@return a name that no other Alan next door has, and that stays the same}
     *
     * @param name for people, cut where it is too long
     * @param installation number of the installation, 16 bits; {@code null} if it is not known
     */
    public static String name(String name, Integer installation) {
        String number = installation == null ? "" : String.format(" %04x", installation);
        String shown = name;
        while ((shown + number).getBytes(StandardCharsets.UTF_8).length > MOST_NAME) {
            shown = shown.substring(0, shown.offsetByCodePoints(shown.length(), -1));
        }
        return shown.strip() + number;
    }
}
