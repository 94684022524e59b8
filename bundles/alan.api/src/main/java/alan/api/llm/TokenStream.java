package alan.api.llm;

import alan.api.AlanException;

/** An answer that is being written. One thread pulls; any thread may close, which cancels within one token. */
public interface TokenStream extends AutoCloseable {
    /**
     * Waits for the next piece.
     *
     * @return some text, about a token, whole characters only; {@code null} at the end and after {@link #close}
     * @throws AlanException when the engine fails, its worker dies, or it was unloaded
     */
    String next() throws AlanException;

    /** {@return why the answer ended; {@code null} while it has not} */
    Finish finish();

    /** {@return tokens of the prompt; 0 until known} */
    int promptTokens();

    /** {@return tokens generated so far} */
    int generatedTokens();

    /** Cancels what is left. Does nothing the second time. */
    @Override
    void close();

    /** Why an answer ended. */
    enum Finish {
        /** The model said that it was done, or a stop text came. */
        STOP,
        /** {@code maxTokens} or the context length was reached. */
        LENGTH,
        /** The stream was closed before its end. */
        CANCELLED
    }
}
