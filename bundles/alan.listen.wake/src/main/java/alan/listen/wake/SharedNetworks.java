package alan.listen.wake;

import alan.api.AlanException;
import alan.api.model.InstalledModel;
import alan.onnx.OnnxModel;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The networks that all wake words share, in memory. {@code melspectrogram.onnx} makes lines of 32 decibels of samples [1, samples], each of 512 samples and
 * 160 after the one before; {@code embedding_model.onnx} makes 96 numbers of 76 lines [1, 76, 32, 1]. Layout and scaling were read in
 * {@code openwakeword/utils.py} 0.6.0, class {@code AudioFeatures}.
 *
 * <p>Many threads may use them; one may close them meanwhile, which ends what is being computed.
 */
final class SharedNetworks implements Networks, AutoCloseable {
    static final String SPECTRUM = "melspectrogram.onnx";
    static final String EMBEDDINGS = "embedding_model.onnx";

    private final OnnxModel spectrum;
    private final OnnxModel embeddings;
    private final String samples;
    private final String lines;

    /**
     * Loads them.
     *
     * @param installed model that has both
     * @throws AlanException when it has not, or they are something else
     */
    SharedNetworks(InstalledModel installed) throws AlanException {
        Path spectrumFile = file(installed, SPECTRUM);
        Path embeddingsFile = file(installed, EMBEDDINGS);
        boolean loaded = false;
        OnnxModel first = load(spectrumFile);
        OnnxModel second = null;
        try {
            second = load(embeddingsFile);
            samples = input(first, spectrumFile, installed, 5 * BANDS, 2, 1, Frames.FRAME);
            lines = input(second, embeddingsFile, installed, EMBEDDING, 4, 1, LINES, BANDS, 1);
            loaded = true;
        } finally {
            if (!loaded) {
                first.close();
                if (second != null) {
                    second.close();
                }
            }
        }
        spectrum = first;
        embeddings = second;
    }

    static OnnxModel load(Path file) throws AlanException {
        // A frame is far too little work to share.
        return new OnnxModel(file, 1);
    }

    private static Path file(InstalledModel installed, String name) throws AlanException {
        Path file = installed.files().get(name);
        if (file == null) {
            throw new AlanException("The model %s cannot hear wake words: it has no file %s; set model in %s to one that has.", installed.model().id(), name,
                    OpenWakeWord.NAME);
        }
        return file;
    }

    private static String input(OnnxModel model, Path file, InstalledModel installed, int results, int dimensions, long... shape) throws AlanException {
        Optional<String> input = Tensors.input(model, dimensions);
        if (input.isEmpty() || !Tensors.fits(model, input.get(), results, shape)) {
            throw new AlanException("The file %s is an ONNX model, but not the one of openWakeWord's that it should be; "
                    + "remove the model %s and install it again.", file, installed.model().id());
        }
        return input.get();
    }

    @Override
    public float[] spectrum(FloatBuffer sound) throws AlanException {
        float[] decibels = Tensors.run(spectrum, samples, sound, 1, sound.remaining());
        for (int i = 0; i < decibels.length; i++) {
            // To the scale of Google's speech embedding, which the second network is.
            decibels[i] = decibels[i] / 10 + 2;
        }
        return decibels;
    }

    @Override
    public float[] embedding(FloatBuffer window) throws AlanException {
        return Tensors.run(embeddings, lines, window, 1, LINES, BANDS, 1);
    }

    @Override
    public void close() {
        spectrum.close();
        embeddings.close();
    }
}
