package alan.models.source;

/** A place does not give a file. The message says why, in a few words. */
public final class SourceException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param reason in a few words */
    public SourceException(String reason) {
        super(reason);
    }

    /** @param reason in a few words @param cause for the log */
    public SourceException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
