package alan.api.llm;

import alan.api.AlanException;
import alan.api.engine.Engine;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** An engine that continues a conversation. */
@ConsumerType
public interface LanguageModel extends Engine {
    /**
     * {@return how many tokens a conversation and its answer may have together}
     *
     * @throws AlanException when that cannot be found out
     */
    int contextLength() throws AlanException;

    /**
     * Counts tokens as {@link #generate} would spend them on the prompt, the model's chat template included.
     *
     * @param messages a conversation
     * @return number of tokens
     * @throws AlanException when the engine fails
     */
    int countTokens(List<Message> messages) throws AlanException;

    /**
     * Starts an answer.
     *
     * @param messages system first, if there is one, then user and assistant in turn; the last is the user's
     * @param options how to sample and when to stop
     * @return the answer; the caller closes it, which cancels within one token
     * @throws AlanException when the conversation does not fit, or the engine fails
     */
    TokenStream generate(List<Message> messages, GenerationOptions options) throws AlanException;
}
