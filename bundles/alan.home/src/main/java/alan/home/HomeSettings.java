package alan.home;

import alan.api.AlanException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.UnaryOperator;

/**
 * What the configuration says.
 *
 * @param address to listen on
 * @param allow who may connect
 * @param name of the services
 * @param connections at the same time
 * @param seconds of sound in a request
 * @param characters of a text
 * @param queue requests of a kind that wait
 * @param together requests of a kind that are worked on
 * @param idleSeconds of a connection on which nothing happens
 * @param writeSeconds in which a client must take something
 */
record HomeSettings(InetSocketAddress address, AllowList allow, String name, int connections, int seconds, int characters, int queue, int together,
        int idleSeconds, int writeSeconds) {
    private static final int MOST_PORT = 65_535;

    /**
     * {@return the settings}
     *
     * @param config the file's keys
     * @param option what the command line says for a key, which goes before it; {@code null} for nothing
     * @throws AlanException when an address or the port is none
     */
    static HomeSettings of(HomeConfig config, UnaryOperator<String> option) throws AlanException {
        String name = text(option.apply("name"), config.name()).strip();
        return new HomeSettings(
                new InetSocketAddress(bind(text(option.apply("bind"), config.bind()).strip()), port(text(option.apply("port"), "" + config.port()).strip())),
                AllowList.of(text(option.apply("allow"), config.allow())), name.isEmpty() ? "Alan" : name,
                Math.max(1, config.connections()), Math.max(1, config.seconds()), Math.max(1, config.characters()), Math.max(0, config.queue()),
                Math.max(1, config.together()), Math.max(1, config.idle_seconds()), Math.max(1, config.write_seconds()));
    }

    private static String text(String option, String configured) {
        return option != null ? option : configured;
    }

    /** Nothing is looked up by name: that would ask a server on the network. */
    private static InetAddress bind(String address) throws AlanException {
        if (address.equals("localhost")) {
            return InetAddress.getLoopbackAddress();
        }
        return AllowList.literal(address).orElseThrow(() -> new AlanException(
                "'%s' is no address to listen on; 127.0.0.1 is for this machine only, and 0.0.0.0 for the whole network.", address));
    }

    private static int port(String text) throws AlanException {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > MOST_PORT) {
            throw new AlanException("'%s' is no port; write a number from 1 to 65535, such as 10300.", text);
        }
        return Integer.parseInt(text);
    }
}
