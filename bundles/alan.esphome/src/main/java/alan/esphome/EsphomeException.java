package alan.esphome;

import alan.api.AlanException;
import alan.api.text.Text;

/** What came is not what the protocol allows. The connection on which it came is closed. */
public class EsphomeException extends AlanException {
    private static final long serialVersionUID = 1L;

    /** What was wrong, for programs. */
    public enum Reason {
        /** Whoever connected speaks another protocol, or made a mistake in this one. */
        BAD_FRAME,
        /** A message cannot be read as what it says that it is. */
        BAD_MESSAGE,
        /** A message is larger than the protocol allows. */
        TOO_LARGE,
        /** The connection ended where something had to come. */
        ENDED,
        /** The client did not say in time who it is. */
        TOO_SLOW,
        /** The client has no key, and the device has one. Home Assistant tries this first with a device that it does not know. */
        NOT_ENCRYPTED,
        /** The client has a key, and the device has none. */
        ENCRYPTED,
        /** The client has another key. Home Assistant tries this, too, since it learns the device's name from it. */
        WRONG_KEY
    }

    private final Reason reason;

    /**
     * @param reason for programs
     * @param text for people
     */
    public EsphomeException(Reason reason, Text text) {
        super(text);
        this.reason = reason;
    }

    /** {@return what was wrong, for programs} */
    public Reason reason() {
        return reason;
    }
}
