package alan.tts.csm.tensor;

/** Told how far something long is. */
@FunctionalInterface
public interface Progress {
    /** A listener that does nothing. */
    Progress NONE = (file, done, total) -> {};

    /**
     * Some of a file has been made.
     *
     * @param file its name
     * @param done bytes so far
     * @param total bytes in all
     */
    void at(String file, long done, long total);
}
