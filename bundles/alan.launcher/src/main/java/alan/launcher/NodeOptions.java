package alan.launcher;

import alan.api.AlanException;
import alan.api.home.AllowList;
import alan.api.home.ListenAddress;
import alan.launcher.Command.UsageException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What {@code alan node} takes, a value each, which go before those of its configuration. */
final class NodeOptions {
    private static final int MOST_PORT = 65_535;
    private static final String PORT = ".port";
    private static final String BIND = ".bind";
    private static final String ALLOW = ".allow";

    /** The options, and a value of each to name where one is missing or wrong. */
    private static final Map<String, String> EXAMPLES = Map.ofEntries(Map.entry("--home.bind", "0.0.0.0"), Map.entry("--home.port", "10300"),
            Map.entry("--home.allow", "192.168.1.0/24"), Map.entry("--home.name", "Alan"), Map.entry("--home.satellite.port", "10700"),
            Map.entry("--home.esphome.port", "6053"), Map.entry("--home.events.port", "6055"), Map.entry("--home.health.bind", "127.0.0.1"),
            Map.entry("--home.health.port", "10380"), Map.entry("--home.mqtt.host", "homeassistant.local"), Map.entry("--home.mqtt.port", "1883"),
            Map.entry("--home.mqtt.user", "alan"), Map.entry("--home.mqtt.prefix", "homeassistant"), Map.entry("--satellite.microphone", "default"),
            Map.entry("--satellite.speaker", "default"));

    private NodeOptions() {}

    /**
     * {@return the values, by the names of their framework properties: {@code alan.home.bind}}
     *
     * @param arguments {@code --home.bind 0.0.0.0} or {@code --home.bind=0.0.0.0}, any number of them
     * @throws UsageException when one is not known, or its value is missing, or no port or address where one is wanted
     */
    static Map<String, String> of(List<String> arguments) throws UsageException {
        Map<String, String> settings = new TreeMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String[] parts = arguments.get(i).split("=", 2);
            String example = EXAMPLES.get(parts[0]);
            if (example == null) {
                throw new UsageException("node does not take '%s'; it takes %s.", arguments.get(i), String.join(", ", new TreeSet<>(EXAMPLES.keySet())));
            }
            if (parts.length == 1 && i + 1 == arguments.size()) {
                throw new UsageException("%1$s needs a value, such as %1$s %2$s.", parts[0], example);
            }
            String value = parts.length == 2 ? parts[1] : arguments.get(++i);
            check(parts[0], value, example);
            settings.put("alan." + parts[0].substring(2), value);
        }
        return settings;
    }

    private static void check(String option, String value, String example) throws UsageException {
        try {
            if (option.endsWith(PORT) && !isPort(value.strip())) {
                throw new UsageException("%1$s wants a port, a number from 0 to 65535 such as %2$s, and '%3$s' is none.", option, example, value);
            } else if (option.endsWith(BIND)) {
                ListenAddress.address(value);
            } else if (option.endsWith(ALLOW)) {
                AllowList.of(value);
            }
        } catch (AlanException e) {
            throw new UsageException("%1$s cannot be used as it is: %2$s", option, e.text());
        }
    }

    private static boolean isPort(String value) {
        return value.matches("\\d{1,5}") && Integer.parseInt(value) <= MOST_PORT;
    }
}
