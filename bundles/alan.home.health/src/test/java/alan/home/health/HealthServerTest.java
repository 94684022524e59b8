package alan.home.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.companion.TurnRecord;
import alan.api.companion.TurnRecord.Timings;
import alan.api.engine.Engine;
import alan.api.engine.EngineInfo;
import alan.api.engine.EngineKind;
import alan.api.engine.EngineStatus;
import alan.api.engine.EngineStatus.State;
import alan.api.engine.Engines;
import alan.api.engine.Lease;
import alan.api.home.HomeStatus;
import alan.api.model.InstalledModel;
import alan.api.model.Models;
import alan.api.text.Text;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HealthServerTest {
    private final List<EngineStatus> engines = new ArrayList<>();
    private final List<String> installed = new ArrayList<>(List.of("whisper-base", "smollm2"));
    private final HttpClient client = HttpClient.newHttpClient();
    private HomeStatus home = new HomeStatus("127.0.0.1:10300", true, null, List.of(new HomeStatus.Service("tts", true, 1, 2)), List.of(), List.of());
    private Metrics metrics;
    private Health health;
    private HealthServer server;

    @BeforeEach
    void open() throws Exception {
        health = new Health(new Listed(), this::models, () -> () -> home);
        metrics = new Metrics(health);
        server = new HealthServer("127.0.0.1", 0, health, metrics);
        engine(EngineKind.STT, "whisper", State.READY, null, "whisper-base");
        engine(EngineKind.LLM, "llama", State.IDLE, null, "smollm2");
        engine(EngineKind.TTS, "csm", State.IDLE, null, "csm-1b");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void engine(EngineKind kind, String name, State state, String problem, String model) {
        Map<String, String> details = state == State.READY ? Map.of(EngineInfo.MEMORY, "276 MiB") : Map.of();
        engines.add(new EngineStatus(kind, name, null, true, state, List.of(),
                new EngineInfo(Set.of("en"), List.of(model), "cpu", state == State.READY, details), problem));
    }

    private Models models() {
        return (Models) Proxy.newProxyInstance(Models.class.getClassLoader(), new Class<?>[] {Models.class}, (proxy, method, arguments) -> {
            if (!method.getName().equals("installed") || !(arguments[0] instanceof String)) {
                throw new UnsupportedOperationException(method.toString());
            }
            return installed.contains(arguments[0]) ? Optional.of(new InstalledModel(null, Map.of())) : Optional.empty();
        });
    }

    private HttpResponse<String> ask(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return new ObjectMapper().readTree(response.body());
    }

    @Test
    void aNodeThatDoesSomethingIsReadyAndSaysWhatItLacks() throws Exception {
        assertThat(ask("GET", "/live").statusCode()).isEqualTo(200);
        assertThat(ask("GET", "/ready").statusCode()).isEqualTo(200);
        HttpResponse<String> health = ask("GET", "/health");
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.headers().firstValue("Content-Type")).hasValue("application/json");
        JsonNode document = json(health);
        assertThat(document.at("/home/listening").asBoolean()).isTrue();
        assertThat(document.at("/engines/0").toString())
                .isEqualTo("{\"kind\":\"stt\",\"name\":\"whisper\",\"usable\":true,\"state\":\"ready\",\"memory\":\"276 MiB\",\"reason\":null}");
        assertThat(document.at("/engines/2/usable").asBoolean()).isFalse();
        assertThat(document.at("/engines/2/reason").asText()).isEqualTo("The model csm-1b is not installed: run alan:model-get csm-1b.");
    }

    @Test
    void anEngineThatFailedIsNamedWithItsReason() throws Exception {
        engine(EngineKind.VAD, "silero", State.FAILED, "The file silero.onnx is damaged.", "smollm2");
        assertThat(ask("GET", "/ready").statusCode()).isEqualTo(503);
        HttpResponse<String> health = ask("GET", "/health");
        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(json(health).at("/engines/3/reason").asText()).isEqualTo("The file silero.onnx is damaged.");
        assertThat(ask("GET", "/live").statusCode()).as("it need not be started anew for that").isEqualTo(200);
    }

    @Test
    void nothingToUseOrNobodyListeningIsNotReady() throws Exception {
        installed.clear();
        assertThat(ask("GET", "/ready").statusCode()).isEqualTo(503);
        installed.add("whisper-base");
        assertThat(ask("GET", "/ready").statusCode()).isEqualTo(200);
        home = new HomeStatus("127.0.0.1:10300", false, "The port is taken.", List.of(), List.of(), List.of());
        assertThat(json(ask("GET", "/health")).at("/home/problem").asText()).isEqualTo("The port is taken.");
        assertThat(ask("GET", "/ready").statusCode()).isEqualTo(503);
    }

    @Test
    void turnsAndEnginesAreInTheMetrics() throws Exception {
        metrics.count(record(null, false));
        metrics.count(record(null, false));
        metrics.count(record("It failed.", false));
        metrics.count(record(null, true));
        HttpResponse<String> page = ask("GET", "/metrics");
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain; version=0.0.4");
        assertThat(page.body().lines()).contains(
                "alan_turns_total{outcome=\"ok\"} 2.0",
                "alan_turns_total{outcome=\"failed\"} 1.0",
                "alan_turns_total{outcome=\"cancelled\"} 1.0",
                "alan_turn_seconds_bucket{stage=\"stt\",le=\"2.0\"} 4",
                "alan_turn_seconds_bucket{stage=\"stt\",le=\"1.0\"} 0",
                "alan_turn_seconds_count{stage=\"first_sound\"} 4",
                "alan_real_time_factor_sum{kind=\"tts\"} 1.0",
                "alan_engine_usable{engine=\"csm\",kind=\"tts\"} 0.0",
                "alan_engine_loaded{engine=\"whisper\",kind=\"stt\"} 1.0",
                "alan_engine_memory_bytes{engine=\"whisper\",kind=\"stt\"} 2.89406976E8",
                "alan_home_working{service=\"tts\"} 1.0",
                "alan_home_waiting{service=\"tts\"} 2.0");
        assertThat(page.body()).doesNotContain("alan_engine_memory_bytes{engine=\"llama\"");
        assertThat(ask("GET", "/metrics", "Accept", "application/openmetrics-text; version=1.0.0").body()).endsWith("# EOF\n");
    }

    @Test
    void requestsOfAHubAreInTheMetrics() throws Exception {
        metrics.count(new HomeStatus.Request("tts", "192.168.1.20:5", Instant.EPOCH, 1.5, 0.3, 0.2, null, false));
        metrics.count(new HomeStatus.Request("tts", "192.168.1.20:6", Instant.EPOCH, 0.5, 0, null, "It failed.", false));
        metrics.count(new HomeStatus.Request("asr", "192.168.1.20:7", Instant.EPOCH, 0.5, 0, null, null, true));
        assertThat(ask("GET", "/metrics").body().lines()).contains(
                "alan_home_requests_total{outcome=\"ok\",service=\"tts\"} 1.0",
                "alan_home_requests_total{outcome=\"failed\",service=\"tts\"} 1.0",
                "alan_home_requests_total{outcome=\"cancelled\",service=\"asr\"} 1.0",
                "alan_home_request_seconds_bucket{service=\"tts\",stage=\"first_output\",le=\"0.25\"} 1",
                "alan_home_request_seconds_count{service=\"tts\",stage=\"whole\"} 2",
                "alan_home_request_seconds_sum{service=\"tts\",stage=\"waited\"} 0.3");
    }

    private static TurnRecord record(String error, boolean cancelled) {
        return new TurnRecord("1", Instant.EPOCH, "alan", "en", "?", "!", List.of(), Map.of(), new Timings(2.0, 0.0, 1.5, 0.2, 1.0, 10, 20, 0.5, 2.0, 2.5, 3.0),
                List.of(), List.of(), error, cancelled);
    }

    @Test
    void whatIsNotThereIsOneSentence() throws Exception {
        assertThat(json(ask("GET", "/")).get("error").asText()).contains("/health");
        assertThat(ask("GET", "/metrics/x").statusCode()).isEqualTo(404);
        HttpResponse<String> post = ask("POST", "/health");
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.headers().firstValue("Allow")).hasValue("GET, HEAD");
        HttpResponse<String> head = ask("HEAD", "/ready");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    private Socket hang() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.getOutputStream().write("GET /live HTTP/1.1\r\nHost:".getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void someClientsThatHangKeepNobodyWaiting() throws Exception {
        List<Socket> hanging = new ArrayList<>();
        try {
            for (int i = 0; i < HealthServer.THREADS - 1; i++) {
                hanging.add(hang());
            }
            assertThat(ask("GET", "/live").statusCode()).isEqualTo(200);
            for (Socket socket : hanging) {
                socket.getOutputStream().write(" localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(socket.getInputStream().read()).as("it was only slow").isEqualTo('H');
            }
        } finally {
            for (Socket socket : hanging) {
                socket.close();
            }
        }
    }

    @Test
    void whoTakesTooLongIsHungUpOnAndTheNextIsServed() throws Exception {
        server.close();
        server = new HealthServer("127.0.0.1", 0, health, metrics, Duration.ofMillis(200));
        List<Socket> hanging = new ArrayList<>();
        try {
            for (int i = 0; i < HealthServer.THREADS + 4; i++) {
                hanging.add(hang());
            }
            assertThat(ask("GET", "/live").statusCode()).as("though they all hang").isEqualTo(200);
            for (Socket socket : hanging) {
                assertThat(socket.getInputStream().read()).as("hung up").isEqualTo(-1);
            }
            assertThat(ask("GET", "/ready").statusCode()).as("in a thread that was interrupted").isEqualTo(200);
        } finally {
            for (Socket socket : hanging) {
                socket.close();
            }
        }
    }

    @Test
    void aPortThatIsTakenIsOneSentence() {
        assertThatThrownBy(() -> new HealthServer("127.0.0.1", server.port(), null, null)).isInstanceOf(AlanException.class)
                .hasMessageContaining("port " + server.port()).hasMessageContaining("config/alan.home.health.cfg");
    }

    private final class Listed implements Engines {
        @Override
        public <E extends Engine> Lease<E> lease(Class<E> contract, String engine, String language, String holder) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <E extends Engine> Lease<E> instead(Class<E> contract, Lease<E> failed, AlanException why, String language, String holder) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<EngineStatus> list() {
            return List.copyOf(engines);
        }

        @Override
        public List<EngineStatus> chosen(String language) {
            return list();
        }

        @Override
        public EngineStatus use(EngineKind kind, String name, String backend, Map<String, String> settings, Consumer<Text> notice) {
            throw new UnsupportedOperationException();
        }
    }
}
