package alan.tts.csm.command;

import alan.api.AlanException;
import alan.api.text.Text;

/**
 * A command could not do what it was asked to do. Whoever executes a command line shows an exception by its {@link #toString}, so that is the line
 * for the person; it has no stack trace.
 */
final class CommandFailed extends AlanException {
    private static final long serialVersionUID = 1L;

    /** @param text what was wrong and what to do about it */
    CommandFailed(Text text) {
        super(text);
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }

    /** {@return the line that is shown: {@code alan: } and the sentence} */
    @Override
    public String toString() {
        return "alan: " + getLocalizedMessage();
    }
}
