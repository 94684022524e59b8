package alan.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.RunOptions;
import ai.onnxruntime.OrtSession.SessionOptions;
import alan.api.AlanException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A network in memory. Many threads may run it; one may close it meanwhile, which ends their runs and waits for them.
 *
 * <p>A process that ends closes it as well, and so waits for a load or a run that is under way, and loads no other. Otherwise the JVM would leave
 * by {@code exit(3)} while native code is computing, which destroys the static objects of ONNX Runtime under its feet: SIGSEGV. The other half of
 * that is {@link OnnxEnvironment}'s.
 */
public final class OnnxModel implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OnnxModel.class);
    /** Whether threads wait awake for more to do. A {@link Tuning} that says nothing of it wants none of it. */
    private static final String SPINNING = "session.intra_op.allow_spinning";
    /** Whether they stop doing so when a run is over. */
    private static final String STOP = "session.force_spinning_stop";

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Set<Canceller> running = ConcurrentHashMap.newKeySet();
    private final Thread ending = new Thread(this::close, "alan-onnx-ending");
    private final OrtEnvironment environment;
    private final Map<String, NodeInfo> inputs;
    private OrtSession session;
    private volatile boolean closed;

    /** More options of a session. */
    @FunctionalInterface
    public interface Tuning {
        /** Sets them. @param options with what {@link OnnxModel} sets itself */
        void tune(SessionOptions options) throws OrtException;
    }

    /**
     * One computation.
     *
     * @param <T> what comes out
     */
    @FunctionalInterface
    public interface Run<T> {
        /**
         * {@return what came out, copied from native memory}
         *
         * @param environment for the tensors that go in
         * @param session to be run, any number of times
         * @param options for each of those, so that it can be cancelled
         */
        T of(OrtEnvironment environment, OrtSession session, RunOptions options) throws OrtException;
    }

    /** Where a network comes from. */
    @FunctionalInterface
    private interface Source {
        OrtSession session(OrtEnvironment environment, SessionOptions options) throws OrtException;
    }

    /** The network was closed before a run was through. */
    public static final class ClosedException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Loads a network.
     *
     * @param file ONNX
     * @param threads that compute one run
     * @throws AlanException when it is damaged, or ONNX Runtime cannot be loaded
     */
    public OnnxModel(Path file, int threads) throws AlanException {
        this(file, threads, options -> {});
    }

    /**
     * Loads a network.
     *
     * @param file ONNX
     * @param threads that compute one run
     * @param tuning more options
     * @throws AlanException when it is damaged, or ONNX Runtime cannot be loaded
     */
    public OnnxModel(Path file, int threads, Tuning tuning) throws AlanException {
        this(file, (environment, options) -> environment.createSession(file.toString(), options), threads, tuning);
    }

    /**
     * Loads a network that lies in memory.
     *
     * @param name for people
     * @param network ONNX
     * @param threads that compute one run
     * @param tuning more options
     * @throws AlanException when it is damaged, or ONNX Runtime cannot be loaded
     */
    public OnnxModel(String name, byte[] network, int threads, Tuning tuning) throws AlanException {
        this(name, (environment, options) -> environment.createSession(network, options), threads, tuning);
    }

    /**
     * Loads a network that lies in native memory, which is free again afterwards.
     *
     * @param name for people
     * @param network ONNX, a direct buffer
     * @param threads that compute one run
     * @param tuning more options
     * @throws AlanException when it is damaged, or ONNX Runtime cannot be loaded
     */
    public OnnxModel(String name, ByteBuffer network, int threads, Tuning tuning) throws AlanException {
        this(name, (environment, options) -> environment.createSession(network, options), threads, tuning);
    }

    /**
     * For what somebody waits for: threads stay awake while a run is under way, and not between runs, when they would take the processor from the language model.
     *
     * @param options of a session
     * @throws OrtException never, with the release that Alan carries
     */
    public static void awake(SessionOptions options) throws OrtException {
        options.addConfigEntry(SPINNING, "1");
        options.addConfigEntry(STOP, "1");
    }

    private OnnxModel(Object name, Source source, int threads, Tuning tuning) throws AlanException {
        boolean loaded = false;
        lock.writeLock().lock();
        try {
            // First of all, since everything that follows is native code.
            Runtime.getRuntime().addShutdownHook(ending);
            environment = OnnxEnvironment.get();
            session = session(source, threads, tuning);
            inputs = Map.copyOf(session.getInputInfo());
            loaded = true;
        } catch (IllegalStateException e) {
            throw new AlanException("Alan is being stopped, so no model is loaded any more; start it again.", e);
        } catch (LinkageError e) {
            throw new AlanException(
                    "ONNX Runtime, which this engine computes with, cannot be loaded on this machine (%s, %s); use another engine, or an Alan "
                            + "that was built for it.",
                    System.getProperty("os.name"), System.getProperty("os.arch"), e);
        } catch (OrtException e) {
            throw new AlanException(
                    "The model file %s cannot be loaded: it is damaged or of an unknown kind; remove the model and install it again.", name, e);
        } finally {
            if (!loaded) {
                close();
            }
            lock.writeLock().unlock();
        }
    }

    private OrtSession session(Source source, int threads, Tuning tuning) throws OrtException {
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            tuning.tune(options);
            if (!options.getConfigEntries().containsKey(SPINNING)) {
                // Threads that spin between runs would take the processor from the language model.
                options.addConfigEntry(SPINNING, "0");
            }
            return source.session(environment, options);
        }
    }

    /** {@return the inputs, by name} */
    public Map<String, NodeInfo> inputs() {
        return inputs;
    }

    /**
     * Computes.
     *
     * @param <T> what comes out
     * @param canceller may stop it
     * @param run what to compute
     * @return what came out; {@code null} when it was cancelled
     * @throws OrtException when it fails
     * @throws ClosedException when the network was closed
     */
    public <T> T run(Canceller canceller, Run<T> run) throws OrtException, ClosedException {
        lock.readLock().lock();
        running.add(canceller);
        try (RunOptions options = closed ? null : new RunOptions()) {
            if (options == null) {
                throw new ClosedException();
            }
            options.setLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            try {
                return canceller.begins(options) ? run.of(environment, session, options) : cancelled();
            } finally {
                canceller.ended();
            }
        } catch (OrtException e) {
            if (closed || canceller.cancelled()) {
                return cancelled();
            }
            throw e;
        } finally {
            running.remove(canceller);
            lock.readLock().unlock();
        }
    }

    private <T> T cancelled() throws ClosedException {
        if (closed) {
            throw new ClosedException();
        }
        return null;
    }

    /** Ends the runs that are under way, frees the network and gives its memory back to the system. Does nothing the second time. */
    @Override
    public void close() {
        closed = true;
        running.forEach(Canceller::cancel);
        lock.writeLock().lock();
        try {
            forgetEnding();
            if (session != null) {
                session.close();
                session = null;
                NativeMemory.giveBack();
            }
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void forgetEnding() {
        try {
            Runtime.getRuntime().removeShutdownHook(ending);
        } catch (IllegalStateException e) {
            LOG.debug("the process is ending", e);
        }
    }
}
