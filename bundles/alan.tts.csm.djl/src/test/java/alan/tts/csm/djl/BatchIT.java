package alan.tts.csm.djl;

import alan.tts.csm.tensor.Backend;
import alan.tts.csm.tensor.Precision;
import alan.tts.csm.testing.Batches;

/** Sentences that PyTorch speaks together. */
class BatchIT extends Batches {
    @Override
    protected Backend backend() {
        return Backends.of(1, Precision.FP32);
    }
}
