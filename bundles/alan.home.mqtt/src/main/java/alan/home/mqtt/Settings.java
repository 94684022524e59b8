package alan.home.mqtt;

import alan.api.AlanException;
import alan.api.home.ListenAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which broker, and who Alan is there.
 *
 * @param host name or address of the broker; empty for none
 * @param port of it
 * @param encrypted whether it is spoken to over TLS
 * @param user at the broker; empty where it knows none
 * @param password of the user
 * @param prefix first part of the topics of discovery
 */
record Settings(String host, int port, boolean encrypted, String user, String password, String prefix) {
    private static final int USUAL_PORT = 1883;
    private static final int USUAL_ENCRYPTED_PORT = 8883;
    /** A name or an address, where wished as a URL with a port. An IPv6 address in a URL stands in brackets. */
    private static final Pattern HOST = Pattern.compile("(?:(?<scheme>mqtts?)://)?(?:\\[(?<address>[0-9a-fA-F:.]+)]|(?<name>[^\\s/:\\[\\]@]+))(?::(?<port>\\d+))?/?");
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F.]*:[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

    /**
     * {@return settings that make sense}
     *
     * @param host as it was written, as is everything else: a name, an address, or {@code mqtts://NAME:PORT}
     * @param port 0 for the usual one; one in the host goes before it
     * @throws AlanException about what makes none
     */
    static Settings of(String host, String port, String user, String password, String prefix) throws AlanException {
        String where = host.strip();
        Matcher parts = HOST.matcher(where);
        boolean address = ADDRESS.matcher(where).matches();
        if (!address && !parts.matches()) {
            throw new AlanException("'%s' is no host of an MQTT broker; write a name or an address, such as homeassistant.local, or mqtts://homeassistant.local for an encrypted"
                    + " connection.", where.replaceAll(".*@", "…@"));
        }
        boolean encrypted = !address && "mqtts".equals(parts.group("scheme"));
        int number = ListenAddress.port(address || parts.group("port") == null ? port : parts.group("port"), USUAL_PORT);
        if (user.isBlank() && !password.isEmpty()) {
            throw new AlanException("There is a password for the MQTT broker and no user; write both, or none, into config/alan.home.mqtt.cfg.");
        }
        if (!prefix.strip().matches("[^\\s+#/]+(/[^\\s+#/]+)*")) {
            throw new AlanException("'%s' cannot begin an MQTT topic; Home Assistant's usual prefix is homeassistant.", prefix.strip());
        }
        String name = address ? where : parts.group("name") == null ? parts.group("address") : parts.group("name");
        return new Settings(name, number != 0 ? number : encrypted ? USUAL_ENCRYPTED_PORT : USUAL_PORT, encrypted, user.strip(), password, prefix.strip());
    }

    /** Says nothing of the password. */
    @Override
    public String toString() {
        return (user.isEmpty() ? "" : user + "@") + host + ":" + port;
    }
}
