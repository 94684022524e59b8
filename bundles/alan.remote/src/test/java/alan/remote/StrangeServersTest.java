package alan.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import alan.api.AlanException;
import alan.testing.ScriptedEndpointFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrangeServersTest extends ChatTestBase {
    @Test
    void aMisconfiguredEndpointSaysWhatIsWrongWithItsFile() {
        endpoint("a", first, "key", "sk-secreta");
        assertThat(catchThrowableOfType(AlanException.class, engine::load).getMessage()).contains("config/alan.remote-a.cfg", "key=…")
                .doesNotContain("sk-");
        assertThat(first.requests()).isEmpty();
    }

    @Test
    void theKeyGoesToNoOtherHost(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("clave"), "sk-secreta");
        try (RawServer elsewhere = new RawServer("HTTP/1.1 307 T\r\nLocation: http://localhost:1/v1\r\nContent-Length: 0\r\n\r\n")) {
            engine.addEndpoint(TestEndpoints.of(folder, "a", "url", elsewhere.url(), "chat.model", "m", "key.file", "clave"));
            assertThat(catchThrowableOfType(AlanException.class, engine::load).getMessage()).contains("sends its callers to http://localhost:1/v1");
        }
    }

    @Test
    void noQuestionGoesToAnotherServerOfTheSameHost(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("clave"), "sk-secreta");
        try (RawServer moved = new RawServer("HTTP/1.1 404 N\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
                "HTTP/1.1 307 T\r\nLocation: " + second.url() + CHAT + "\r\nContent-Length: 0\r\n\r\n")) {
            engine.addEndpoint(TestEndpoints.of(folder, "a", "url", moved.url(), "chat.model", "m", "key.file", "clave", "retries", "0"));
            assertThat(failure("¿Y?")).contains("sends its callers to " + second.url()).doesNotContain("sk-");
            assertThat(moved.requests()).last().asString().contains("Bearer sk-secreta");
            assertThat(second.requests()).isEmpty();
        }
    }

    @Test
    void whoOnlyFillsTheLineIsGivenUpInTime() throws Exception {
        try (RawServer flood = RawServer.endless("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n", ": wait\n\n".repeat(10_000))) {
            engine.addEndpoint(TestEndpoints.of("a", "url", flood.url(), "chat.model", "m", "first.timeout.s", "1", "retries", "0"));
            assertThat(failure("¿Y?")).contains("has not begun to answer within 1 s");
        }
    }

    @Test
    void anErrorThatNeverEndsIsNotWaitedFor() throws Exception {
        try (RawServer slow = RawServer.dripping("HTTP/1.1 500 E\r\n\r\n", "x", 100)) {
            engine.addEndpoint(TestEndpoints.of("a", "url", slow.url(), "chat.model", "m", "retries", "0"));
            assertThat(failure("¿Y?")).isEqualTo("The endpoint a failed (status 500): its own log says why.");
        }
    }

    @Test
    void blankLinesBeforeAnAnswerMeanNothing() throws Exception {
        endpoint("a", first);
        first.fail(ScriptedEndpointFailure.body(200, "\n \r\n{\"choices\":[{\"message\":{\"content\":\"Aquí.\"}}]}", "application/json"));
        assertThat(read(ask("¿Y?"))).isEqualTo("Aquí.");
    }

    @Test
    void aRedirectWithinTheHostIsFollowed() throws Exception {
        try (RawServer moved = new RawServer("HTTP/1.1 308 M\r\nLocation: /v1/models/\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")) {
            engine.addEndpoint(TestEndpoints.of("a", "url", moved.url(), "chat.model", "m"));
            engine.load();
            assertThat(moved.requests()).hasSize(2).last().asString().startsWith("GET /v1/models/ ");
        }
    }

    @Test
    void aFloodOfHeadersEndsInASentence() throws Exception {
        try (RawServer flood = RawServer.endless("HTTP/1.1 200 OK\r\n", "X-Flood: " + "x".repeat(1000) + "\r\n")) {
            engine.addEndpoint(TestEndpoints.of("a", "url", flood.url(), "chat.model", "m"));
            assertThat(catchThrowableOfType(AlanException.class, engine::load).getMessage()).contains("is no endpoint", flood.url());
        }
    }

    @Test
    void whatIsNoHttpServerIsNamed() throws IOException {
        try (RawServer ssh = new RawServer("SSH-2.0-OpenSSH_9.2\r\n")) {
            engine.addEndpoint(TestEndpoints.of("a", "url", ssh.url(), "chat.model", "m"));
            assertThat(catchThrowableOfType(AlanException.class, engine::load).getMessage()).contains(ssh.url());
        }
        engine.addEndpoint(TestEndpoints.of("b", "url", "http://no-such-host.invalid", "chat.model", "m"));
        assertThat(catchThrowableOfType(AlanException.class, engine::load).getMessage())
                .contains("host of the endpoint b (http://no-such-host.invalid/v1)");
        try (RawServer plain = RawServer.unasked("HTTP/1.1 400 Bad Request\r\n\r\n")) {
            engine.addEndpoint(TestEndpoints.of("c", "url", plain.url().replace("http:", "https:"), "chat.model", "m"));
            assertThat(catchThrowableOfType(AlanException.class, engine::load).getMessage()).contains("no safe connection to the endpoint c");
        }
    }
}
