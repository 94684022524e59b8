package alan.home;

import alan.api.AlanException;
import alan.api.home.AllowList;
import alan.api.home.ListenAddress;
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
    private static final int EXAMPLE_PORT = 10_300;

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
                new InetSocketAddress(ListenAddress.address(text(option.apply("bind"), config.bind())),
                        ListenAddress.port(text(option.apply("port"), "" + config.port()), EXAMPLE_PORT)),
                AllowList.of(text(option.apply("allow"), config.allow())), name.isEmpty() ? "Alan" : name,
                Math.max(1, config.connections()), Math.max(1, config.seconds()), Math.max(1, config.characters()), Math.max(0, config.queue()),
                Math.max(1, config.together()), Math.max(1, config.idle_seconds()), Math.max(1, config.write_seconds()));
    }

    private static String text(String option, String configured) {
        return option != null ? option : configured;
    }
}
