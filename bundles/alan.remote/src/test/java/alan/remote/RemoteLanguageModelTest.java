package alan.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import alan.api.AlanException;
import alan.api.llm.Message;
import alan.api.llm.TokenStream.Finish;
import alan.api.llm.TokenStream;
import alan.testing.ScriptedEndpointFailure;
import alan.testing.ScriptedEndpointRequest;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteLanguageModelTest extends ChatTestBase {
    @Test
    void anAnswerComesPieceByPieceWithItsCountsAndItsEnd() throws Exception {
        endpoint("casa", first.chat(question -> "¡Hola! Preguntaste: " + question));
        TokenStream answer = ask("¿Qué tal, mañana lloverá? 🌧");
        assertThat(answer.finish()).isNull();
        assertThat(answer.next()).isEqualTo("¡Hola!");
        assertThat(answer.next()).isEqualTo(" Preguntaste:");
        assertThat(read(answer)).isEqualTo(" ¿Qué tal, mañana lloverá? 🌧");
        assertThat(answer.next()).isNull();
        assertThat(answer.finish()).isEqualTo(Finish.STOP);
        assertThat(answer.promptTokens()).isEqualTo(8);
        assertThat(answer.generatedTokens()).isEqualTo(7);
    }

    @Test
    void theRequestSaysWhatWasAskedFor() throws Exception {
        endpoint("casa", first);
        read(ask("¿Qué hora es?"));
        JsonNode body = first.requests(CHAT).get(0).json();
        assertThat(body.path("model").asText()).isEqualTo("modelo");
        assertThat(body.path("messages").toString()).isEqualTo(
                "[{\"role\":\"system\",\"content\":\"Responde en español.\"},{\"role\":\"user\",\"content\":\"¿Qué hora es?\"}]");
        assertThat(body.path("stream").asBoolean()).isTrue();
        assertThat(body.path("max_tokens").asInt()).isEqualTo(50);
        assertThat(body.path("temperature").asDouble()).isEqualTo(0.3);
        assertThat(body.path("top_p").asDouble()).isEqualTo(0.9);
        assertThat(body.path("repeat_penalty").asDouble()).isEqualTo(1.05);
        assertThat(body.path("seed").asInt()).isEqualTo(7);
        assertThat(body.path("stop").toString()).isEqualTo("[\"###\"]");
        assertThat(first.requests(CHAT).get(0).headers()).doesNotContainKeys("upgrade", "authorization");
    }

    @Test
    void connectionsAreUsedAgain() throws Exception {
        endpoint("casa", first);
        for (int i = 0; i < 5; i++) {
            read(ask("¿Y?"));
        }
        assertThat(first.requests()).extracting(ScriptedEndpointRequest::connection).containsOnly(first.requests().get(0).connection());
    }

    @Test
    void aKeyFromAFileIsSentAndAMissingOneIsNamed(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("clave");
        first.key("sk-secreta");
        engine.addEndpoint(TestEndpoints.of(folder, "casa", "url", first.url(), "chat.model", "m", "key.file", "clave"));
        assertThat(failure("¿Y?")).contains(file.toString(), "cannot be read");
        Files.writeString(file, "sk-secreta\n");
        assertThat(read(ask("¿Y?"))).isEqualTo("Uno dos tres.");
        Files.writeString(file, "sk-otra");
        assertThat(failure("¿Y?")).isEqualTo("The endpoint casa refused the key (status 401): check what key.env or key.file names.");
        assertThat(engine.info().details().get("casa")).contains("refused the key (401)").doesNotContain("sk-otra");
        Files.writeString(file, "dos\nlíneas");
        assertThat(failure("¿Y?")).contains("several lines").doesNotContain("líneas");
    }

    @Test
    void aKeyThatIsNotSetOrNotGivenIsNamed() {
        first.key("sk-secreta");
        endpoint("casa", first, "key.env", "ALAN_TEST_NO_SUCH_VARIABLE");
        assertThat(failure("¿Y?")).contains("ALAN_TEST_NO_SUCH_VARIABLE", "is not set");
        TestEndpoints.change(configured.get(0), "casa", "url", first.url(), "chat.model", "m");
        assertThat(failure("¿Y?")).contains("wants a key (status 401)", "key.env");
    }

    @Test
    void aServerThatDoesNotStreamIsUnderstood() throws Exception {
        endpoint("a", first);
        first.fail(ScriptedEndpointFailure.body(200, "{\"choices\":[{\"message\":{\"content\":\"Todo de una vez.\"},\"finish_reason\":\"length\"}],"
                + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}", "application/json"));
        TokenStream answer = ask("¿Y?");
        assertThat(read(answer)).isEqualTo("Todo de una vez.");
        assertThat(answer.finish()).isEqualTo(Finish.LENGTH);
        assertThat(answer.generatedTokens()).isEqualTo(4);
    }

    private static ScriptedEndpointFailure events(String... events) {
        StringBuilder stream = new StringBuilder();
        for (String event : events) {
            stream.append("data: ").append(event).append("\n\n");
        }
        return ScriptedEndpointFailure.body(200, stream.toString(), "text/event-stream");
    }

    @Test
    void thoughtsAreNotPartOfTheAnswer() throws Exception {
        endpoint("a", first);
        for (String field : List.of("reasoning_content", "reasoning")) {
            first.fail(events("{\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":null}}]}", "{\"choices\":[{\"delta\":{\"" + field
                    + "\":\"Pienso\"}}]}",
                    "{\"choices\":[{\"delta\":{\"content\":\"Sí.\"}}],\"usage\":null}", "{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}",
                    "[DONE]"));
            assertThat(read(ask("¿Y?"))).isEqualTo("Sí.");
        }
        first.fail(events("{\"choices\":[{\"delta\":{\"reasoning\":\"Pienso\"}}]}", "{\"choices\":[{\"delta\":{},\"finish_reason\":\"length\"}]}",
                "[DONE]"));
        assertThat(failure("¿Y?")).contains("used up all its tokens for thinking");
    }

    @Test
    void aServerThatDoesNotKeepToTheLengthIsCutOff() throws Exception {
        endpoint("a", first);
        first.chat(question -> "más ".repeat(500));
        TokenStream answer = ask("¿Y?");
        assertThat(read(answer).split(" ")).hasSizeLessThanOrEqualTo(52);
        assertThat(answer.finish()).isEqualTo(Finish.LENGTH);
    }

    @Test
    void whatAServerRefusesByNameIsLeftOutFromThenOn() throws Exception {
        endpoint("a", first);
        first.fail(ScriptedEndpointFailure.status(400,
                "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."),
                ScriptedEndpointFailure.status(400, "Unrecognized request argument supplied: repeat_penalty"));
        assertThat(read(ask("¿Y?"))).isEqualTo("Uno dos tres.");
        assertThat(read(ask("¿Y?"))).isEqualTo("Uno dos tres.");
        assertThat(first.requests(CHAT)).hasSize(4);
        JsonNode last = first.requests(CHAT).get(3).json();
        assertThat(last.has("max_tokens") || last.has("repeat_penalty")).isFalse();
        assertThat(last.path("max_completion_tokens").asInt()).isEqualTo(50);
    }

    @Test
    void llamaServerTellsItsContextAndCounts() throws Exception {
        endpoint("a", first);
        first.answer("/props", request -> "{\"default_generation_settings\":{\"n_ctx\":2048},\"total_slots\":1}")
                .answer("/apply-template", request -> "{\"prompt\":\"<s>" + request.question() + "\"}")
                .answer("/tokenize", request -> "{\"tokens\":[1,2,3,4,5]}");
        engine.load();
        assertThat(engine.contextLength()).isEqualTo(2048);
        assertThat(engine.countTokens(List.of(Message.user("hola")))).isEqualTo(5);
        assertThat(first.requests("/tokenize").get(0).json().path("content").asText()).isEqualTo("<s>hola");
    }

    @Test
    void vllmTellsItsContextAndCounts() throws Exception {
        endpoint("a", first);
        first.answer("/v1/models", request -> "{\"data\":[{\"id\":\"otro\",\"max_model_len\":1},{\"id\":\"modelo\",\"max_model_len\":32768}]}")
                .answer("/tokenize", request -> "{\"count\":9,\"max_model_len\":32768,\"tokens\":[]}");
        engine.load();
        assertThat(engine.contextLength()).isEqualTo(32_768);
        assertThat(engine.countTokens(List.of(Message.user("hola")))).isEqualTo(9);
    }

    @Test
    void whatNobodyTellsIsConfiguredOrEstimated() throws Exception {
        ConfiguredEndpoint endpoint = endpoint("a", first);
        engine.load();
        assertThat(engine.contextLength()).isEqualTo(ModelFacts.USUAL_CONTEXT);
        assertThat(engine.countTokens(List.of(Message.user("¿Qué hora es?")))).isEqualTo(3 + 4 + 5);
        first.goAway();
        TestEndpoints.change(endpoint, "a", "url", first.url(), "chat.model", "m", "context.length", "8192");
        assertThat(engine.contextLength()).isEqualTo(8192);
        assertThat(engine.countTokens(List.of(Message.user("abc")))).isEqualTo(8);
        first.comeBack();
    }

    @Test
    void aServerThatFailsToCountIsNotAskedToCountAgain() throws Exception {
        endpoint("a", first);
        first.answer("/props", request -> "{\"default_generation_settings\":{\"n_ctx\":2048}}").answer("/apply-template", request -> "{}");
        engine.load();
        assertThat(engine.countTokens(List.of(Message.user("abc")))).isEqualTo(8);
        assertThat(engine.countTokens(List.of(Message.user("abc")))).isEqualTo(8);
        assertThat(first.requests("/apply-template")).hasSize(1);
        assertThat(engine.contextLength()).isEqualTo(2048);
    }

    @Test
    void theContextIsThatOfTheEndpointThatHasTheSmallest() throws Exception {
        endpoint("a", first, "context.length", "8192");
        endpoint("b", second, "context.length", "2048");
        engine.load();
        assertThat(engine.contextLength()).isEqualTo(2048);
    }

    @Test
    void aKeyThatTheServerRepeatsIsHidden(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("clave"), "sk-secreta");
        engine.addEndpoint(TestEndpoints.of(folder, "a", "url", first.url(), "chat.model", "m", "key.file", "clave", "retries", "0"));
        engine.load();
        first.fail(ScriptedEndpointFailure.body(200, "{\"error\":{\"message\":\"bad sk-secreta\"}}", "application/json"));
        assertThat(failure("¿Y?")).contains("bad ***").doesNotContain("sk-");
        first.fail(ScriptedEndpointFailure.status(400, "bad sk-secreta"));
        assertThat(failure("¿Y?")).contains("bad ***").doesNotContain("sk-");
    }

    @Test
    void theSentencesAreSpanishForThoseWhoReadIt() {
        endpoint("nube", first);
        first.fail(ScriptedEndpointFailure.status(500, "boom"));
        AlanException failure = catchThrowableOfType(AlanException.class, () -> read(ask("¿Y?")));
        assertThat(failure.text().say(new Locale("es"))).isEqualTo("El servidor nube ha fallado (estado 500): boom");
    }

    @Test
    void theHealthOfAnEndpointIsLookedForWithoutWaiting() throws InterruptedException, ExecutionException {
        endpoint("a", first);
        assertThat(engine.info().details()).containsEntry("a", "modelo: not asked yet");
        while (engine.info().details().get("a").contains("not asked yet")) {
            Thread.sleep(10);
        }
        assertThat(engine.info().details().get("a")).matches("modelo: ok, \\d+ ms");
        assertThat(first.requests("/v1/models")).hasSize(1);
    }
}
