package alan.listen.wake;

import ai.onnxruntime.TensorInfo;
import alan.api.AlanException;
import alan.onnx.OnnxModel;
import java.nio.file.Path;
import java.util.Optional;

/** The network of one wake word, in memory: of the last embeddings [1, 16, 96] (or another number of them) it makes a score from 0 to 1. */
final class Classifier implements AutoCloseable {
    /** What openWakeWord trains, where a file leaves it open. */
    private static final int USUAL = 16;

    private final OnnxModel model;
    private final String input;
    private final int embeddings;

    /**
     * Loads it.
     *
     * @param file ONNX
     * @throws AlanException when it is something else
     */
    Classifier(Path file) throws AlanException {
        model = SharedNetworks.load(file);
        Optional<String> found = Tensors.input(model, 3);
        embeddings = found.map(this::wanted).orElse(0);
        if (embeddings < 1 || embeddings > Features.EMBEDDINGS || !Tensors.fits(model, found.get(), 1, 1, embeddings, Networks.EMBEDDING)) {
            model.close();
            throw new AlanException("The file %s is an ONNX model, but not one of a single wake word as openWakeWord trains them (1 × up to %d × %d numbers "
                    + "in, one out); remove its model, and add such a file.", file, Features.EMBEDDINGS, Networks.EMBEDDING);
        }
        input = found.get();
    }

    private int wanted(String name) {
        long length = ((TensorInfo) model.inputs().get(name).getInfo()).getShape()[1];
        return length == -1 ? USUAL : (int) Math.min(length, Integer.MAX_VALUE);
    }

    /** {@return the score of the last frame} @param features of its stream */
    double score(Features features) throws AlanException {
        return Tensors.run(model, input, features.last(embeddings), 1, embeddings, Networks.EMBEDDING)[0];
    }

    @Override
    public void close() {
        model.close();
    }
}
