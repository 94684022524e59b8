package alan.models.source;

import alan.api.text.Text;

/** A place does not give a file. The text says why, in a few words. */
public final class SourceException extends Exception implements Text.Told {
    private static final long serialVersionUID = 1L;
    private final transient Text text;

    /** @param reason in a few words */
    public SourceException(Text reason) {
        this(reason, null);
    }

    /** @param reason in a few words @param cause for the log; may be {@code null} */
    public SourceException(Text reason, Throwable cause) {
        super(reason.english(), cause);
        this.text = reason;
    }

    /** {@return the reason} */
    @Override
    public Text text() {
        return text;
    }

    @Override
    public String getLocalizedMessage() {
        return text.toString();
    }
}
