package alan.testing;

import alan.api.audio.Pcm;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A small real server on the loopback address with the HTTP API of OpenAI, which answers as a script says, and fails as it says.
 *
 * <pre>{@code
 * try (ScriptedEndpoint server = ScriptedEndpoint.start().chat(question -> "Claro que sí.")) {
 *     // url = server.url()
 * }
 * }</pre>
 */
public final class ScriptedEndpoint implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_REQUESTS = 1_000;

    static {
        // Read when the first server is made: without it, every second answer waits 40 ms for the reader's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "scripted-endpoint");
        thread.setDaemon(true);
        return thread;
    });
    private final Deque<ScriptedEndpointRequest> requests = new ConcurrentLinkedDeque<>();
    private final Deque<ScriptedEndpointFailure> failures = new ConcurrentLinkedDeque<>();
    private final Map<String, Function<ScriptedEndpointRequest, String>> others = new ConcurrentHashMap<>();
    private final AtomicInteger deserted = new AtomicInteger();
    private final Semaphore breaks = new Semaphore(0);
    private volatile ScriptedEndpointFailure always;
    private volatile Function<String, String> chat;
    private volatile Function<String, Pcm> speech;
    private volatile Function<Pcm, String> transcription;
    private volatile String language = "english";
    private volatile String key = "";
    private volatile Duration pause = Duration.ZERO;
    private HttpServer server;

    private ScriptedEndpoint() {}

    /** {@return a server on a free port, which serves nothing yet} */
    public static ScriptedEndpoint start() {
        return start(0);
    }

    /** {@return a server on a port, which serves nothing yet} @param port 0 for a free one */
    public static ScriptedEndpoint start(int port) {
        ScriptedEndpoint endpoint = new ScriptedEndpoint();
        endpoint.listen(port);
        return endpoint;
    }

    private synchronized void listen(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** {@return its base address, without {@code /v1}} */
    public synchronized String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers questions, word by word. @param answer to the newest message of the user @return this */
    public ScriptedEndpoint chat(Function<String, String> answer) {
        chat = answer;
        return this;
    }

    /** Speaks. @param voice sound for a text @return this */
    public ScriptedEndpoint speech(Function<String, Pcm> voice) {
        speech = voice;
        return this;
    }

    /** Writes down what is said. @param ear text for a sound @param heard language of the text, as Whisper names it: {@code spanish} @return this */
    public ScriptedEndpoint transcription(Function<Pcm, String> ear, String heard) {
        transcription = ear;
        language = heard;
        return this;
    }

    /** Answers another path. @param path such as {@code /props} @param json what it answers @return this */
    public ScriptedEndpoint answer(String path, Function<ScriptedEndpointRequest, String> json) {
        others.put(path, json);
        return this;
    }

    /** Lets nobody in without a key. @param wanted key @return this */
    public ScriptedEndpoint key(String wanted) {
        key = wanted;
        return this;
    }

    /** Takes its time between the words of an answer. @param between two words @return this */
    public ScriptedEndpoint pause(Duration between) {
        pause = between;
        return this;
    }

    /** Fails at the next requests for chat, speech or transcription, one failure each. @param next in order @return this */
    public ScriptedEndpoint fail(ScriptedEndpointFailure... next) {
        failures.addAll(List.of(next));
        return this;
    }

    /** Fails at the next request. @param next how @return this */
    public ScriptedEndpoint fail(ScriptedEndpointFailure.Kind next) {
        return fail(ScriptedEndpointFailure.of(next));
    }

    /**
     * Lets one answer break off that was told to fail in the middle; it waits for this, so that a test can read what came before. A connection that
     * breaks can take with it what was sent, and a reader that has seen none of it rightly asks somebody else.
     */
    public void breakOff() {
        breaks.release();
    }

    /** Fails at every request, the list of models included, until {@link #recover}. @param how it fails @return this */
    public ScriptedEndpoint failAlways(ScriptedEndpointFailure how) {
        always = how;
        return this;
    }

    /** Works again. */
    public void recover() {
        always = null;
        failures.clear();
    }

    /** Stops listening, so connections are refused, until {@link #comeBack}. */
    public synchronized void goAway() {
        server.stop(0);
    }

    /** Listens again, at the same address. */
    public synchronized void comeBack() {
        listen(server.getAddress().getPort());
    }

    /** {@return what was asked, the oldest first; of many, the newest thousand} */
    public List<ScriptedEndpointRequest> requests() {
        return List.copyOf(requests);
    }

    /** {@return what was asked of a path} @param path such as {@code /v1/chat/completions} */
    public List<ScriptedEndpointRequest> requests(String path) {
        return requests.stream().filter(each -> each.path().equals(path)).toList();
    }

    /** {@return how many answers could not be written to their end because the reader went away} */
    public int deserted() {
        return deserted.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        ScriptedEndpointRequest request = new ScriptedEndpointRequest(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), headers,
                exchange.getRequestBody().readAllBytes(), exchange.getRemoteAddress().getPort());
        requests.add(request);
        if (requests.size() > MOST_REQUESTS) {
            requests.poll();
        }
        ScriptedEndpointFailure failure = always;
        if (failure == null && request.method().equals("POST") && request.path().startsWith("/v1/")) {
            failure = failures.poll();
        }
        ScriptedEndpointAnswer answer = new ScriptedEndpointAnswer(exchange, failure, breaks, closing);
        try {
            if (!answer.failed()) {
                answer(request, answer);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            deserted.incrementAndGet();
            throw e;
        }
    }

    private void answer(ScriptedEndpointRequest request, ScriptedEndpointAnswer answer) throws IOException, InterruptedException {
        if (!key.isEmpty() && !request.header("authorization").equals("Bearer " + key)) {
            error(answer, 401, "Incorrect API key provided: " + request.header("authorization"));
        } else if (others.containsKey(request.path())) {
            answer.whole(200, "application/json", others.get(request.path()).apply(request).getBytes(StandardCharsets.UTF_8));
        } else if (request.path().equals("/v1/models")) {
            String models = "{\"object\":\"list\",\"data\":[{\"id\":\"scripted\",\"object\":\"model\"}]}";
            answer.whole(200, "application/json", models.getBytes(StandardCharsets.UTF_8));
        } else if (request.path().equals("/v1/chat/completions") && chat != null) {
            chat(request, answer);
        } else if (request.path().equals("/v1/audio/speech") && speech != null) {
            String format = request.json().path("response_format").asText("mp3");
            if (format.equals("wav") || format.equals("pcm")) {
                answer.sound(speech.apply(request.json().path("input").asText()), format.equals("wav"));
            } else {
                error(answer, 400, "response_format " + format + " is not scripted");
            }
        } else if (request.path().equals("/v1/audio/transcriptions") && transcription != null) {
            transcribe(request, answer);
        } else {
            error(answer, 404, "Not Found");
        }
    }

    private void chat(ScriptedEndpointRequest request, ScriptedEndpointAnswer answer) throws IOException, InterruptedException {
        String text = chat.apply(request.question());
        List<String> pieces = List.of(text.split("(?<=\\S)(?=\\s)"));
        int promptTokens = request.json().path("messages").findValuesAsText("content").stream().mapToInt(each -> each.split("\\s+").length).sum();
        if (request.json().path("stream").asBoolean()) {
            answer.stream(pieces, promptTokens, request.json().path("stream_options").path("include_usage").asBoolean(), pause);
            return;
        }
        ObjectNode whole = JSON.createObjectNode().put("object", "chat.completion");
        whole.putArray("choices").addObject().put("finish_reason", "stop").putObject("message").put("role", "assistant").put("content", text);
        whole.putObject("usage").put("prompt_tokens", promptTokens).put("completion_tokens", pieces.size());
        answer.whole(200, "application/json", whole.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void transcribe(ScriptedEndpointRequest request, ScriptedEndpointAnswer answer) throws IOException {
        Pcm sound = request.sound();
        String text = transcription.apply(sound);
        ObjectNode document = JSON.createObjectNode().put("text", text);
        if (request.field("response_format").equals("verbose_json")) {
            document.put("task", "transcribe").put("language", language).put("duration", sound.seconds());
            document.putArray("segments").addObject().put("id", 0).put("start", 0.0).put("end", sound.seconds()).put("text", " " + text)
                    .put("avg_logprob", -0.1);
        }
        answer.whole(200, "application/json", document.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void error(ScriptedEndpointAnswer answer, int status, String message) throws IOException {
        ObjectNode error = JSON.createObjectNode();
        error.putObject("error").put("message", message).put("type", "invalid_request_error").putNull("param").putNull("code");
        answer.whole(status, "application/json", error.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public synchronized void close() {
        closing.countDown();
        breaks.release(MOST_REQUESTS);
        server.stop(0);
        threads.shutdownNow();
    }

    /** {@return a tone of 440 Hz, a twentieth of a second for each character} @param text that is not spoken */
    public static Pcm tone(String text) {
        float[] samples = new float[Math.max(1, text.length()) * 1200];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.3 * Math.sin(2 * Math.PI * 440 * i / 24_000));
        }
        return new Pcm(24_000, samples);
    }

    /**
     * Serves until it is ended: {@code --port N}, {@code --chat TEXT}, {@code --transcription TEXT}, {@code --language NAME}, {@code --speech}
     * (a tone), {@code --key-env NAME}. Prints its address.
     *
     * @param arguments as above
     * @throws InterruptedException when it is ended
     */
    public static void main(String[] arguments) throws InterruptedException {
        ScriptedEndpointProgram.run(arguments);
    }
}
