package alan.api.perform;

import alan.api.AlanException;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** Has the language model write scripts. A service. */
@ProviderType
public interface ScriptWriter {
    /**
     * Checks what can be checked before the model is asked.
     *
     * @param request what to write
     * @return the conversation, not begun; the caller closes it
     * @throws AlanException when there are too few voices or one that is not here, or too few or too many turns
     */
    Writing prepare(DialogueRequest request) throws AlanException;

    /** A script being written. One thread runs it, once; any thread may close it, which stops it. */
    interface Writing extends AutoCloseable {
        /**
         * Writes it.
         *
         * @param progress told each turn as soon as it is there
         * @return a script that {@link Performances#read} reads
         * @throws AlanException when there is no language model for the language, it fails, it wrote nothing that can be used, or this was closed
         */
        String run(Consumer<Script.Line> progress) throws AlanException;

        /** Stops it. Does nothing the second time. */
        @Override
        void close();
    }
}
