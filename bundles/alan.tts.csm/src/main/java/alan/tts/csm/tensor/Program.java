package alan.tts.csm.tensor;

import alan.api.AlanException;
import java.util.List;
import java.util.Map;

/** A network that a backend is ready to run. Several threads may run it, each with states of its own. */
public interface Program extends AutoCloseable {
    /** What one run leaves for the next: keys and values, and the ends of sounds. */
    interface State extends AutoCloseable {
        /** {@return positions that each sentence has in the caches} */
        int[] lengths();

        /**
         * {@return a state of some of the sentences, in this order; one may come several times} Changes of one are none of the other's.
         *
         * @param sentences indices
         */
        State of(int... sentences);

        /** {@return memory that it takes, in bytes} */
        long bytes();

        @Override
        void close();
    }

    /**
     * {@return an empty state}
     *
     * @param batch sentences
     * @param capacity positions that the caches can hold at most
     */
    State state(int batch, int capacity);

    /**
     * {@return a state of the sentences of several, one behind the other} Changes of one are none of the other's.
     *
     * @param states of this program; a single one is copied
     * @param capacity positions that the caches can hold at most; no fewer than any sentence has
     */
    State join(List<State> states, int capacity);

    /**
     * Runs the network.
     *
     * @param inputs by name
     * @param state is changed; {@code null} for a network that keeps nothing
     * @param lengths positions of each sentence that are new and count, at most T; those beyond are computed and forgotten
     * @return the outputs by name
     * @throws AlanException when it fails
     */
    Map<String, Value> run(Map<String, Value> inputs, State state, int... lengths) throws AlanException;

    @Override
    void close();
}
