package alan.tts.csm.tensor;

import alan.api.AlanException;

/** Computes networks. A service of the bundle of one runtime. */
public interface Backend {
    /**
     * Makes a network ready to run. Takes seconds for a large one.
     *
     * @param name for the log
     * @param definition of the network
     * @return to be closed, which gives its memory back
     * @throws AlanException when the runtime cannot compute it, or the weights cannot be read
     */
    Program program(String name, Definition definition) throws AlanException;
}
