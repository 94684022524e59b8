package alan.home;

import alan.api.AlanException;
import alan.api.home.HomeStatus;
import alan.api.text.Text;
import alan.node.net.Seldom;
import alan.wyoming.ErrorCode;
import alan.wyoming.EventReader;
import alan.wyoming.Events;
import alan.wyoming.WyomingEvent;
import alan.wyoming.WyomingException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client. One thread reads for as long as it is connected, so that its leaving is noticed at once; another serves its requests in turn, and a third writes,
 * both only while there is something to do.
 */
final class Connection implements Runnable {
    /** Bytes of JSON in an event: room for the longest text. */
    static final int MOST_DATA = 256 << 10;
    /** Bytes of sound in an event: 30 s at 16 kHz; Home Assistant sends 10 ms. */
    static final int MOST_PAYLOAD = 1 << 20;
    /** Requests of one client that wait. */
    private static final int MOST_REQUESTS = 16;
    /** How long a client that was told the last thing may take to go. */
    private static final long FAREWELL = TimeUnit.SECONDS.toNanos(5);

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final Seldom WARNINGS = new Seldom(LOG);

    private final Socket socket;
    private final String client;
    private final Instant since = Instant.now();
    private final Executor threads;
    private final Outbox outbox;
    private final Session session;
    private final RequestLog log;
    private final Runnable onEnd;
    private final HomeSettings settings;
    private final Supplier<HomeStatus> status;
    private final Cancellation cancellation = new Cancellation();
    private final Deque<Work> requests = new ArrayDeque<>();
    private boolean working;
    private Work doing;
    private long active = System.nanoTime();
    /** When the last thing was said; 0 before. */
    private long ended;
    private boolean gone;

    /**
     * @param socket of the client; closed here
     * @param faculties that requests are served with
     * @param threads that serve
     * @param log of requests
     * @param status of the server
     * @param onEnd told when the client has gone
     */
    Connection(Socket socket, Faculties faculties, Executor threads, RequestLog log, Supplier<HomeStatus> status, Runnable onEnd)
            throws IOException {
        this.socket = socket;
        this.client = socket.getInetAddress().getHostAddress() + ":" + socket.getPort();
        this.threads = threads;
        this.log = log;
        this.status = status;
        this.onEnd = onEnd;
        this.settings = faculties.settings();
        this.outbox = new Outbox(socket.getOutputStream(), threads, faculties.memory(), this::allWritten);
        this.session = new Session(faculties, this::submit, this::answer);
    }

    /** Reads until the client goes. */
    @Override
    public void run() {
        try {
            InputStream in = socket.getInputStream();
            try {
                read(new EventReader(in, MOST_DATA, MOST_PAYLOAD));
            } catch (WyomingException e) {
                fail(e);
            }
            // A socket that is closed with something unread is reset, and then its last words may be lost.
            byte[] unread = new byte[8192];
            while (isEnding() && in.read(unread) >= 0) {
                continue;
            }
        } catch (IOException e) {
            LOG.debug("{} has gone: {}", client, e.getMessage());
        } catch (RuntimeException | Error e) {
            LOG.warn("{} cannot be read", client, e);
        } finally {
            session.close();
            close();
        }
    }

    private void read(EventReader reader) throws IOException, WyomingException {
        for (WyomingEvent event = reader.read(); event != null && !isEnding(); event = reader.read()) {
            synchronized (this) {
                active = System.nanoTime();
            }
            if (event.is(StatusExchange.TYPE) && StatusExchange.isHere(socket)) {
                answer(StatusExchange.answer(status.get().without(client)));
            } else {
                accept(event);
            }
        }
    }

    /** A request that is refused before it is whole is one all the same to whoever looks for it. */
    private void accept(WyomingEvent event) throws WyomingException {
        String service = session.service(event.type());
        try {
            session.accept(event);
        } catch (WyomingException e) {
            if (service != null) {
                log.add(new HomeStatus.Request(service, client, Instant.now(), 0, 0, null, e.getLocalizedMessage(), false));
            }
            throw e;
        }
    }

    private void answer(WyomingEvent event) {
        try {
            outbox.put(event);
        } catch (CancelledException | WyomingException e) {
            LOG.debug("{} is not answered", client, e);
        }
    }

    private synchronized void submit(Work work) throws WyomingException {
        if (gone || ended != 0) {
            work.close();
            return;
        }
        if (requests.size() >= MOST_REQUESTS) {
            work.close();
            throw new WyomingException(ErrorCode.BUSY, Text.of("Too many requests wait already; try again in a moment."));
        }
        requests.add(work);
        if (!working) {
            working = true;
            try {
                threads.execute(this::work);
            } catch (RejectedExecutionException e) {
                working = false;
                throw new WyomingException(ErrorCode.BUSY, Text.of("Too many requests wait already; try again in a moment."));
            }
        }
    }

    private void work() {
        for (Work next = next(); next != null; next = next()) {
            serve(next);
        }
    }

    private synchronized Work next() {
        active = System.nanoTime();
        doing = requests.poll();
        working = doing != null;
        return doing;
    }

    private void serve(Work work) {
        Instant started = Instant.now();
        Desk desk = new Desk(outbox, cancellation);
        String failure = null;
        // A client that closes as soon as it has its answer has not gone away from it.
        boolean cancelled = false;
        cancellation.begin();
        try {
            work.run(desk);
            failure = desk.failure();
        } catch (CancelledException | InterruptedException e) {
            cancelled = true;
            cancellation.cancel();
        } catch (AlanException e) {
            // Work that was cancelled may say so in its own words.
            cancelled = cancellation.isCancelled();
            failure = cancelled ? null : e.getLocalizedMessage();
            fail(e);
        } catch (RuntimeException | Error e) {
            LOG.error("A request of {} failed", client, e);
            AlanException sentence = new AlanException("Something unexpected went wrong; try again, and look into Alan's log if it happens again.");
            failure = sentence.getLocalizedMessage();
            fail(sentence);
        } finally {
            cancellation.end();
            work.close();
            if (work.service() != null) {
                log.add(new HomeStatus.Request(work.service(), client, started, desk.seconds(), desk.waited(), desk.first(), failure, cancelled));
            }
        }
    }

    /** Tells the client why it is left, and leaves it: earlier versions of Home Assistant wait for ever after an error on an open connection. */
    void fail(AlanException reason) {
        Deque<Work> left;
        synchronized (this) {
            if (gone || ended != 0 || cancellation.isCancelled()) {
                return;
            }
            ended = System.nanoTime();
            left = new ArrayDeque<>(requests);
            requests.clear();
        }
        left.forEach(Work::close);
        String code = reason instanceof WyomingException wyoming ? wyoming.code() : ErrorCode.FAILED;
        if (code.equals(ErrorCode.TIMEOUT)) {
            // A client may well keep a connection that it does not need.
            LOG.debug("{}: {}", client, reason.getMessage());
        } else {
            WARNINGS.warn("{}: {}", client, reason.getMessage());
        }
        outbox.putLast(Events.error(reason.getLocalizedMessage(), code));
        cancellation.cancel();
    }

    private synchronized boolean isEnding() {
        return ended != 0;
    }

    /** The client has been told the last thing, or cannot be told anything. */
    private void allWritten() {
        try {
            if (isEnding()) {
                socket.shutdownOutput();
            } else {
                close();
            }
        } catch (IOException e) {
            close();
        }
    }

    /** Closes the connection if nothing has happened on it for too long. */
    void watch() {
        long now = System.nanoTime();
        boolean idle;
        boolean late;
        synchronized (this) {
            idle = !working && ended == 0 && now - Math.max(active, outbox.lastWritten()) > TimeUnit.SECONDS.toNanos(settings.idleSeconds());
            late = ended != 0 && outbox.waiting() == 0 && now - Math.max(ended, outbox.lastWritten()) > FAREWELL;
        }
        if (late || outbox.stuck() > TimeUnit.SECONDS.toNanos(settings.writeSeconds())) {
            // Its reader then ends the work, which may take a while.
            closeSocket();
        } else if (idle && outbox.waiting() == 0) {
            fail(new WyomingException(ErrorCode.TIMEOUT, Text.of("Nothing happened on this connection for %d seconds.", settings.idleSeconds())));
        }
    }

    /** {@return for how many nanoseconds nothing has been asked on it; -1 while something is being served} */
    synchronized long idle() {
        return working ? -1 : System.nanoTime() - active;
    }

    synchronized HomeStatus.Connection status() {
        return new HomeStatus.Connection(client, since, doing == null ? null : doing.service());
    }

    /** Ends all work for the client, and closes the connection. Does nothing the second time. */
    void close() {
        Deque<Work> left;
        synchronized (this) {
            if (gone) {
                return;
            }
            gone = true;
            left = new ArrayDeque<>(requests);
            requests.clear();
        }
        closeSocket();
        outbox.close();
        cancellation.cancel();
        left.forEach(Work::close);
        onEnd.run();
    }

    private void closeSocket() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("{} could not be closed", client, e);
        }
    }
}
