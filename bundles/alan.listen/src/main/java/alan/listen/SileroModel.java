package alan.listen;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.RunOptions;
import alan.api.AlanException;
import alan.api.listen.VoiceActivity;
import alan.onnx.Canceller;
import alan.onnx.OnnxModel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * Silero's network in memory. Inputs {@code input} [1, 64 + 512] (the end of the window before, then the window), {@code state}
 * [2, 1, 128] and {@code sr} (a 64-bit integer); outputs {@code output} [1, 1], the probability of speech, and
 * {@code stateN}, the next state. The layout was read in {@code silero_vad/utils_vad.py} 6.2.3, class {@code OnnxWrapper}.
 *
 * <p>Many threads may use it; one may close it meanwhile, which ends what is being computed.
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

    private final OnnxModel model;

    /**
     * Loads the network.
     *
     * @param file {@code silero_vad_16k_op15.onnx}
     * @throws AlanException when it is something else
     */
    SileroModel(Path file) throws AlanException {
        // A window is far too little work to share.
        model = new OnnxModel(file, 1);
        if (!model.inputs().keySet().containsAll(INPUTS)) {
            model.close();
            throw new AlanException("The file %s is an ONNX model, but not Silero's for voice activity; set model in %s to one that is.", file,
                    SileroVoiceActivity.NAME);
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
        model.close();
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
            try {
                return model.run(new Canceller(), this::run);
            } catch (OnnxModel.ClosedException e) {
                throw new AlanException("Voice activity was unloaded while it listened; ask again.", e);
            } catch (OrtException e) {
                throw new AlanException("Voice activity failed, and the log says why; ask again.", e);
            }
        }

        private float run(OrtEnvironment environment, OrtSession session, RunOptions options) throws OrtException {
            try (OnnxTensor sound = OnnxTensor.createTensor(environment, input, new long[] {1, input.capacity()});
                    OnnxTensor before = OnnxTensor.createTensor(environment, state, STATE_SHAPE);
                    OnnxTensor rate = OnnxTensor.createTensor(environment, (long) SAMPLE_RATE);
                    OrtSession.Result result = session.run(Map.of("input", sound, "state", before, "sr", rate), options)) {
                ((OnnxTensor) result.get("stateN").orElseThrow()).getFloatBuffer().get(next);
                state.put(0, next);
                return ((OnnxTensor) result.get("output").orElseThrow()).getFloatBuffer().get(0);
            }
        }
    }
}
