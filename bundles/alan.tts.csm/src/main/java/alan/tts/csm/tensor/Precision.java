package alan.tts.csm.tensor;

import java.util.Locale;
import java.util.Optional;

/** In what the weights of matrix products are kept and computed. Everything else is in 32-bit floats. */
public enum Precision {
    /** 32-bit floats, as the reference implementation does by default. */
    FP32,
    /** The upper half of 32-bit floats: half of what is read from memory, and the model hardly notices. */
    BF16,
    /** 16-bit floats of IEEE 754, more exact than {@link #BF16} and of a smaller range. */
    FP16,
    /** 8-bit integers: a quarter of what is read from memory, which is what takes the time. */
    INT8,
    /** 4-bit integers where that does least harm, 8-bit ones elsewhere: fastest, and furthest from the model as it was trained. */
    INT4;

    /** {@return the name that people and configuration use: {@code int8}} */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return the precision of that name, if there is one} @param id such as {@code int8} */
    public static Optional<Precision> of(String id) {
        for (Precision precision : values()) {
            if (precision.id().equalsIgnoreCase(id)) {
                return Optional.of(precision);
            }
        }
        return Optional.empty();
    }
}
