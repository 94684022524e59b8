package alan.tts.csm.djl;

import alan.tts.csm.tensor.Backend;
import alan.tts.csm.tensor.Precision;
import alan.tts.csm.testing.ReferenceParity;

/** PyTorch against the reference. */
class ReferenceParityIT extends ReferenceParity {
    @Override
    protected Backend backend(int threads) {
        return Backends.of(threads, Precision.FP32);
    }
}
