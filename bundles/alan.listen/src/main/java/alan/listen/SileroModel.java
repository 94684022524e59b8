package alan.listen;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import alan.api.AlanException;
import alan.api.listen.VoiceActivity;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Silero's network in memory. Inputs {@code input} [1, 64 + 512] (the end of the window before, then the window), {@code state}
 * [2, 1, 128] and {@code sr} (a 64-bit integer); outputs {@code output} [1, 1], the probability of speech, and
 * {@code stateN}, the next state. The layout was read in {@code silero_vad/utils_vad.py} 6.2.3, class {@code OnnxWrapper}.
 *
 * <p>Many threads may use it; one may close it meanwhile, which waits for the windows that are being computed.
 */
final class SileroModel implements AutoCloseable {
    /** In Hz. */
    static final int SAMPLE_RATE = VoiceActivity.SAMPLE_RATE;

    /** Samples that get one probability: 32 ms. */
    static final int WINDOW = 512;

    private static final int CONTEXT = 64;
    private static final int STATE = 2 * 128;
    private static final long[] STATE_SHAPE = {2, 1, 128};
    private static final Set<String> INPUTS = Set.of("input", "state", "sr");

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    /**
     * Loads the network.
     *
     * @param file {@code silero_vad_16k_op15.onnx}
     * @throws AlanException when it is something else
     */
    SileroModel(Path file) throws AlanException {
        try (SessionOptions options = new SessionOptions()) {
            environment = OrtEnvironment.getEnvironment();
            environment.setTelemetry(false);
            // A window is far too little work to share, and a thread that spins between windows would never rest.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            session = environment.createSession(file.toString(), options);
            if (!session.getInputNames().containsAll(INPUTS)) {
                session.close();
                throw new AlanException("The file %s is an ONNX model, but not Silero's for voice activity; set model in %s to one that is.", file,
                        SileroVoiceActivity.NAME);
            }
        } catch (LinkageError e) {
            throw new AlanException("ONNX Runtime, which finds speech, cannot be loaded on this machine (%s, %s); use an Alan distribution "
                    + "that was built for it.", System.getProperty("os.name"), System.getProperty("os.arch"), e);
        } catch (OrtException e) {
            throw new AlanException("The model file %s cannot be loaded: it is damaged or of an unknown kind; remove the model and install it again.",
                    file, e);
        }
    }

    private static FloatBuffer direct(int length) {
        return ByteBuffer.allocateDirect(length * Float.BYTES).order(ByteOrder.nativeOrder()).asFloatBuffer();
    }

    /** {@return what follows one sound from its begin; for one thread} */
    SpeechProbability listener() {
        return new Listener();
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                session.close();
            }
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        } finally {
            lock.writeLock().unlock();
        }
    }

    private final class Listener implements SpeechProbability {
        // Given to the network in place. From arrays, each of its thirty windows a second would leave direct memory to the collector.
        private final FloatBuffer input = direct(CONTEXT + WINDOW);
        private final FloatBuffer state = direct(STATE);
        private final float[] next = new float[STATE];

        @Override
        public float of(float[] samples, int from) throws AlanException {
            for (int i = 0; i < CONTEXT; i++) {
                input.put(i, input.get(WINDOW + i));
            }
            for (int i = 0; i < WINDOW; i++) {
                float sample = from + i < samples.length ? samples[from + i] : 0;
                // A sample that is no number would stay in the state for ever.
                input.put(CONTEXT + i, Float.isFinite(sample) ? Math.max(-1, Math.min(1, sample)) : 0);
            }
            lock.readLock().lock();
            try {
                if (closed) {
                    throw new AlanException("Voice activity was unloaded while it listened; ask again.");
                }
                return run();
            } catch (OrtException e) {
                throw new AlanException("Voice activity failed, and the log says why; ask again.", e);
            } finally {
                lock.readLock().unlock();
            }
        }

        private float run() throws OrtException {
            try (OnnxTensor sound = OnnxTensor.createTensor(environment, input, new long[] {1, input.capacity()});
                    OnnxTensor before = OnnxTensor.createTensor(environment, state, STATE_SHAPE);
                    OnnxTensor rate = OnnxTensor.createTensor(environment, (long) SAMPLE_RATE);
                    OrtSession.Result result = session.run(Map.of("input", sound, "state", before, "sr", rate))) {
                ((OnnxTensor) result.get("stateN").orElseThrow()).getFloatBuffer().get(next);
                state.put(0, next);
                return ((OnnxTensor) result.get("output").orElseThrow()).getFloatBuffer().get(0);
            }
        }
    }
}
