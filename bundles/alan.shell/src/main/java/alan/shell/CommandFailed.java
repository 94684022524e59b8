package alan.shell;

import alan.api.text.Text;

/**
 * A command could not do what it was asked to do.
 *
 * <p>Whoever executes a command line shows an exception by its {@link #toString}, once, so a command that fails prints
 * nothing itself: the text of this exception is the line for the person. It has no stack trace; what lies behind it goes to
 * the log. As with {@link alan.api.AlanException}, {@link #getMessage} is English, and {@link #getLocalizedMessage} is what the person reads.
 */
public final class CommandFailed extends RuntimeException implements Text.Told {
    /** Exit status of a command that failed. */
    public static final int FAILED = 1;

    /** Exit status of a command that was called wrongly. */
    public static final int USAGE = 2;

    private static final long serialVersionUID = 1L;

    private final transient Text text;
    private final int status;

    /**
     * A sentence of the class that throws this.
     *
     * @param sentence what was wrong and what to do about it: an English pattern, see {@link Text}; a constant
     * @param arguments for the pattern
     */
    public CommandFailed(String sentence, Object... arguments) {
        this(Text.ofThrower(sentence, arguments), FAILED);
    }

    /** @param text what was wrong and what to do about it */
    public CommandFailed(Text text) {
        this(text, FAILED);
    }

    private CommandFailed(Text text, int status) {
        super(text.english(), null, false, false);
        this.text = text;
        this.status = status;
    }

    /**
     * {@return the failure of a command that was called wrongly}
     *
     * @param sentence what was wrong, as in the constructor
     * @param arguments likewise
     */
    public static CommandFailed usage(String sentence, Object... arguments) {
        return new CommandFailed(Text.ofThrower(sentence, arguments), USAGE);
    }

    /** {@return the failure of a command that somebody stopped} */
    public static CommandFailed stopped() {
        return new CommandFailed(Text.of("Stopped."), FAILED);
    }

    /** {@return the exit status: {@link #FAILED} or {@link #USAGE}} */
    public int status() {
        return status;
    }

    /** {@return the sentence} */
    @Override
    public Text text() {
        return text;
    }

    /** {@return the sentence in the user's language} */
    @Override
    public String getLocalizedMessage() {
        return text.toString();
    }

    /** {@return the line that is shown: {@code alan: } and the sentence} */
    @Override
    public String toString() {
        return "alan: " + getLocalizedMessage();
    }
}
