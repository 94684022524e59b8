package alan.tts.kokoro;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.RunOptions;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import alan.api.AlanException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Kokoro's network in memory, as {@code KModelForONNX} of its makers exports it. Inputs {@code input_ids} or {@code tokens} [1, n] (64-bit
 * integers), {@code style} [1, 256] and {@code speed} [1]; the first output is the sound, at 24 kHz.
 *
 * <p>Many threads may synthesise; one may close meanwhile, which ends their runs and waits for them.
 *
 * @see <a href="https://github.com/hexgrad/kokoro/blob/main/kokoro/model.py">KModelForONNX</a>
 */
final class KokoroNetwork implements AutoCloseable {
    /** Of the sound, in Hz. */
    static final int SAMPLE_RATE = 24_000;

    private static final String STYLE = "style";
    private static final String SPEED = "speed";

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final String tokens;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Set<Canceller> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;
    private boolean freed;

    /**
     * Loads the network.
     *
     * @param file ONNX
     * @param threads that compute one passage
     * @throws AlanException when it is damaged or something else
     */
    KokoroNetwork(Path file, int threads) throws AlanException {
        try (SessionOptions options = new SessionOptions()) {
            environment = OrtEnvironment.getEnvironment();
            environment.setTelemetry(false);
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            // Threads that spin between passages would take the processor from the language model.
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            session = environment.createSession(file.toString(), options);
            try {
                tokens = session.getInputNames().contains("tokens") ? "tokens" : "input_ids";
                if (!isKokoro()) {
                    throw new AlanException("The file %s is an ONNX model, but not Kokoro; remove the model or choose another one.", file);
                }
            } catch (OrtException | AlanException | RuntimeException | Error e) {
                session.close();
                throw e;
            }
        } catch (LinkageError e) {
            throw new AlanException(
                    "ONNX Runtime, which computes Kokoro, cannot be loaded on this machine (%s, %s); use another engine for text to speech.",
                    System.getProperty("os.name"), System.getProperty("os.arch"), e);
        } catch (OrtException e) {
            throw new AlanException(
                    "The model file %s cannot be loaded: it is damaged or of an unknown kind; remove the model and install it again.", file, e);
        }
    }

    private boolean isKokoro() throws OrtException {
        Map<String, NodeInfo> inputs = session.getInputInfo();
        return inputs.keySet().equals(Set.of(tokens, STYLE, SPEED))
                && is(inputs.get(tokens), OnnxJavaType.INT64)
                && is(inputs.get(STYLE), OnnxJavaType.FLOAT)
                && is(inputs.get(SPEED), OnnxJavaType.FLOAT);
    }

    private static boolean is(NodeInfo input, OnnxJavaType type) {
        return input.getInfo() instanceof TensorInfo tensor && tensor.type == type;
    }

    /**
     * Computes a passage.
     *
     * @param ids tokens with the pads at both ends, {@link Vocabulary#encode}
     * @param style the voice, {@link Styles#row}
     * @param speed 1 is the voice's own pace, 2 twice as fast
     * @param canceller may stop it
     * @return its sound as the network gives it; {@code null} when it was cancelled
     * @throws AlanException when it fails or the network was closed
     */
    float[] synthesise(long[] ids, FloatBuffer style, double speed, Canceller canceller) throws AlanException {
        lock.readLock().lock();
        running.add(canceller);
        try (RunOptions options = new RunOptions()) {
            if (closed) {
                throw Unloaded.exception();
            }
            options.setLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            try {
                return canceller.begins(options) ? run(ids, style, speed, options) : cancelled();
            } finally {
                canceller.ended();
            }
        } catch (OrtException e) {
            if (closed || canceller.cancelled()) {
                return cancelled();
            }
            throw new AlanException("Kokoro failed at a sentence (%s); say it in other words, or use another voice.", e.getMessage(), e);
        } finally {
            running.remove(canceller);
            lock.readLock().unlock();
        }
    }

    private float[] cancelled() throws AlanException {
        if (closed) {
            throw Unloaded.exception();
        }
        return null;
    }

    private float[] run(long[] ids, FloatBuffer style, double speed, RunOptions options) throws OrtException {
        try (OnnxTensor input = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), new long[] {1, ids.length});
                OnnxTensor voice = OnnxTensor.createTensor(environment, style, new long[] {1, Styles.WIDTH});
                OnnxTensor pace = OnnxTensor.createTensor(environment, new float[] {(float) speed});
                OrtSession.Result result = session.run(Map.of(tokens, input, STYLE, voice, SPEED, pace), options)) {
            FloatBuffer sound = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] samples = new float[sound.remaining()];
            sound.get(samples);
            return samples;
        }
    }

    /** Ends the runs that are under way and frees the network. Does nothing the second time. */
    @Override
    public void close() {
        closed = true;
        running.forEach(Canceller::cancel);
        lock.writeLock().lock();
        try {
            if (!freed) {
                freed = true;
                session.close();
            }
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        } finally {
            lock.writeLock().unlock();
        }
    }
}
