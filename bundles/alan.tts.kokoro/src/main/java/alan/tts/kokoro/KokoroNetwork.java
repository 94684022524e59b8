package alan.tts.kokoro;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.RunOptions;
import ai.onnxruntime.TensorInfo;
import alan.api.AlanException;
import alan.onnx.Arena;
import alan.onnx.Canceller;
import alan.onnx.OnnxModel;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

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

    private final OnnxModel model;
    private final String tokens;

    /**
     * Loads the network.
     *
     * @param file ONNX
     * @param threads that compute one passage
     * @throws AlanException when it is damaged or something else
     */
    KokoroNetwork(Path file, int threads) throws AlanException {
        model = new OnnxModel(file, threads, OnnxModel::awake);
        tokens = model.inputs().containsKey("tokens") ? "tokens" : "input_ids";
        if (!isKokoro()) {
            model.close();
            throw new AlanException("The file %s is an ONNX model, but not Kokoro; remove the model or choose another one.", file);
        }
    }

    private boolean isKokoro() {
        Map<String, NodeInfo> inputs = model.inputs();
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
        try {
            return model.run(canceller, (environment, session, options) -> run(ids, style, speed, environment, session, options));
        } catch (OnnxModel.ClosedException e) {
            throw new AlanException("Kokoro was unloaded while it spoke; ask again.", e);
        } catch (OrtException e) {
            throw new AlanException("Kokoro failed at a sentence (%s); say it in other words, or use another voice.", e.getMessage(), e);
        }
    }

    private float[] run(long[] ids, FloatBuffer style, double speed, OrtEnvironment environment, OrtSession session, RunOptions options)
            throws OrtException {
        // After a sentence of 30 words 420 MB were resident otherwise, and are 210 MB, of which the loaded network takes 180 MB. It costs 3 % more
        // processor time (1.17 s instead of 1.13 s for a second of sound, median of four in turns). Without an arena it was 2 %, but malloc kept 1,300 MB.
        Arena.giveBackAfter(options);
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
        model.close();
    }
}
