package alan.models.hub;

/** The Hub did not give a file. The message says why, in a few words, and what a person can do about it. */
public final class HubException extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean unreachable;

    HubException(String reason, boolean unreachable) {
        super(reason);
        this.unreachable = unreachable;
    }

    HubException(String reason) {
        this(reason, false);
    }

    /** {@return whether the Hub cannot be reached at all, so that asking for another file is of no use} */
    public boolean unreachable() {
        return unreachable;
    }
}
