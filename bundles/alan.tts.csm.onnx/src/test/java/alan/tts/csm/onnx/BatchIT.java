package alan.tts.csm.onnx;

import alan.tts.csm.tensor.Backend;
import alan.tts.csm.tensor.Precision;
import alan.tts.csm.testing.Batches;

/** Sentences that ONNX Runtime speaks together. */
class BatchIT extends Batches {
    @Override
    protected Backend backend() {
        return Backends.of(1, Precision.FP32);
    }
}
