package alan.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import alan.api.AlanException;
import alan.api.engine.EngineKind;
import alan.api.llm.TokenStream;
import alan.api.text.LanguageDetector;
import alan.testing.ScriptedEndpointFailure.Kind;
import alan.testing.ScriptedEndpointFailure;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FailoverTest extends ChatTestBase {
    @Test
    void theNextEndpointAnswersWhereOneFailsBeforeItsFirstToken() throws Exception {
        endpoint("a", first);
        endpoint("b", second);
        for (ScriptedEndpointFailure failure : List.of(ScriptedEndpointFailure.status(500, "boom"), ScriptedEndpointFailure.page(502),
                ScriptedEndpointFailure.page(200), ScriptedEndpointFailure.body(200, "data: garbage\n\n", "text/event-stream"),
                ScriptedEndpointFailure.body(200, "{\"error\":\"loading\"}", "application/json"), ScriptedEndpointFailure.of(Kind.CUT),
                ScriptedEndpointFailure.of(Kind.HUGE_LINE), ScriptedEndpointFailure.status(404, "model not found"))) {
            configured.get(0).endpoint().health(EngineKind.LLM).alive(1);
            first.fail(failure);
            assertThat(read(ask("¿Y?"))).as("%s", failure).isEqualTo("El segundo responde.");
        }
        assertThat(first.requests(CHAT)).hasSize(8);
    }

    @Test
    void endpointsAreAskedByRank() throws Exception {
        endpoint("a", first, "rank", "2");
        endpoint("b", second, "rank", "1");
        assertThat(read(ask("¿Y?"))).isEqualTo("El segundo responde.");
        assertThat(first.requests(CHAT)).isEmpty();
    }

    @Test
    void whoFailedIsPassedOverForAWhile() throws Exception {
        endpoint("a", first);
        endpoint("b", second);
        first.fail(ScriptedEndpointFailure.status(500, "boom"));
        for (int i = 0; i < 3; i++) {
            assertThat(read(ask("¿Y?"))).isEqualTo("El segundo responde.");
        }
        assertThat(first.requests(CHAT)).hasSize(1);
    }

    @Test
    void whoFailedIsStillAskedWhereNobodyElseWorks() throws Exception {
        endpoint("a", first);
        first.fail(ScriptedEndpointFailure.status(500, "boom"));
        assertThat(failure("¿Y?")).isEqualTo("The endpoint a failed (status 500): boom");
        assertThat(read(ask("¿Y?"))).isEqualTo("Uno dos tres.");
    }

    @Test
    void whatMayPassIsTriedAgain() throws Exception {
        endpoint("a", first, "retries", "2");
        first.fail(ScriptedEndpointFailure.tooManyRequests("0"), ScriptedEndpointFailure.of(Kind.CUT));
        assertThat(read(ask("¿Y?"))).isEqualTo("Uno dos tres.");
        assertThat(first.requests(CHAT)).hasSize(3);
    }

    @Test
    void whoWantsToBeLeftAloneForLongIsNotWaitedFor() {
        endpoint("a", first, "retries", "2");
        first.fail(ScriptedEndpointFailure.tooManyRequests("3600"));
        assertThat(failure("¿Y?")).isEqualTo("The endpoint a wants to be asked less often (429): Rate limit reached");
        assertThat(first.requests(CHAT)).hasSize(1);
    }

    @Test
    void whatWillNotPassIsNotTriedAgain() {
        endpoint("a", first, "retries", "5");
        first.fail(ScriptedEndpointFailure.status(400, "the prompt is too long"));
        assertThat(failure("¿Y?")).isEqualTo("The endpoint a did not take the request (status 400): the prompt is too long");
        assertThat(first.requests(CHAT)).hasSize(1);
    }

    @Test
    void anAnswerThatBreaksOffIsNotBegunAnew() throws Exception {
        endpoint("a", first);
        endpoint("b", second);
        for (Kind kind : List.of(Kind.CUT_IN_THE_MIDDLE, Kind.END_IN_THE_MIDDLE, Kind.ERROR_IN_THE_MIDDLE)) {
            configured.get(0).endpoint().health(EngineKind.LLM).alive(1);
            first.fail(kind);
            TokenStream answer = ask("¿Y?");
            assertThat(answer.next()).isEqualTo("Uno");
            first.breakOff();
            assertThatThrownBy(answer::next).isInstanceOf(AlanException.class).hasMessageContaining("The endpoint a broke off in the middle");
        }
        assertThat(second.requests(CHAT)).isEmpty();
    }

    @Test
    void noEndpointThatAnswersIsOneSentenceThatNamesThemAll() {
        endpoint("a", first);
        endpoint("b", second);
        first.goAway();
        second.failAlways(ScriptedEndpointFailure.status(503, "Loading model"));
        assertThat(catchThrowableOfType(AlanException.class, engine::load).getMessage()).startsWith("None of the remote endpoints could do it.")
                .contains("The endpoint a cannot be reached at " + first.url() + "/v1", "The endpoint b failed (status 503): Loading model");
        first.comeBack();
        assertThat(catchThrowableOfType(AlanException.class, engine::load)).isNull();
    }

    @Test
    void anEndpointThatHasNoListOfModelsIsAlive() throws Exception {
        first.failAlways(ScriptedEndpointFailure.page(404));
        endpoint("a", first);
        engine.load();
        assertThat(engine.info().loaded()).isTrue();
    }

    @Test
    void aQuestionGoesToAnEndpointThatKnowsItsLanguage() throws Exception {
        endpoint("a", first, "languages", "en");
        endpoint("b", second, "languages", "es, de");
        assertThat(engine.info().languages()).containsExactlyInAnyOrder("en", "es", "de");
        engine.setDetector(new LanguageDetector() {
            @Override
            public Optional<String> detect(String text) {
                return Optional.of("es");
            }

            @Override
            public Set<String> languages() {
                return Set.of("es");
            }
        });
        assertThat(read(ask("¿Y?"))).isEqualTo("El segundo responde.");
        assertThat(first.requests(CHAT)).isEmpty();
        endpoint("c", first);
        assertThat(engine.info().languages()).isEmpty();
    }
}
