package alan.home;

import alan.api.home.HomeStatus;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last requests. */
final class RequestLog {
    private static final int MOST = 50;

    private final Deque<HomeStatus.Request> requests = new ArrayDeque<>();

    synchronized void add(HomeStatus.Request request) {
        requests.addFirst(request);
        if (requests.size() > MOST) {
            requests.removeLast();
        }
    }

    /** {@return them, the newest first} */
    synchronized List<HomeStatus.Request> list() {
        return List.copyOf(requests);
    }
}
