package alan.api;

/**
 * Something that a person asked for could not be done.
 *
 * <p>The message is one sentence for that person: what was wrong, by name, and what to do about it. It is shown as it
 * is, without a class name or a stack trace; the cause, if there is one, is for the log.
 */
public class AlanException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param sentence what was wrong and what to do about it */
    public AlanException(String sentence) {
        super(sentence);
    }

    /**
     * @param sentence what was wrong and what to do about it
     * @param cause for the log
     */
    public AlanException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
