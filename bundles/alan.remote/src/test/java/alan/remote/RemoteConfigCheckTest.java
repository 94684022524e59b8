package alan.remote;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.engine.EngineKind;
import alan.api.text.Text;
import org.junit.jupiter.api.Test;

class RemoteConfigCheckTest {
    private final RemoteConfigCheck check = new RemoteConfigCheck();

    @Test
    void aFileThatServesNothingIsSaidWithTheKeysToAdd() {
        check.addEndpoint(TestEndpoints.of("casa", "url", "http://127.0.0.1:1"));
        assertThat(check.problems()).extracting(Text::english).containsExactly(
                "config/alan.remote-casa.cfg names no model: set chat.model, speech.model or transcription.model, or remove the file.");
    }

    @Test
    void eachFileIsSaidOnceInOrderAndGoodOnesNotAtAll() {
        check.addEndpoint(TestEndpoints.of("b", "url", "http://127.0.0.1:1", "chat.model", "m", "key", "sk-secreta"));
        check.addEndpoint(TestEndpoints.of("c", "url", "http://127.0.0.1:1", "chat.model", "m"));
        check.addEndpoint(TestEndpoints.of("a", "chat.model", "m"));
        assertThat(check.problems()).extracting(Text::english)
                .satisfiesExactly(a -> assertThat(a).contains("alan.remote-a.cfg", "no url"),
                        b -> assertThat(b).contains("alan.remote-b.cfg", "key=…").doesNotContain("sk-"));
    }

    @Test
    void whatIsUnwiseIsSaidOfTheEngineAndIsNoProblem() {
        ConfiguredEndpoint endpoint = TestEndpoints.of("a", "url", "http://8.8.8.8:9", "chat.model", "m", "key.env", "NO_SUCH_KEY_HERE");
        check.addEndpoint(endpoint);
        assertThat(check.problems()).isEmpty();
        try (Pool pool = new Pool(EngineKind.LLM)) {
            pool.add(endpoint);
            assertThat(pool.info(false).details().get("a")).startsWith("m (its key is sent unencrypted: write https://");
        }
    }

    @Test
    void aProblemIsGoneWhenItIsMendedOrTheFileIs() {
        ConfiguredEndpoint mended = TestEndpoints.of("a", "url", "http://127.0.0.1:1");
        ConfiguredEndpoint removed = TestEndpoints.of("b", "url", "http://127.0.0.1:1");
        check.addEndpoint(mended);
        check.addEndpoint(removed);
        assertThat(check.problems()).hasSize(2);
        TestEndpoints.change(mended, "a", "url", "http://127.0.0.1:1", "chat.model", "m");
        check.removeEndpoint(removed);
        assertThat(check.problems()).isEmpty();
    }
}
