package alan.remote;

import alan.api.llm.GenerationOptions;
import alan.api.llm.Message;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The body of a request for an answer.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat/create">Create chat completion</a>
 */
final class ChatRequest {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** OpenAI takes no more; the others are watched for here. */
    private static final int MOST_STOPS = 4;

    private final ObjectNode body = JSON.createObjectNode();
    private final List<String> optional = new ArrayList<>();
    private final Dialect dialect;

    /**
     * @param model as the server calls it
     * @param messages of the conversation
     * @param options how to sample
     * @param dialect what the server understands
     */
    ChatRequest(String model, List<Message> messages, GenerationOptions options, Dialect dialect) {
        this.dialect = dialect;
        body.put("model", model);
        body.set("messages", messages(messages));
        body.put("stream", true);
        if (option("stream_options")) {
            body.putObject("stream_options").put("include_usage", true);
        }
        if (option("max_tokens")) {
            body.put("max_tokens", options.maxTokens());
        } else if (option("max_completion_tokens")) {
            body.put("max_completion_tokens", options.maxTokens());
        }
        sampling(options);
        if (!options.stop().isEmpty() && option("stop")) {
            ArrayNode stop = body.putArray("stop");
            options.stop().stream().limit(MOST_STOPS).forEach(stop::add);
        }
    }

    private void sampling(GenerationOptions options) {
        if (option("temperature")) {
            body.put("temperature", options.temperature());
        }
        if (options.topP() < 1 && option("top_p")) {
            body.put("top_p", options.topP());
        }
        if (options.repeatPenalty() != 1 && option("repeat_penalty")) {
            body.put("repeat_penalty", options.repeatPenalty());
        }
        // The same under vLLM's name.
        if (options.repeatPenalty() != 1 && option("repetition_penalty")) {
            body.put("repetition_penalty", options.repeatPenalty());
        }
        if (options.seed() != null && option("seed")) {
            long seed = options.seed();
            // Ollama takes 32 bits.
            body.put("seed", (int) (seed ^ seed >>> 32) & Integer.MAX_VALUE);
        }
    }

    /** {@return messages as the API wants them} @param messages of a conversation */
    static ArrayNode messages(List<Message> messages) {
        ArrayNode array = JSON.createArrayNode();
        for (Message message : messages) {
            array.addObject().put("role", message.role().name().toLowerCase(Locale.ROOT)).put("content", message.text());
        }
        return array;
    }

    private boolean option(String field) {
        if (!dialect.has(field)) {
            return false;
        }
        optional.add(field);
        return true;
    }

    /** {@return what was sent and could be left out} */
    List<String> optional() {
        return optional;
    }

    /** {@return the body, in UTF-8} */
    byte[] bytes() {
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }
}
