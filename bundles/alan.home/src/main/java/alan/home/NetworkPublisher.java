package alan.home;

import alan.api.home.Announcement;
import java.net.InetAddress;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/**
 * Lets the node be found in the network, where it is open to that. Home Assistant remembers a server by the name that it was found under, so that name is made of
 * what does not change: the configured one, and this installation's number, since there may be another Alan next door.
 */
final class NetworkPublisher implements Publisher {
    private static final String TYPE = "_wyoming._tcp";

    private final BundleContext context;
    private final String name;
    private ServiceRegistration<Announcement> registration;

    /**
     * @param context that the announcement is registered with
     * @param name of the services
     * @param installation number of it, 16 bits; {@code null} if it is not known
     */
    NetworkPublisher(BundleContext context, String name, Integer installation) {
        this.context = context;
        this.name = Announcement.name(name, installation);
    }

    @Override
    public synchronized void publish(InetAddress address, int port) {
        withdraw();
        if (!address.isLoopbackAddress()) {
            registration = context.registerService(Announcement.class, new Announcement(TYPE, name, address, port, Map.of()), null);
        }
    }

    @Override
    public synchronized void withdraw() {
        ServiceRegistration<Announcement> old = registration;
        registration = null;
        if (old != null) {
            old.unregister();
        }
    }
}
