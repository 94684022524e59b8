package alan.tts.csm.tensor;

/** A network, written down once. */
@FunctionalInterface
public interface Definition {
    /** Says what is to be computed. Called once by a backend that records, at each run by one that does not. @param ops to say it with */
    void define(Ops ops);
}
