package alan.llm.llama.worker;

import java.util.regex.Pattern;

/**
 * Some templates open the model's thinking themselves (DeepSeek-R1's and its relatives'): the prompt ends in {@code <think>}, and the answer
 * begins in the middle of the thought. Nobody who reads the answer alone could tell, so it is given the tag that belongs to it.
 */
final class OpenedThought {
    private static final String TAG = "<think>";
    private static final Pattern OPEN = Pattern.compile(TAG + "\\s*\\z");

    private OpenedThought() {}

    /** {@return what an answer has to begin with; empty for most} @param prompt rendered */
    static String of(String prompt) {
        // Looks at the end only: a prompt may be long.
        return OPEN.matcher(prompt.substring(Math.max(0, prompt.length() - 2 * TAG.length()))).find() ? TAG + "\n" : "";
    }
}
