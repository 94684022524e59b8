package alan.remote;

import alan.api.AlanException;
import alan.api.text.Text;
import java.time.Duration;

/** An endpoint could not do what it was asked. The sentence names it. */
final class EndpointException extends AlanException {
    private static final long serialVersionUID = 1L;

    private final Fault fault;
    private final transient Text brief;
    private final transient Refusal refusal;

    /** What kind of failure it is. */
    enum Fault {
        /** No connection, or it broke before anything came. */
        UNREACHABLE(true, true),
        /** It has too much to do, or fails inside: 408, 429, 5xx. */
        OVERLOADED(true, true),
        /** It takes too long to begin. */
        LATE(false, true),
        /** Its own file is wrong, whenever it is asked. */
        MISCONFIGURED(false, true),
        /** It wants another key, model or address: nothing that a second try would change. */
        UNFIT(false, true),
        /** It does not take this request, but may take another. */
        REFUSED(false, false),
        /** The answer broke off, after it had begun. */
        BROKEN(false, true);

        private final boolean retry;
        private final boolean penalty;

        Fault(boolean retry, boolean penalty) {
            this.retry = retry;
            this.penalty = penalty;
        }
    }

    /**
     * What a server said when it did not take a request.
     *
     * @param status of the answer
     * @param message for people; empty if there is none
     * @param parameter that it dislikes; empty if it does not say
     * @param retryAfter how long it wants to be left alone; {@code null} if it does not say
     */
    record Refusal(int status, String message, String parameter, Duration retryAfter) {}

    /**
     * @param fault what kind of failure
     * @param brief the same in a few words, for {@code alan:engines}
     * @param sentence for the person
     * @param cause for the log; may be {@code null}
     */
    EndpointException(Fault fault, Text brief, Text sentence, Throwable cause) {
        this(fault, brief, sentence, cause, null);
    }

    /**
     * @param refusal what the server said; {@code null} if it said nothing
     */
    EndpointException(Fault fault, Text brief, Text sentence, Throwable cause, Refusal refusal) {
        super(sentence, cause);
        this.fault = fault;
        this.brief = brief;
        this.refusal = refusal;
    }

    /** {@return whether the same request may succeed in a moment} */
    boolean worthRetrying() {
        return fault.retry;
    }

    /** {@return whether the file is wrong: it was before anything was asked, so it has no time, and {@link #brief} is the whole sentence} */
    boolean misconfigured() {
        return fault == Fault.MISCONFIGURED;
    }

    /** {@return whether the endpoint should be left alone for a while} */
    boolean penalised() {
        return fault.penalty;
    }

    /** {@return the failure in a few words} */
    Text brief() {
        return brief;
    }

    /** {@return what the server said; {@code null} if it said nothing} */
    Refusal refusal() {
        return refusal;
    }

    /** {@return how long the server wants to be left alone; {@code null} if it does not say} */
    Duration retryAfter() {
        return refusal == null ? null : refusal.retryAfter();
    }
}
