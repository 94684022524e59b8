package alan.home;

import java.net.InetAddress;

/** Is told where the server listens, so that others find it. */
interface Publisher {
    /** The server listens. @param address that it is bound to; a wildcard for all that the machine has @param port likewise */
    void publish(InetAddress address, int port);

    /** The server cannot listen, and goes on trying. @param why a sentence */
    default void fails(String why) {}

    /** The server does not listen, or try to, any more. */
    void withdraw();
}
