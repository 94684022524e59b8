package alan.tts.piper;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.RunOptions;
import ai.onnxruntime.OrtSession.SessionOptions;
import alan.api.AlanException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A voice's network in memory: a VITS as Piper's {@code export_onnx.py} writes it. Inputs {@code input} [1, n] and
 * {@code input_lengths} [1] (64-bit integers), {@code scales} [3] (noise, length, noise of lengths) and, with several
 * speakers, {@code sid} [1]; the output is [1, 1, 1, samples].
 *
 * <p>Many threads may synthesise; one may close meanwhile, which ends their runs and waits for them.
 */
final class PiperNetwork implements AutoCloseable {
    private static final Set<String> INPUTS = Set.of("input", "input_lengths", "scales");
    private static final String SPEAKER = "sid";

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Set<Canceller> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;
    private boolean freed;

    /**
     * Loads a network.
     *
     * @param file checked by {@link OnnxFile}
     * @param threads that compute one sentence
     * @throws AlanException when it is no Piper voice
     */
    PiperNetwork(Path file, int threads) throws AlanException {
        try (SessionOptions options = new SessionOptions()) {
            environment = OrtEnvironment.getEnvironment();
            environment.setTelemetry(false);
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            // Threads that spin between sentences would take the processor from the language model.
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            session = environment.createSession(file.toString(), options);
            try {
                if (!session.getInputNames().containsAll(INPUTS)) {
                    throw new AlanException(
                            "The file %s is an ONNX model, but no Piper voice; remove the model or choose another voice.", file);
                }
            } catch (AlanException | RuntimeException | Error e) {
                session.close();
                throw e;
            }
        } catch (LinkageError e) {
            throw new AlanException(
                    "ONNX Runtime, which computes the Piper voices, cannot be loaded on this machine (%s, %s); use another engine for text to "
                            + "speech.",
                    System.getProperty("os.name"), System.getProperty("os.arch"), e);
        } catch (OrtException e) {
            throw new AlanException(
                    "The voice file %s cannot be loaded: it is damaged or of an unknown kind; remove the voice's model and install it again.",
                    file, e);
        }
    }

    /**
     * Computes a sentence.
     *
     * @param ids the sentence, {@link Phonemes#ids}
     * @param scales noise, length, noise of lengths
     * @param speaker its number; ignored by a network with one speaker
     * @param canceller may stop it
     * @return its sound as the network gives it; {@code null} when it was cancelled
     * @throws AlanException when it fails or the network was closed
     */
    float[] synthesise(long[] ids, float[] scales, int speaker, Canceller canceller) throws AlanException {
        lock.readLock().lock();
        running.add(canceller);
        try (RunOptions options = new RunOptions()) {
            if (closed) {
                throw Unloaded.exception();
            }
            options.setLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            try {
                return canceller.begins(options) ? run(ids, scales, speaker, options) : cancelled();
            } finally {
                canceller.ended();
            }
        } catch (OrtException e) {
            if (closed || canceller.cancelled()) {
                return cancelled();
            }
            throw new AlanException("A Piper voice failed at a sentence (%s); say it in other words, or use another voice.", e.getMessage(), e);
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

    private float[] run(long[] ids, float[] scales, int speaker, RunOptions options) throws OrtException {
        try (OnnxTensor input = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), new long[] {1, ids.length});
                OnnxTensor length = OnnxTensor.createTensor(environment, new long[] {ids.length});
                OnnxTensor scale = OnnxTensor.createTensor(environment, scales);
                OnnxTensor sid = OnnxTensor.createTensor(environment, new long[] {speaker})) {
            Map<String, OnnxTensor> inputs = new HashMap<>(Map.of("input", input, "input_lengths", length, "scales", scale));
            if (session.getInputNames().contains(SPEAKER)) {
                inputs.put(SPEAKER, sid);
            }
            try (OrtSession.Result result = session.run(inputs, options)) {
                FloatBuffer sound = ((OnnxTensor) result.get(0)).getFloatBuffer();
                float[] samples = new float[sound.remaining()];
                sound.get(samples);
                return samples;
            }
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
                NativeMemory.giveBack();
            }
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        } finally {
            lock.writeLock().unlock();
        }
    }
}
