package alan.tts.csm.network;

import alan.api.AlanException;
import alan.tts.csm.checkpoint.Checkpoint;
import alan.tts.csm.checkpoint.Layout;
import alan.tts.csm.tensor.StoredTensor;
import alan.tts.csm.tensor.Weight;
import java.io.IOException;

/** The weights of a checkpoint for the networks. Most are only pointed at; the few that are computed anew are read. */
final class Weights {
    private final Checkpoint checkpoint;

    /** @param checkpoint without problems */
    Weights(Checkpoint checkpoint) {
        this.checkpoint = checkpoint;
    }

    /** {@return a weight} @param name as transformers has it */
    Weight get(String name) {
        StoredTensor stored = checkpoint.tensors().get(name);
        if (stored == null) {
            throw new IllegalArgumentException("a CSM model has no tensor " + name);
        }
        return Weight.of(name, stored);
    }

    /** {@return a row for each code of each codebook, which backbone and depth decoder share} [codebooks · vocabulary, size] */
    Weight audioEmbeddings() {
        return get(Layout.AUDIO_EMBEDDINGS);
    }

    /** {@return a weight's numbers} @param name as transformers has it @throws AlanException when its file cannot be read */
    float[] read(String name) throws AlanException {
        StoredTensor stored = get(name).stored();
        try {
            return stored.read(0, stored.bytes() / stored.type().bytes());
        } catch (IOException e) {
            throw new AlanException("The checkpoint file %s cannot be read; see whether it is there and may be read.", stored.file(), e);
        }
    }
}
