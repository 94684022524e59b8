package alan.api;

import alan.api.text.Text;
import java.util.Arrays;

/**
 * Something that a person asked for could not be done.
 *
 * <p>The message is one sentence for that person: what was wrong, by name, and what to do about it. It is shown as it
 * is, without a class name or a stack trace; the cause, if there is one, is for the log. {@link #getMessage} is English, for the log;
 * {@link #getLocalizedMessage} is what the person reads.
 */
public class AlanException extends Exception implements Text.Told {
    private static final long serialVersionUID = 1L;

    private final transient Text text;

    /**
     * A sentence of the class that throws this.
     *
     * @param sentence what was wrong and what to do about it: an English pattern, see {@link Text}; a constant
     * @param arguments for the pattern; if the last one is a {@code Throwable}, it is the cause instead
     */
    public AlanException(String sentence, Object... arguments) {
        this(Text.ofThrower(sentence, withoutCause(arguments)), cause(arguments));
    }

    /** @param text what was wrong and what to do about it */
    public AlanException(Text text) {
        this(text, null);
    }

    /**
     * @param text what was wrong and what to do about it
     * @param cause for the log; may be {@code null}
     */
    public AlanException(Text text, Throwable cause) {
        super(text.english(), cause);
        this.text = text;
    }

    private static Throwable cause(Object... arguments) {
        return arguments.length > 0 && arguments[arguments.length - 1] instanceof Throwable cause ? cause : null;
    }

    private static Object[] withoutCause(Object... arguments) {
        return cause(arguments) == null ? arguments : Arrays.copyOf(arguments, arguments.length - 1);
    }

    /** {@return the sentence} */
    @Override
    public final Text text() {
        return text == null ? Text.of(AlanException.class, "%s", getMessage()) : text;
    }

    /** {@return the sentence in the user's language} */
    @Override
    public final String getLocalizedMessage() {
        return text().toString();
    }
}
