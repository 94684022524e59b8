package alan.tts.piper;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.RunOptions;
import alan.api.AlanException;
import alan.onnx.Arena;
import alan.onnx.Canceller;
import alan.onnx.OnnxModel;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A voice's network in memory: a VITS as Piper's {@code export_onnx.py} writes it. Inputs {@code input} [1, n] and
 * {@code input_lengths} [1] (64-bit integers), {@code scales} [3] (noise, length, noise of lengths) and, with several
 * speakers, {@code sid} [1]; the output is [1, 1, 1, samples]. Its noise comes in from outside ({@link NoiseInput}).
 *
 * <p>Many threads may synthesise; one may close meanwhile, which ends their runs and waits for them.
 */
final class PiperNetwork implements AutoCloseable {
    private static final Set<String> INPUTS = Set.of("input", "input_lengths", "scales");
    private static final String SPEAKER = "sid";

    private final OnnxModel model;

    /**
     * Loads a network.
     *
     * @param file checked by {@link OnnxFile}
     * @param threads that compute one sentence
     * @throws AlanException when it is no Piper voice
     */
    PiperNetwork(Path file, int threads) throws AlanException {
        model = NoiseInput.load(file, threads);
        if (!model.inputs().keySet().containsAll(INPUTS)) {
            model.close();
            throw new AlanException("The file %s is an ONNX model, but no Piper voice; remove the model or choose another voice.", file);
        }
    }

    /**
     * Computes a sentence.
     *
     * @param ids the sentence, {@link Phonemes#ids}
     * @param scales noise, length, noise of lengths
     * @param speaker its number; ignored by a network with one speaker
     * @param noise gives what the sound varies by; not looked at by a network that draws it itself
     * @param canceller may stop it
     * @return its sound as the network gives it; {@code null} when it was cancelled
     * @throws AlanException when it fails or the network was closed
     */
    float[] synthesise(long[] ids, float[] scales, int speaker, Random noise, Canceller canceller) throws AlanException {
        try {
            return model.run(canceller, (environment, session, options) -> run(ids, scales, speaker, noise, environment, session, options));
        } catch (OnnxModel.ClosedException e) {
            throw VoicePool.unloaded();
        } catch (OrtException e) {
            throw new AlanException("A Piper voice failed at a sentence (%s); say it in other words, or use another voice.", e.getMessage(), e);
        }
    }

    private static float[] run(long[] ids, float[] scales, int speaker, Random noise, OrtEnvironment environment, OrtSession session,
            RunOptions options) throws OrtException {
        // Three sentences of 11 s at the same time would leave 740 MB behind, and leave 5. What that costs cannot be told from the noise.
        Arena.giveBackAfter(options);
        float[] drawn = session.getInputNames().contains(NoiseInput.NAME) ? NoiseInput.draw(noise, ids.length, scales[1]) : new float[1];
        try (OnnxTensor input = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), new long[] {1, ids.length});
                OnnxTensor length = OnnxTensor.createTensor(environment, new long[] {ids.length});
                OnnxTensor scale = OnnxTensor.createTensor(environment, scales);
                OnnxTensor normal = OnnxTensor.createTensor(environment, drawn);
                OnnxTensor sid = OnnxTensor.createTensor(environment, new long[] {speaker})) {
            Map<String, OnnxTensor> inputs = new HashMap<>(Map.of("input", input, "input_lengths", length, "scales", scale));
            if (session.getInputNames().contains(SPEAKER)) {
                inputs.put(SPEAKER, sid);
            }
            if (session.getInputNames().contains(NoiseInput.NAME)) {
                inputs.put(NoiseInput.NAME, normal);
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
        model.close();
    }
}
