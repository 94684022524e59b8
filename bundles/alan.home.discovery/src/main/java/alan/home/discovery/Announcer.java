package alan.home.discovery;

import alan.api.home.Announcement;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what is announced, on each network of this machine, the same as what is to be announced, though networks come and go. */
final class Announcer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
    private static final long LOOK_SECONDS = 10;
    private static final long FAREWELL_SECONDS = 10;

    /** Finds out which addresses something is announced on. */
    interface Lookup {
        Set<InetAddress> of(InetAddress listening) throws SocketException;
    }

    private final Lookup lookup;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "home-discovery");
        made.setDaemon(true);
        return made;
    });
    private final Set<Announcement> wanted = new HashSet<>();
    private boolean closed;
    /** By the thread only. */
    private final Map<InetAddress, Responder> responders = new HashMap<>();

    /** What answers on one address, and what it says. */
    private record Responder(JmDNS dns, Map<Announcement, ServiceInfo> said) {}

    /** @param lookup of this machine's networks */
    Announcer(Lookup lookup) {
        this.lookup = lookup;
        thread.scheduleWithFixedDelay(this::look, 0, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    void add(Announcement announcement) {
        synchronized (wanted) {
            if (!closed) {
                wanted.add(announcement);
                thread.execute(this::look);
            }
        }
    }

    /** Announces it no more. Does nothing once it is closed: everything has been said goodbye to, and a node that stops takes its announcements away after that. */
    void remove(Announcement announcement) {
        synchronized (wanted) {
            if (!closed) {
                wanted.remove(announcement);
                thread.execute(this::look);
            }
        }
    }

    /** Waits until what was added and removed so far is announced, and is not. */
    void flush() throws InterruptedException, ExecutionException {
        thread.submit(() -> { }).get();
    }

    private void look() {
        try {
            Map<InetAddress, Set<Announcement>> now = new HashMap<>();
            for (Announcement each : copy()) {
                for (InetAddress address : lookup.of(each.address())) {
                    now.computeIfAbsent(address, none -> new HashSet<>()).add(each);
                }
            }
            for (InetAddress gone : Set.copyOf(responders.keySet())) {
                if (!now.containsKey(gone)) {
                    close(gone);
                }
            }
            now.forEach(this::say);
        } catch (SocketException | RuntimeException e) {
            LOG.warn("What this node serves is not announced for the moment: {}", e.toString());
        }
    }

    private Set<Announcement> copy() {
        synchronized (wanted) {
            return Set.copyOf(wanted);
        }
    }

    private void say(InetAddress address, Set<Announcement> announcements) {
        try {
            Responder responder = responders.get(address);
            if (responder == null) {
                responder = new Responder(JmDNS.create(address, null), new HashMap<>());
                responders.put(address, responder);
            }
            for (Announcement each : Set.copyOf(responder.said.keySet())) {
                if (!announcements.contains(each)) {
                    responder.dns.unregisterService(responder.said.remove(each));
                }
            }
            for (Announcement each : announcements) {
                if (!responder.said.containsKey(each)) {
                    ServiceInfo info = ServiceInfo.create(each.type() + ".local.", each.name(), each.port(), 0, 0, each.text());
                    responder.dns.registerService(info);
                    responder.said.put(each, info);
                    LOG.info("{} can be found in the network of {}", info.getName(), address.getHostAddress());
                }
            }
        } catch (IOException e) {
            LOG.warn("Nothing can be announced on {}: {}", address.getHostAddress(), e.toString());
        }
    }

    private void close(InetAddress address) {
        try {
            // Says goodbye to whoever listens.
            responders.remove(address).dns.close();
        } catch (IOException e) {
            LOG.debug("Nobody was said goodbye to on {}", address, e);
        }
    }

    /** Says goodbye everywhere. */
    @Override
    public void close() {
        synchronized (wanted) {
            closed = true;
            wanted.clear();
        }
        thread.execute(() -> Set.copyOf(responders.keySet()).forEach(this::close));
        thread.shutdown();
        try {
            if (!thread.awaitTermination(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
