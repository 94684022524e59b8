package alan.home.mqtt;

import alan.api.AlanException;
import alan.api.home.ListenAddress;

/**
 * Which broker, and who Alan is there.
 *
 * @param host name or address of the broker; empty for none
 * @param port of it
 * @param user at the broker; empty where it knows none
 * @param password of the user
 * @param prefix first part of the topics of discovery
 */
record Settings(String host, int port, String user, String password, String prefix) {
    private static final int USUAL_PORT = 1883;

    /**
     * {@return settings that make sense}
     *
     * @param host as it was written, as is everything else
     * @throws AlanException about what makes none
     */
    static Settings of(String host, String port, String user, String password, String prefix) throws AlanException {
        int number = ListenAddress.port(port, USUAL_PORT);
        if (number == 0) {
            throw new AlanException("0 is no port of an MQTT broker; 1883 is the usual one.");
        }
        if (host.strip().matches(".*[\\s/].*")) {
            throw new AlanException("'%s' is no host of an MQTT broker; write a name or an address alone, such as homeassistant.local.", host.strip());
        }
        if (user.isBlank() && !password.isEmpty()) {
            throw new AlanException("There is a password for the MQTT broker and no user; write both, or none, into config/alan.home.mqtt.cfg.");
        }
        if (!prefix.strip().matches("[^\\s+#/]+(/[^\\s+#/]+)*")) {
            throw new AlanException("'%s' cannot begin an MQTT topic; Home Assistant's usual prefix is homeassistant.", prefix.strip());
        }
        return new Settings(host.strip(), number, user.strip(), password, prefix.strip());
    }

    /** Says nothing of the password. */
    @Override
    public String toString() {
        return (user.isEmpty() ? "" : user + "@") + host + ":" + port;
    }
}
