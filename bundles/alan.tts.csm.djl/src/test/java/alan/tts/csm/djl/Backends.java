package alan.tts.csm.djl;

import alan.api.AlanException;
import alan.tts.csm.tensor.Backend;
import alan.tts.csm.tensor.BackendOptions;
import alan.tts.csm.tensor.Precision;
import alan.tts.csm.tensor.Progress;

/** Backends for tests. */
final class Backends {
    private Backends() {}

    /** {@return a backend on the processor} @param threads that compute one run @param precision of its weights */
    static Backend of(int threads, Precision precision) {
        try {
            return new DjlBackends().open(new BackendOptions("cpu", precision, threads), Progress.NONE);
        } catch (AlanException e) {
            throw new IllegalStateException(e);
        }
    }
}
