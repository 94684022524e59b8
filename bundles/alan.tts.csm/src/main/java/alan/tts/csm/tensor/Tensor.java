package alan.tts.csm.tensor;

/** A value within a program. Only the {@link Ops} that made it know more of it. */
public interface Tensor {}
