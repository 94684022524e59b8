package alan.tts.csm.onnx;

import alan.tts.csm.tensor.Backend;
import alan.tts.csm.tensor.Precision;
import alan.tts.csm.testing.Speaking;

/** Texts that a small model speaks on ONNX Runtime. */
class SpeakerIT extends Speaking {
    @Override
    protected Backend backend() {
        return Backends.of(1, Precision.FP32);
    }
}
