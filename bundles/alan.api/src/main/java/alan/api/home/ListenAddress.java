package alan.api.home;

import alan.api.AlanException;
import java.net.InetAddress;

/** Reads where a server is to listen, from a configuration or a command line. */
public final class ListenAddress {
    private static final int MOST_PORT = 65_535;

    private ListenAddress() {}

    /**
     * {@return an address} Nothing is looked up by name: that would ask a server on the network.
     *
     * @param text {@code 127.0.0.1}, {@code 0.0.0.0}, {@code localhost}
     * @throws AlanException when it is none
     */
    public static InetAddress address(String text) throws AlanException {
        if (text.strip().equals("localhost")) {
            return InetAddress.getLoopbackAddress();
        }
        return AllowList.literal(text.strip()).orElseThrow(() -> new AlanException(
                "'%s' is no address to listen on; 127.0.0.1 is for this machine only, and 0.0.0.0 for the whole network.", text.strip()));
    }

    /**
     * {@return a port, 0 to 65535}
     *
     * @param text the number
     * @param example of a port, for the sentence
     * @throws AlanException when it is none
     */
    public static int port(String text, int example) throws AlanException {
        String number = text.strip();
        if (!number.matches("\\d{1,5}") || Integer.parseInt(number) > MOST_PORT) {
            throw new AlanException("'%s' is no port; write a number from 1 to 65535, such as %s.", number, String.valueOf(example));
        }
        return Integer.parseInt(number);
    }

    /** {@return both as they are written in one: {@code 127.0.0.1:10300}, {@code [::1]:10300}} @param address of a server or a client @param port of it */
    public static String text(InetAddress address, int port) {
        String host = address.getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
