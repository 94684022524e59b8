package alan.remote;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One event of an answer. Servers leave out whatever they like: a first one has only a role, a last one has only usage and no choices at all, and
 * thoughts come in a
 * field of their own ({@code reasoning_content}, or {@code reasoning} at Ollama and newer vLLM).
 *
 * @param text that it adds; empty if none
 * @param thought whether it adds to the thoughts
 * @param finish why the answer ends; empty if it does not
 * @param promptTokens of the whole prompt; 0 if it does not say
 * @param tokens of the whole answer so far; 0 if it does not say
 */
record Chunk(String text, boolean thought, String finish, int promptTokens, int tokens) {
    /** {@return what an event says} @param event {@code chat.completion.chunk}, or a whole {@code chat.completion} */
    static Chunk of(JsonNode event) {
        JsonNode choice = event.path("choices").path(0);
        JsonNode said = choice.has("delta") ? choice.path("delta") : choice.path("message");
        boolean thought = !said.path("reasoning_content").asText("").isEmpty() || !said.path("reasoning").asText("").isEmpty();
        JsonNode usage = event.path("usage");
        return new Chunk(
                said.path("content").isTextual() ? said.path("content").asText() : "",
                thought,
                choice.path("finish_reason").isTextual() ? choice.path("finish_reason").asText() : "",
                usage.path("prompt_tokens").asInt(0),
                usage.path("completion_tokens").asInt(0));
    }

    /** {@return whether an event is of this kind at all} @param event any JSON */
    static boolean isChunk(JsonNode event) {
        return event.isObject() && (event.path("choices").isArray() || event.has("usage"));
    }
}
