package alan.tts.csm.tensor;

import alan.api.AlanException;

/** Makes backends. A service of the bundle of one runtime, with the service property {@link alan.api.engine.Engine#BACKEND}. */
public interface BackendFactory {
    /**
     * Makes a backend. Costs nothing: weights come with its programs.
     *
     * @param options what is wanted of it
     * @param progress told while weights are converted, which takes a minute for a large checkpoint, once
     * @return the backend
     * @throws AlanException when the runtime has no such device or precision
     */
    Backend open(BackendOptions options, Progress progress) throws AlanException;
}
