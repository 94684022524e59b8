package alan.remote;

import alan.api.AlanException;
import alan.api.engine.EngineKind;
import alan.api.llm.GenerationOptions;
import alan.api.llm.Message;
import alan.api.llm.TokenStream;
import java.util.List;

/** An answer. The first {@link #next} asks, one endpoint after the other; from its first piece on it is one endpoint's. */
final class ChatAnswer implements TokenStream {
    private final List<Endpoint> endpoints;
    private final List<Message> messages;
    private final GenerationOptions options;
    private final Lifeline life;
    private Endpoint endpoint;
    private String first;
    private volatile ChatReader reader;
    private volatile boolean over;

    /**
     * @param endpoints to ask, in order
     * @param messages of the conversation
     * @param options how to sample
     * @param life ends it
     */
    ChatAnswer(List<Endpoint> endpoints, List<Message> messages, GenerationOptions options, Lifeline life) {
        this.endpoints = endpoints;
        this.messages = List.copyOf(messages);
        this.options = options;
        this.life = life;
    }

    @Override
    public String next() throws AlanException {
        return over ? null : Streams.run(life, this::pull);
    }

    private String pull() throws AlanException, InterruptedException {
        String piece;
        if (reader == null) {
            reader = new Failover(EngineKind.LLM, endpoints, life).first(this::open);
            piece = first;
            first = null;
        } else {
            try {
                piece = reader.next();
            } catch (EndpointException e) {
                endpoint.health(EngineKind.LLM).failed(e);
                throw e;
            }
        }
        if (piece == null && reader.finish() != null) {
            over = true;
            life.close();
        }
        return piece;
    }

    private ChatReader open(Endpoint candidate) throws EndpointException, InterruptedException {
        Deadline deadline = Deadline.in(candidate.settings().first());
        while (true) {
            ChatRequest request = new ChatRequest(candidate.settings().model(EngineKind.LLM), messages, options, candidate.dialect());
            try {
                Exchange exchange = candidate.post(life, deadline, candidate.api("/chat/completions"), request.bytes());
                ChatReader opened = new ChatReader(candidate, options, new ByteSource(exchange::read, deadline, candidate.settings().idle()));
                first = opened.next();
                endpoint = candidate;
                return opened;
            } catch (EndpointException e) {
                if (!candidate.dialect().learn(e.refusal(), request.optional())) {
                    throw e;
                }
            }
        }
    }

    @Override
    public Finish finish() {
        ChatReader current = reader;
        Finish finish = current == null ? null : current.finish();
        return finish == null && life.ended() ? Finish.CANCELLED : finish;
    }

    @Override
    public int promptTokens() {
        ChatReader current = reader;
        return current == null ? 0 : current.promptTokens();
    }

    @Override
    public int generatedTokens() {
        ChatReader current = reader;
        return current == null ? 0 : current.tokens();
    }

    @Override
    public void close() {
        life.close();
    }
}
