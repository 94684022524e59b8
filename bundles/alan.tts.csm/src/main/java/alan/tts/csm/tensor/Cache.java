package alan.tts.csm.tensor;

/** The keys and values that one attention has seen. Only the {@link Ops} that made it know more of it. */
public interface Cache {}
