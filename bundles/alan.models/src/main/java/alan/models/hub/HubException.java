package alan.models.hub;

import alan.api.text.Text;

/** The Hub did not give a file. The text says why, in a few words, and what a person can do about it. */
public final class HubException extends Exception implements Text.Told {
    private static final long serialVersionUID = 1L;
    private final transient Text text;
    private final boolean unreachable;

    HubException(Text reason, boolean unreachable, Throwable cause) {
        super(reason.english(), cause);
        this.text = reason;
        this.unreachable = unreachable;
    }

    HubException(Text reason, boolean unreachable) {
        this(reason, unreachable, null);
    }

    HubException(Text reason) {
        this(reason, false);
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

    /** {@return whether the Hub cannot be reached at all, so that asking for another file is of no use} */
    public boolean unreachable() {
        return unreachable;
    }
}
