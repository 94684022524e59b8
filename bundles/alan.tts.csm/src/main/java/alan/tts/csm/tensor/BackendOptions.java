package alan.tts.csm.tensor;

/**
 * What is wanted of a backend.
 *
 * @param device {@code auto}, {@code cpu} or {@code cuda:N}
 * @param precision of the weights; {@code null} for what suits the device best
 * @param threads that compute one run on a processor; 0 for as many as it has cores
 */
public record BackendOptions(String device, Precision precision, int threads) {
    /** The device that suits best. */
    public static final String AUTO = "auto";

    /** {@return nothing in particular} */
    public static BackendOptions any() {
        return new BackendOptions(AUTO, null, 0);
    }
}
