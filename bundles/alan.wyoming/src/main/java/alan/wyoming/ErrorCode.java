package alan.wyoming;

/** Codes of {@code error} events. The protocol leaves them to the server, and no client is known that looks at them; they are for logs. */
public final class ErrorCode {
    /** What came is no event. */
    public static final String BAD_EVENT = "bad-event";
    /** An event, a sound or a text is larger than allowed. */
    public static final String TOO_LARGE = "too-large";
    /** An event lacks something, or comes where it makes no sense. */
    public static final String BAD_REQUEST = "bad-request";
    /** There is too much to do. */
    public static final String BUSY = "busy";
    /** Nothing came for too long. */
    public static final String TIMEOUT = "timeout";
    /** It was tried, and failed. */
    public static final String FAILED = "failed";

    private ErrorCode() {}
}
