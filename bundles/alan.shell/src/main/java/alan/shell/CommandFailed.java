package alan.shell;

/**
 * A command could not do what it was asked to do.
 *
 * <p>Whoever executes a command line shows an exception by its {@link #toString}, once, so a command that fails prints
 * nothing itself: the text of this exception is the line for the person. It has no stack trace; what lies behind it goes to
 * the log.
 */
public final class CommandFailed extends RuntimeException {
    /** Exit status of a command that failed. */
    public static final int FAILED = 1;

    /** Exit status of a command that was called wrongly. */
    public static final int USAGE = 2;

    private static final long serialVersionUID = 1L;

    private final int status;

    /** @param sentence what was wrong and what to do about it */
    public CommandFailed(String sentence) {
        this(sentence, FAILED);
    }

    private CommandFailed(String sentence, int status) {
        super(sentence, null, false, false);
        this.status = status;
    }

    /**
     * {@return the failure of a command that was called wrongly}
     *
     * @param sentence what was wrong
     */
    public static CommandFailed usage(String sentence) {
        return new CommandFailed(sentence, USAGE);
    }

    /** {@return the failure of a command that somebody stopped} */
    public static CommandFailed stopped() {
        return new CommandFailed("Stopped.", FAILED);
    }

    /** {@return the exit status: {@link #FAILED} or {@link #USAGE}} */
    public int status() {
        return status;
    }

    /** {@return the line that is shown: {@code alan: } and the sentence} */
    @Override
    public String toString() {
        return "alan: " + getMessage();
    }
}
