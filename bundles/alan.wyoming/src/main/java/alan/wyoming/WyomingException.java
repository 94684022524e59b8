package alan.wyoming;

import alan.api.AlanException;
import alan.api.text.Text;

/** What came is no event, is larger than allowed, or lacks what its type must have. Whoever reads a stream on which this happened cannot go on with it. */
public class WyomingException extends AlanException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * @param code for programs, see {@link ErrorCode}
     * @param text for people
     */
    public WyomingException(String code, Text text) {
        super(text);
        this.code = code;
    }

    /** {@return what an {@code error} event says to programs} */
    public String code() {
        return code;
    }
}
