package alan.home;

import alan.api.home.HomeStatus;
import alan.api.home.RequestWatcher;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last requests, and those who are told of each. */
final class RequestLog {
    private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);
    private static final int MOST = 50;

    private final Deque<HomeStatus.Request> requests = new ArrayDeque<>();

    private final Supplier<List<RequestWatcher>> watchers;

    /** @param watchers that are told of each request; asked each time */
    RequestLog(Supplier<List<RequestWatcher>> watchers) {
        this.watchers = watchers;
    }

    void add(HomeStatus.Request request) {
        synchronized (this) {
            requests.addFirst(request);
            if (requests.size() > MOST) {
                requests.removeLast();
            }
        }
        for (RequestWatcher each : watchers.get()) {
            try {
                each.ended(request);
            } catch (RuntimeException e) {
                LOG.warn("Whoever watches the requests failed", e);
            }
        }
    }

    /** {@return them, the newest first} */
    synchronized List<HomeStatus.Request> list() {
        return List.copyOf(requests);
    }
}
