package alan.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.function.UnaryOperator;

/**
 * What a server says when something is wrong, in whichever shape: OpenAI's {@code {"error":{"message":…}}}, FastAPI's {@code {"detail":…}}, a bare
 * string, plain
 * text, or a web page.
 *
 * @param message for people, on one line; empty if there is none
 * @param parameter of the request that it dislikes; empty if it does not say
 */
record ServerMessage(String message, String parameter) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 300;

    /** {@return what a body says} @param body of an answer @param hide takes out of it what nobody may read */
    static ServerMessage of(String body, UnaryOperator<String> hide) {
        String text = body.strip();
        if (text.startsWith("{") || text.startsWith("[")) {
            try {
                return of(JSON.readTree(text), hide);
            } catch (JsonProcessingException e) {
                return new ServerMessage(clean(hide.apply(text)), "");
            }
        }
        // A web page comes from something before the server, and says nothing to a person here.
        return new ServerMessage(text.startsWith("<") ? "" : clean(hide.apply(text)), "");
    }

    /**
     * {@return what a JSON document says, if it tells of an error; its message is empty if not}
     *
     * @param document an answer or an event of it
     * @param hide takes out of it what nobody may read
     */
    static ServerMessage of(JsonNode document, UnaryOperator<String> hide) {
        JsonNode node = document.isArray() ? document.path(0) : document;
        for (String field : new String[] {"error", "detail", "message"}) {
            JsonNode value = node.path(field);
            if (value.isMissingNode() || value.isNull() || value.isTextual() && value.asText().isBlank()) {
                continue;
            }
            JsonNode inner = value.isArray() ? value.path(0) : value;
            String parameter = inner.path("param").asText("");
            if (parameter.isEmpty() && inner.path("loc").isArray() && inner.path("loc").size() > 0) {
                parameter = inner.path("loc").path(inner.path("loc").size() - 1).asText("");
            }
            String message = inner.isTextual() ? inner.asText() : inner.path("message").asText(inner.path("msg").asText(""));
            return new ServerMessage(clean(hide.apply(message.isEmpty() ? value.toString() : message)), parameter);
        }
        return new ServerMessage("", "");
    }

    /** {@return foreign text fit for a sentence: one line, not too long, nothing that a terminal obeys} @param text whatever came */
    static String clean(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1).strip() + "…";
    }
}
