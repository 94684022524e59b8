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
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A voice's network in memory: a VITS as Piper's {@code export_onnx.py} writes it. Inputs {@code input} [1, n] and
 * {@code input_lengths} [1] (64-bit integers), {@code scales} [3] (noise, length, noise of lengths) and, with several
 * speakers, {@code sid} [1]; the output is [1, 1, 1, samples]. Its noise comes in from outside ({@link NoiseInput}), and it is cut in two where it can be ({@link Halves}).
 *
 * <p>Many threads may synthesise; one may close meanwhile, which ends their runs and waits for them.
 */
final class PiperNetwork implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PiperNetwork.class);
    private static final Set<String> INPUTS = Set.of("input", "input_lengths", "scales");
    private static final String SPEAKER = "sid";

    /** From a sentence to its frames, or to its sound where the network could not be cut. */
    private final OnnxModel first;
    /** From frames to sound; {@code null} where the network could not be cut. */
    private final OnnxModel decoder;
    /** Name of the decoder's input. */
    private final String frames;

    /** Numbers in a shape. @param shape of all that there are */
    private record Tensor(float[] values, long[] shape) {}

    /**
     * Loads a network.
     *
     * @param file checked by {@link OnnxFile}
     * @param threads that compute one sentence
     * @throws AlanException when it is no Piper voice
     */
    PiperNetwork(Path file, int threads) throws AlanException {
        NetworkFile network = null;
        Optional<Halves> halves = Optional.empty();
        try {
            network = NoiseInput.in(NetworkFile.read(file));
            halves = Halves.of(network);
        } catch (IOException e) {
            // ONNX Runtime has the last word about what is wrong with the file.
            LOG.debug("{} cannot be read", file, e);
        }
        OnnxModel one = halves.isPresent() ? load(halves.get().first(), threads) : network != null ? load(network, threads) : new OnnxModel(file, threads, OnnxModel::awake);
        boolean loaded = false;
        try {
            if (!one.inputs().keySet().containsAll(INPUTS)) {
                throw new AlanException("The file %s is an ONNX model, but no Piper voice; remove the model or choose another voice.", file);
            }
            decoder = halves.isPresent() ? load(halves.get().decoder(), threads) : null;
            loaded = true;
        } finally {
            if (!loaded) {
                one.close();
            }
        }
        first = one;
        frames = halves.map(Halves::frames).orElse(null);
        if (!one.inputs().containsKey(NoiseInput.NAME)) {
            LOG.info("The noise of {} cannot be seeded", file);
        }
    }

    private static OnnxModel load(NetworkFile network, int threads) throws AlanException {
        try {
            return network.load(threads, OnnxModel::awake);
        } catch (IOException e) {
            throw new AlanException("The voice file %s cannot be read; check its permissions.", network.file(), e);
        }
    }

    /**
     * Begins a sentence. Nothing is computed yet.
     *
     * @param ids the sentence, {@link Phonemes#ids}
     * @param scales noise, length, noise of lengths
     * @param speaker its number; ignored by a network with one speaker
     * @param noise gives what the sound varies by; not looked at by a network that draws it itself
     * @param canceller may stop it
     */
    Sentence sentence(long[] ids, float[] scales, int speaker, Random noise, Canceller canceller) {
        return new Sentence(ids, scales, speaker, noise, canceller);
    }

    /** A sentence that is being computed. Not for several threads. */
    final class Sentence {
        private final long[] ids;
        private final float[] scales;
        private final int speaker;
        private final Random noise;
        private final Canceller canceller;
        private FrameWindows windows;
        private float[] values;
        private int channels;

        private Sentence(long[] ids, float[] scales, int speaker, Random noise, Canceller canceller) {
            this.ids = ids;
            this.scales = scales;
            this.speaker = speaker;
            this.noise = noise;
            this.canceller = canceller;
        }

        /**
         * {@return the next samples as the network gives them; {@code null} after the last, and when it was cancelled}
         *
         * @throws AlanException when it fails or the network was closed
         */
        float[] next() throws AlanException {
            if (windows != null && windows.atEnd()) {
                return null;
            }
            if (windows == null) {
                Tensor made = compute(first, inputs -> enter(inputs));
                if (made == null) {
                    return null;
                }
                if (decoder == null) {
                    windows = FrameWindows.NONE;
                    return made.values();
                }
                channels = (int) made.shape()[1];
                windows = new FrameWindows((int) made.shape()[2]);
                values = made.values();
            }
            return windows.atEnd() ? null : decode();
        }

        /** {@return whether there is nothing more} */
        boolean atEnd() {
            return windows != null && windows.atEnd();
        }

        private float[] decode() throws AlanException {
            FrameWindows.Window window = windows.next();
            float[] some = window.of(values, channels);
            Tensor sound = compute(decoder, inputs -> {
                inputs.put(frames, OnnxTensor.createTensor(inputs.environment(), FloatBuffer.wrap(some), new long[] {1, channels, window.length()}));
                if (decoder.inputs().containsKey(SPEAKER)) {
                    inputs.put(SPEAKER, OnnxTensor.createTensor(inputs.environment(), new long[] {speaker}));
                }
            });
            return sound == null ? null : window.cut(sound.values());
        }

        private void enter(Inputs inputs) throws OrtException {
            OrtEnvironment environment = inputs.environment();
            inputs.put("input", OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), new long[] {1, ids.length}));
            inputs.put("input_lengths", OnnxTensor.createTensor(environment, new long[] {ids.length}));
            inputs.put("scales", OnnxTensor.createTensor(environment, scales));
            if (first.inputs().containsKey(SPEAKER)) {
                inputs.put(SPEAKER, OnnxTensor.createTensor(environment, new long[] {speaker}));
            }
            if (first.inputs().containsKey(NoiseInput.NAME)) {
                inputs.put(NoiseInput.NAME, OnnxTensor.createTensor(environment, NoiseInput.draw(noise, ids.length, scales[1])));
            }
        }

        private Tensor compute(OnnxModel model, Entering entering) throws AlanException {
            try {
                return model.run(canceller, (environment, session, options) -> run(environment, session, options, entering));
            } catch (OnnxModel.ClosedException e) {
                throw VoicePool.unloaded();
            } catch (OrtException e) {
                throw new AlanException("A Piper voice failed at a sentence (%s); say it in other words, or use another voice.", e.getMessage(), e);
            }
        }
    }

    /** Gives a run what goes into it. */
    private interface Entering {
        void enter(Inputs inputs) throws OrtException;
    }

    /** What goes into a run, closed after it. */
    private record Inputs(OrtEnvironment environment, Map<String, OnnxTensor> all) implements AutoCloseable {
        void put(String name, OnnxTensor tensor) {
            all.put(name, tensor);
        }

        @Override
        public void close() {
            all.values().forEach(OnnxTensor::close);
        }
    }

    private static Tensor run(OrtEnvironment environment, OrtSession session, RunOptions options, Entering entering) throws OrtException {
        // Three sentences of 11 s at the same time would leave 740 MB behind, and leave 5.
        Arena.giveBackAfter(options);
        try (Inputs inputs = new Inputs(environment, new HashMap<>())) {
            entering.enter(inputs);
            try (OrtSession.Result result = session.run(inputs.all(), options)) {
                OnnxTensor tensor = (OnnxTensor) result.get(0);
                FloatBuffer buffer = tensor.getFloatBuffer();
                float[] values = new float[buffer.remaining()];
                buffer.get(values);
                return new Tensor(values, tensor.getInfo().getShape());
            }
        }
    }

    /** Ends the runs that are under way and frees the network. Does nothing the second time. */
    @Override
    public void close() {
        first.close();
        if (decoder != null) {
            decoder.close();
        }
    }
}
