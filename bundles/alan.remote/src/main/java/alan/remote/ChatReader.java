package alan.remote;

import alan.api.engine.EngineKind;
import alan.api.llm.GenerationOptions;
import alan.api.llm.TokenStream.Finish;
import alan.api.text.Text;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Reads an answer as its endpoint sends it: a stream of events, or, from servers that do not stream, one document. */
final class ChatReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DONE = "[DONE]";
    /** For the count of tokens, which comes after the end. */
    private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(2);
    /** Nobody's tokens have more characters on the average; who sends more does not count as it was told. */
    private static final int LONGEST_TOKEN = 64;

    private final Endpoint endpoint;
    private final GenerationOptions options;
    private final ByteSource bytes;
    private final EventStream events;
    private final SpokenPart spoken;
    private boolean whole;
    private boolean begun;
    private boolean thought;
    private boolean ended;
    private long characters;
    private int chunks;
    private int countedTokens;
    private volatile int promptTokens;
    private volatile int tokens;
    private volatile Finish finish;
    private String reason = "";

    /**
     * @param endpoint that answers
     * @param options what it was told
     * @param bytes of the answer
     */
    ChatReader(Endpoint endpoint, GenerationOptions options, ByteSource bytes) {
        this.endpoint = endpoint;
        this.options = options;
        this.bytes = bytes;
        this.events = new EventStream(bytes);
        this.spoken = new SpokenPart(options.stop());
    }

    Finish finish() {
        return finish;
    }

    int promptTokens() {
        return promptTokens;
    }

    int tokens() {
        return tokens;
    }

    /**
     * Waits for the next piece.
     *
     * @return some text; {@code null} at the end
     * @throws EndpointException when the endpoint fails
     */
    String next() throws EndpointException, InterruptedException {
        try {
            while (finish == null) {
                String piece = step();
                if (!piece.isEmpty()) {
                    begun = true;
                    return piece;
                }
            }
            return null;
        } catch (TimeoutException e) {
            throw begun || thought ? endpoint.faults().silent(bytes.patience()) : endpoint.faults().late(bytes.patience());
        } catch (EventStream.TooLongException e) {
            throw garbage(Text.of("it sent a line of more than a million bytes"));
        } catch (IOException e) {
            throw begun || thought ? endpoint.faults().brokeOff(e) : endpoint.faults().notReached(e);
        }
    }

    /** {@return what one event adds; perhaps nothing} */
    private String step() throws EndpointException, IOException, TimeoutException, InterruptedException {
        if (ended) {
            return end();
        }
        JsonNode event = event();
        if (event == null) {
            ended = true;
            return spoken.finish();
        }
        Chunk chunk = Chunk.of(event);
        promptTokens = Math.max(promptTokens, chunk.promptTokens());
        countedTokens = Math.max(countedTokens, chunk.tokens());
        if (!chunk.text().isEmpty() || chunk.thought()) {
            bytes.progress();
            chunks++;
            thought |= chunk.thought();
        }
        tokens = Math.max(countedTokens, chunks);
        if (!chunk.finish().isEmpty()) {
            reason = chunk.finish();
            bytes.hurry(PATIENCE_AT_THE_END);
        }
        characters += chunk.text().length();
        String piece = spoken.add(chunk.text());
        if (spoken.stopped()) {
            finish = Finish.STOP;
        } else if (reason.isEmpty() && (chunks > options.maxTokens() || characters > (long) LONGEST_TOKEN * (options.maxTokens() + 1))) {
            finish = Finish.LENGTH;
        }
        return piece;
    }

    /** Everything has come: says why it ended. */
    private String end() throws EndpointException {
        if (countedTokens > 0) {
            tokens = countedTokens;
        }
        switch (reason) {
            case "length" -> {
                if (!begun && thought) {
                    throw endpoint.faults().onlyThoughts(endpoint.settings().model(EngineKind.LLM));
                }
                finish = Finish.LENGTH;
            }
            case "content_filter" -> {
                if (!begun) {
                    throw endpoint.faults().filtered();
                }
                finish = Finish.STOP;
            }
            case "abort", "error" -> throw endpoint.faults().brokeOff((IOException) null);
            default -> finish = Finish.STOP;
        }
        return "";
    }

    /** {@return the next event that matters; {@code null} when there is no more} */
    private JsonNode event() throws EndpointException, IOException, TimeoutException, InterruptedException {
        if (!whole && chunks == 0 && first() == '{') {
            return document();
        }
        String data = whole ? null : read();
        if (data == null || data.strip().equals(DONE)) {
            if (data == null && reason.isEmpty()) {
                throw chunks == 0 && !whole ? garbage(Text.of("it sent no answer")) : endpoint.faults().brokeOff((IOException) null);
            }
            bytes.drain();
            return null;
        }
        return parsed(data);
    }

    /** Once the answer has said that it is at its end, what is missing behind it is nobody's loss. */
    private String read() throws IOException, TimeoutException, InterruptedException {
        try {
            return events.next();
        } catch (IOException | TimeoutException e) {
            if (reason.isEmpty()) {
                throw e;
            }
            return null;
        }
    }

    private int first() throws EndpointException, IOException, TimeoutException, InterruptedException {
        int next = bytes.peek();
        while (next == ' ' || next == '\t' || next == '\r' || next == '\n') {
            // So some keep the connection alive while they think; between events it means nothing.
            bytes.read();
            next = bytes.peek();
        }
        if (next == '<') {
            throw garbage(Text.of("it sent a web page"));
        }
        return next;
    }

    private JsonNode document() throws EndpointException, IOException, TimeoutException, InterruptedException {
        whole = true;
        byte[] all = bytes.readAll(EventStream.LONGEST);
        if (all == null) {
            throw garbage(Text.of("it sent a line of more than a million bytes"));
        }
        JsonNode document = parsed(new String(all, StandardCharsets.UTF_8));
        reason = "stop";
        return document;
    }

    private JsonNode parsed(String data) throws EndpointException {
        JsonNode event;
        try {
            event = JSON.readTree(data);
        } catch (JsonProcessingException e) {
            throw garbage(Text.of("it sent something that is no JSON"));
        }
        String error = endpoint.said(event).message();
        if (!error.isEmpty()) {
            throw begun || thought ? endpoint.faults().brokeOff(error) : endpoint.faults().failed(error);
        } else if (!Chunk.isChunk(event)) {
            throw garbage(Text.of("it sent something that is no answer"));
        }
        return event;
    }

    private EndpointException garbage(Text what) {
        return begun || thought ? endpoint.faults().brokeOff(new IOException(what.english())) : endpoint.faults().notUnderstood(what);
    }
}
