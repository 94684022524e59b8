package alan.remote;

import alan.api.engine.EngineKind;
import alan.api.llm.Message;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;

/**
 * What an endpoint tells of its chat model beyond OpenAI's API: llama-server its context ({@code /props}) and tokens ({@code /apply-template}, {@code
 * /tokenize}), vLLM
 * the same ({@code max_model_len} in its list of models, {@code /tokenize} with messages). What it does not tell is taken to be usual, or estimated.
 */
final class ModelFacts {
    /** What servers that do not tell can be trusted with; Ollama's own default, too. */
    static final int USUAL_CONTEXT = 4096;

    private static final ObjectMapper JSON = new ObjectMapper();
    /** A list of models, or an hour of conversation in tokens. */
    private static final int LONGEST = 8 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration FRESH = Duration.ofMinutes(1);
    /** An estimate. Measured with SmolLM2's tokens: English has four bytes a token, Spanish three; models made for Spanish have more. */
    private static final int BYTES_A_TOKEN = 3;
    /** What chat templates put around a message, and around all of them. */
    private static final int TOKENS_A_MESSAGE = 4;
    private static final int TOKENS_OF_TEMPLATE = 3;

    private final Endpoint endpoint;
    private Facts known;
    private Deadline fresh;

    /** How an endpoint counts tokens. */
    private enum Counter { LLAMA, VLLM, NONE }

    private record Facts(int contextLength, Counter counter) {}

    /** @param endpoint that is asked */
    ModelFacts(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * {@return tokens of a conversation and its answer together: as configured, as the server says, or {@link #USUAL_CONTEXT}}
     *
     * @param life ends it
     */
    int contextLength(Lifeline life) throws InterruptedException {
        int configured = endpoint.settings().contextLength();
        if (configured > 0) {
            return configured;
        }
        int told = facts(life).contextLength();
        return told > 0 ? told : USUAL_CONTEXT;
    }

    /** {@return the same without asking: as configured, or as told before, or no limit where neither is known} */
    synchronized int lastContextLength() {
        int configured = endpoint.settings().contextLength();
        int told = known == null ? 0 : known.contextLength();
        return configured > 0 ? configured : told > 0 ? told : Integer.MAX_VALUE;
    }

    /**
     * {@return tokens of a prompt, as the server counts them, or an {@link #estimate}} A server that fails at it is not asked to count again before
     * its facts are.
     *
     * @param life ends it
     * @param messages of a conversation
     */
    int count(Lifeline life, List<Message> messages) throws InterruptedException {
        Facts facts = facts(life);
        int counted = switch (facts.counter()) {
            case LLAMA -> countAtLlama(life, messages);
            case VLLM -> countAtVllm(life, messages);
            case NONE -> -1;
        };
        if (counted < 0) {
            countsNoMore(facts);
        }
        return counted >= 0 ? counted : estimate(messages);
    }

    private synchronized void countsNoMore(Facts facts) {
        if (known == facts) {
            known = new Facts(facts.contextLength(), Counter.NONE);
        }
    }

    /**
     * {@return about how many tokens a conversation has: one for three bytes of its UTF-8, and a few for each message} Rather too many than too few:
     * English comes out a
     * third too high.
     *
     * @param messages of a conversation
     */
    static int estimate(List<Message> messages) {
        int tokens = TOKENS_OF_TEMPLATE;
        for (Message message : messages) {
            int bytes = message.text().getBytes(StandardCharsets.UTF_8).length;
            tokens += TOKENS_A_MESSAGE + (bytes + BYTES_A_TOKEN - 1) / BYTES_A_TOKEN;
        }
        return tokens;
    }

    private int countAtLlama(Lifeline life, List<Message> messages) throws InterruptedException {
        ObjectNode conversation = JSON.createObjectNode();
        conversation.set("messages", ChatRequest.messages(messages));
        JsonNode prompt = ask(life, endpoint.root("/apply-template"), conversation).path("prompt");
        if (!prompt.isTextual()) {
            return -1;
        }
        ObjectNode text = JSON.createObjectNode().put("content", prompt.asText()).put("add_special", true).put("parse_special", true);
        JsonNode tokens = ask(life, endpoint.root("/tokenize"), text).path("tokens");
        return tokens.isArray() ? tokens.size() : -1;
    }

    private int countAtVllm(Lifeline life, List<Message> messages) throws InterruptedException {
        ObjectNode conversation = JSON.createObjectNode().put("model", model());
        conversation.set("messages", ChatRequest.messages(messages));
        return ask(life, endpoint.root("/tokenize"), conversation).path("count").asInt(-1);
    }

    private String model() {
        return endpoint.settings().model(EngineKind.LLM);
    }

    /** Asks outside the monitor: two who come at once both ask, and neither waits for the other. */
    private Facts facts(Lifeline life) throws InterruptedException {
        synchronized (this) {
            if (known != null && fresh.left() > 0) {
                return known;
            }
        }
        Facts found = find(life);
        synchronized (this) {
            known = found;
            fresh = Deadline.in(FRESH);
        }
        return found;
    }

    private Facts find(Lifeline life) throws InterruptedException {
        JsonNode props = ask(life, endpoint.root("/props"), null);
        JsonNode context = props.path("default_generation_settings").path("n_ctx");
        if (context.isInt()) {
            return new Facts(context.asInt(), Counter.LLAMA);
        }
        for (JsonNode model : ask(life, endpoint.api("/models"), null).path("data")) {
            if (model.path("id").asText().equals(model()) && model.path("max_model_len").isInt()) {
                return new Facts(model.path("max_model_len").asInt(), Counter.VLLM);
            }
        }
        return new Facts(0, Counter.NONE);
    }

    /** {@return an answer; a missing node when there is none: whoever really asks will hear why} */
    private JsonNode ask(Lifeline life, URI target, ObjectNode question) throws InterruptedException {
        JsonNode none = JSON.missingNode();
        Deadline deadline = Deadline.in(PATIENCE);
        try {
            Exchange exchange = question == null
                    ? endpoint.open(life, deadline, target, null, null)
                    : endpoint.post(life, deadline, target, question.toString().getBytes(StandardCharsets.UTF_8));
            byte[] all = new ByteSource(exchange::read, deadline, PATIENCE).readAll(LONGEST, PATIENCE);
            return all == null ? none : JSON.readTree(all);
        } catch (EndpointException | IOException | TimeoutException e) {
            if (life.ended()) {
                // It failed because it was cut, which says nothing of the server.
                throw new CancellationException();
            }
            return none;
        } finally {
            life.drop();
        }
    }
}
