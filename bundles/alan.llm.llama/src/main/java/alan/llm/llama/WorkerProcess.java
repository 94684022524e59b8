package alan.llm.llama;

import alan.api.AlanException;
import alan.api.text.Text;
import alan.llm.llama.worker.ChatMessage;
import alan.llm.llama.worker.Frame;
import alan.llm.llama.worker.FrameStream;
import alan.llm.llama.worker.GenerateRequest;
import alan.llm.llama.worker.LoadRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running worker JVM with one model. For all threads.
 *
 * <p>When it ends, for whatever reason, every open request fails with a sentence that says so; the first reason that is known
 * counts.
 */
final class WorkerProcess {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final Frame LAST = new Frame(Frame.Type.QUIT, 0);

    private final Process process;
    private final Duration patience;
    private final WorkerLog log = new WorkerLog();
    private final Map<Integer, Exchange> exchanges = new ConcurrentHashMap<>();
    private final BlockingQueue<Frame> outgoing = new LinkedBlockingQueue<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final Thread errors;
    private volatile boolean loaded;
    private volatile Text reason;
    private volatile long heard = System.nanoTime();

    private WorkerProcess(Process process, Duration patience) {
        this.process = process;
        this.patience = patience;
        this.errors = thread("log", () -> log.drain(process.getErrorStream()));
        thread("writer", this::write);
        thread("reader", this::read);
    }

    /**
     * Starts a worker. It has no model yet.
     *
     * @param command how
     * @param patience how long it may be silent while something is expected of it
     * @return the worker
     * @throws AlanException when the process cannot be started
     */
    static WorkerProcess start(WorkerCommand command, Duration patience) throws AlanException {
        try {
            return new WorkerProcess(command.builder().start(), patience);
        } catch (IOException failure) {
            throw new AlanException(
                    "The language model's worker could not be started (%s); see worker.java of alan.llm.llama and the free memory.",
                    failure.getMessage(), failure);
        }
    }

    private Thread thread(String purpose, Runnable task) {
        Thread thread = new Thread(task, "llama worker " + process.pid() + " " + purpose);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** {@return the process's number} */
    long pid() {
        return process.pid();
    }

    /** {@return whether it runs and was not told to end} */
    boolean usable() {
        return reason == null && process.isAlive();
    }

    /**
     * Loads its model and waits for that.
     *
     * @param request which and how
     * @throws AlanException when it cannot be loaded
     */
    void load(LoadRequest request) throws AlanException {
        Exchange exchange = new Exchange(0, this);
        send(exchange, new Frame(Frame.Type.LOAD, 0, request::write));
        try {
            exchange.next();
            loaded = true;
        } finally {
            forget(exchange);
        }
    }

    /**
     * Counts tokens.
     *
     * @param messages a conversation
     * @return tokens of the whole prompt
     * @throws AlanException when the worker fails
     */
    int countTokens(List<ChatMessage> messages) throws AlanException {
        return ask(Frame.Type.COUNT, out -> ChatMessage.writeAll(out, messages)).getInt();
    }

    /** {@return how fast it is} @throws AlanException when the worker fails */
    ThreadChoice.Speed measure() throws AlanException {
        ByteBuffer speed = ask(Frame.Type.MEASURE, out -> {});
        return new ThreadChoice.Speed(speed.getDouble(), speed.getDouble());
    }

    /**
     * Starts an answer.
     *
     * @param request what to answer
     * @return the answer, accepted by the worker; {@link WorkerAnswer#refused} if it is too long
     * @throws AlanException when the worker fails
     */
    WorkerAnswer generate(GenerateRequest request) throws AlanException {
        Exchange exchange = new Exchange(ids.incrementAndGet(), this);
        send(exchange, new Frame(Frame.Type.GENERATE, exchange.id(), request::write));
        return WorkerAnswer.begin(this, exchange);
    }

    /** Stops caring about a request, and tells the worker so. */
    void cancel(Exchange exchange) {
        forget(exchange);
        outgoing.add(new Frame(Frame.Type.CANCEL, exchange.id()));
    }

    /** A request is complete. */
    void forget(Exchange exchange) {
        exchanges.remove(exchange.id());
    }

    /**
     * Ends the process and waits until it is gone.
     *
     * @param sentence for those who still wait for an answer
     */
    void end(Text sentence) {
        failAll(sentence);
        outgoing.add(LAST);
        ProcessExit.await(process, FAREWELL);
    }

    /** Ends a worker that has said nothing for too long. Called by those who wait for it. */
    void checkSilence() {
        if (System.nanoTime() - heard > patience.toNanos() && reason == null) {
            failAll(Text.of("The language model's worker said nothing for %s seconds and was ended; the next question starts a new one"
                    + " (timeout of alan.llm.llama sets how long it may be silent).", patience.toSeconds()));
            LOG.warn("worker {} was silent for {} and is ended; its log:\n{}", pid(), patience, log.text());
            process.destroyForcibly();
        }
    }

    /** {@return the sentence for a frame in which the worker says that something failed} @param frame of type FAILED */
    Text sentence(Frame frame) {
        String why;
        try {
            why = Frame.readText(frame.in());
        } catch (IOException broken) {
            why = broken.getMessage();
        }
        LOG.warn("worker {} failed: {}; its log:\n{}", pid(), why, log.text());
        if (frame.id() != 0) {
            return Text.of("The language model could not answer (its worker says: %s); the log has more.", why);
        }
        failAll(WorkerEnd.notLoaded(log, why));
        return reason;
    }

    /** {@return the body of the answer} */
    private ByteBuffer ask(Frame.Type type, Frame.Writing body) throws AlanException {
        Exchange exchange = new Exchange(ids.incrementAndGet(), this);
        send(exchange, new Frame(type, exchange.id(), body));
        try {
            return ByteBuffer.wrap(exchange.next().body());
        } finally {
            forget(exchange);
        }
    }

    private void send(Exchange exchange, Frame frame) {
        if (exchanges.isEmpty()) {
            heard = System.nanoTime();
        }
        exchanges.put(exchange.id(), exchange);
        // In this order: whoever ends the worker first sets the reason, then fails what it finds.
        if (reason != null) {
            exchange.fail(reason);
        }
        outgoing.add(frame);
    }

    private void failAll(Text sentence) {
        synchronized (this) {
            if (reason == null) {
                reason = sentence;
            }
        }
        exchanges.values().forEach(exchange -> exchange.fail(reason));
    }

    private void write() {
        try (OutputStream out = process.getOutputStream()) {
            Frame frame;
            do {
                frame = outgoing.take();
                FrameStream.write(out, frame);
            } while (frame != LAST);
        } catch (IOException | InterruptedException ended) {
            LOG.debug("worker {} takes no more requests: {}", pid(), ended.toString());
        }
    }

    private void read() {
        FrameStream.Reader in = new FrameStream.Reader(process.getInputStream(), log::addStray);
        try {
            for (Frame frame = in.next(); frame != null; frame = in.next()) {
                heard = System.nanoTime();
                Exchange exchange = exchanges.get(frame.id());
                if (exchange != null) {
                    exchange.add(frame);
                }
            }
        } catch (IOException broken) {
            log.add("error: " + broken.getMessage());
        }
        ProcessExit.await(process, Duration.ZERO);
        ended();
    }

    private void ended() {
        outgoing.add(LAST);
        try {
            errors.join(FAREWELL.toMillis());
        } catch (InterruptedException goOn) {
            Thread.currentThread().interrupt();
        }
        if (reason == null) {
            Text sentence = WorkerEnd.sentence(process.exitValue(), loaded, log);
            LOG.warn("{} Log of worker {}:\n{}", sentence.english(), pid(), log.text());
            failAll(sentence);
        }
    }
}
