package alan.tts.csm.tensor;

import alan.api.AlanException;
import alan.api.text.Text;

/** Computes networks on one device in one precision. */
public interface Backend {
    /** {@return where it computes: {@code cpu}, {@code cuda:0}} */
    String device();

    /** {@return in what the weights of its matrix products are} */
    Precision precision();

    /** {@return why this device and this precision, for people: "no GPU was found"} */
    Text reason();

    /**
     * Makes a network ready to run. Takes seconds for a large one.
     *
     * @param name for the log, and of files with converted weights beside the model; letters and digits
     * @param definition of the network
     * @return to be closed, which gives its memory back
     * @throws AlanException when the runtime cannot compute it, or the weights cannot be read or converted
     */
    Program program(String name, Definition definition) throws AlanException;
}
