package alan.testing;

import alan.api.audio.Pcm;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Writes one answer of a {@link ScriptedEndpoint}, whole or broken. */
final class ScriptedEndpointAnswer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration KEEPALIVE = Duration.ofMillis(20);
    private static final byte[] FILLING = "x".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);

    private final HttpExchange exchange;
    private final ScriptedEndpointFailure failure;
    private final Semaphore breaks;
    private final CountDownLatch closing;

    /**
     * @param exchange to answer
     * @param failure how; {@code null} to do it well
     * @param breaks has a permit for each answer that may break off in the middle now
     * @param closing ends what hangs
     */
    ScriptedEndpointAnswer(HttpExchange exchange, ScriptedEndpointFailure failure, Semaphore breaks, CountDownLatch closing) {
        this.exchange = exchange;
        this.failure = failure;
        this.breaks = breaks;
        this.closing = closing;
    }

    /** {@return whether the failure has taken the place of the answer} */
    boolean failed() throws IOException, InterruptedException {
        if (failure == null) {
            return false;
        }
        switch (failure.kind()) {
            case STATUS -> {
                if (failure.retryAfter() != null) {
                    exchange.getResponseHeaders().set("Retry-After", failure.retryAfter());
                }
                whole(failure.status(), failure.type(), failure.body().getBytes(StandardCharsets.UTF_8));
            }
            case HANG -> closing.await();
            case CUT -> exchange.close();
            case HUGE_LINE -> {
                OutputStream out = begin("text/event-stream");
                out.write("data: ".getBytes(StandardCharsets.US_ASCII));
                while (closing.getCount() > 0) {
                    out.write(FILLING);
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean fails(ScriptedEndpointFailure.Kind kind) {
        return failure != null && failure.kind() == kind;
    }

    /** Answers at once. @param status of the answer @param type of the body @param body likewise */
    void whole(int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private OutputStream begin(String type) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, 0);
        return exchange.getResponseBody();
    }

    /**
     * Streams an answer as OpenAI does: a first event with the role only, one a piece, one with the reason for the end, one with the usage.
     *
     * @param pieces of the text
     * @param promptTokens for the usage
     * @param usage whether it is wanted
     * @param pause between pieces
     */
    void stream(List<String> pieces, int promptTokens, boolean usage, Duration pause) throws IOException, InterruptedException {
        OutputStream out = begin("text/event-stream; charset=utf-8");
        event(out, delta("role", "assistant", null));
        if (fails(ScriptedEndpointFailure.Kind.KEEPALIVE_ONLY)) {
            keepAlive(out);
            return;
        }
        for (String piece : pieces) {
            event(out, delta("content", piece, null));
            if (failure != null) {
                breakOff(out);
                return;
            }
            Thread.sleep(pause.toMillis());
        }
        event(out, delta(null, null, "stop"));
        if (usage) {
            ObjectNode last = chunk();
            last.putArray("choices");
            last.putObject("usage").put("prompt_tokens", promptTokens).put("completion_tokens", pieces.size())
                    .put("total_tokens", promptTokens + pieces.size());
            event(out, last);
        }
        out.write("data: [DONE]\n\n".getBytes(StandardCharsets.US_ASCII));
        exchange.close();
    }

    private void breakOff(OutputStream out) throws IOException, InterruptedException {
        if (!fails(ScriptedEndpointFailure.Kind.HANG_AFTER_FIRST)) {
            breaks.acquire();
        }
        switch (failure.kind()) {
            case HANG_AFTER_FIRST -> keepAlive(out);
            case ERROR_IN_THE_MIDDLE -> {
                ObjectNode error = JSON.createObjectNode();
                error.putObject("error").put("code", 500).put("message", "the slot is gone").put("type", "server_error");
                event(out, error);
                out.close();
            }
            case END_IN_THE_MIDDLE -> out.close();
            default -> cut();
        }
    }

    /** HttpServer would end a body properly on close; without its end, the connection is just gone. */
    private void cut() throws IOException {
        exchange.getRequestBody().close();
        throw new IOException("cut, as the script says");
    }

    private void keepAlive(OutputStream out) throws IOException, InterruptedException {
        while (!closing.await(KEEPALIVE.toMillis(), TimeUnit.MILLISECONDS)) {
            out.write(": waiting\n\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
    }

    private static ObjectNode chunk() {
        return JSON.createObjectNode().put("id", "chatcmpl-scripted").put("object", "chat.completion.chunk").put("created", 1)
                .put("model", "scripted");
    }

    private static ObjectNode delta(String field, String value, String finish) {
        ObjectNode chunk = chunk();
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        ObjectNode delta = choice.putObject("delta");
        if (field != null) {
            delta.put(field, value);
        }
        choice.put("finish_reason", finish);
        return chunk;
    }

    private static void event(OutputStream out, ObjectNode data) throws IOException {
        out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /**
     * Streams sound, in blocks of a tenth of a second.
     *
     * @param sound to send
     * @param wav with the header of a server that does not know the length yet, or without one
     */
    void sound(Pcm sound, boolean wav) throws IOException, InterruptedException {
        OutputStream out = begin(wav ? "audio/wav" : "audio/pcm");
        if (fails(ScriptedEndpointFailure.Kind.KEEPALIVE_ONLY)) {
            closing.await();
            return;
        }
        if (wav) {
            out.write(header(sound.sampleRate()));
        }
        int block = sound.sampleRate() / 10;
        for (int at = 0; at < sound.samples().length; at += block) {
            out.write(bytes(sound.slice(at, at + block)));
            out.flush();
            if (failure != null) {
                if (fails(ScriptedEndpointFailure.Kind.HANG_AFTER_FIRST)) {
                    closing.await();
                }
                breaks.acquire();
                cut();
            }
        }
        exchange.close();
    }

    private static byte[] bytes(Pcm sound) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * sound.samples().length).order(ByteOrder.LITTLE_ENDIAN);
        for (float sample : sound.samples()) {
            bytes.putShort((short) Math.max(-32768, Math.min(32767, Math.round(sample * 32768f))));
        }
        return bytes.array();
    }

    private static byte[] header(int rate) {
        return ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(-1)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16)
                .putShort((short) 1).putShort((short) 1).putInt(rate).putInt(2 * rate).putShort((short) 2).putShort((short) 16)
                .put("data".getBytes(StandardCharsets.US_ASCII)).putInt(-1)
                .array();
    }
}
