package alan.remote;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.engine.EngineKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointSettingsTest {
    private static EndpointSettings settings(String... keysAndValues) {
        return TestEndpoints.of("casa", keysAndValues).endpoint().settings();
    }

    private static String problem(String... keysAndValues) {
        return settings(keysAndValues).problem().english();
    }

    @ParameterizedTest
    @CsvSource({
        "http://h:8080, http://h:8080/v1, http://h:8080",
        "http://h:8080/, http://h:8080/v1, http://h:8080",
        "HTTP://h/v1/, http://h/v1, http://h",
        "https://h/api/v1, https://h/api/v1, https://h/api",
        "https://h/v1beta/openai/, https://h/v1beta/openai, https://h/v1beta/openai",
        "http://h/v1/chat/completions, http://h/v1, http://h",
        "http://[::1]:8080, http://[::1]:8080/v1, http://[::1]:8080",
        "http://h/voices, http://h/voices/v1, http://h/voices",
    })
    void anAddressMayBeWrittenWithOrWithoutItsVersion(String url, String api, String root) {
        EndpointSettings settings = settings("url", url, "chat.model", "m");
        assertThat(settings.problem()).isNull();
        assertThat(settings.api()).hasToString(api);
        assertThat(settings.root()).hasToString(root);
    }

    @Test
    void whatItServesFollowsFromTheModels() {
        EndpointSettings settings = settings("url", "http://h", "speech.model", "kokoro", "transcription.model", " ");
        assertThat(settings.serves(EngineKind.TTS)).isTrue();
        assertThat(settings.serves(EngineKind.LLM)).isFalse();
        assertThat(settings.serves(EngineKind.STT)).isFalse();
    }

    @Test
    void aKeyInTheFileIsRefusedAndNotRepeated() {
        assertThat(problem("url", "http://h", "chat.model", "m", "key", "sk-secret")).contains("config/alan.remote-casa.cfg", "key=…", "key.env")
                .doesNotContain("sk-secret");
        for (String url : List.of("http://me:sk-secret@h", "http://sk-secret@h", "https://me:sk-secret@x@h", "http://me:sk-secret@:80")) {
            assertThat(problem("url", url, "chat.model", "m")).as(url).contains("url holds a user").doesNotContain("sk-secret");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", "api.key", "apikey", "api_key", "api-key", "apiKey", "API_KEY", "OPENAI_API_KEY", "token", "hf_token", "secret",
        "client.secret", "password", "Authorization", "clave"})
    void aKeyUnderAnyOfItsNamesIsRefusedAndNotRepeated(String setting) {
        assertThat(problem("url", "http://h", setting, "sk-secret-value")).contains("config/alan.remote-casa.cfg", setting + "=…", "key.file")
                .doesNotContain("sk-secret-value");
    }

    @Test
    void anEmptyKeyIsNoKey() {
        assertThat(settings("url", "http://h", "chat.model", "m", "key", "").problem()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://api.example.com", "http://8.8.8.8:8080", "http://[2001:4860::8888]", "http://100.128.0.1", "http://172.32.0.1"})
    void whoSendsAKeyUnencryptedOutOfTheHouseIsWarned(String url) {
        EndpointSettings settings = settings("url", url, "chat.model", "m", "key.env", "CASA_KEY");
        assertThat(settings.problem()).isNull();
        assertThat(settings.warning().english()).contains("config/alan.remote-casa.cfg", "https://");
        assertThat(settings("url", url.replace("http:", "https:"), "chat.model", "m", "key.env", "CASA_KEY").warning()).isNull();
        assertThat(settings("url", url, "chat.model", "m").warning()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:1", "http://127.0.0.1:1", "http://[::1]", "http://192.168.1.20", "http://10.0.0.1", "http://172.16.0.1",
        "http://169.254.1.1", "http://100.64.0.1", "http://[fd00::1]", "http://[fe80::1]", "http://casa", "http://Casa.local",
        "http://nas.fritz.box"})
    void withinTheHouseAKeyMayGoUnencrypted(String url) {
        assertThat(settings("url", url, "chat.model", "m", "key.env", "CASA_KEY").warning()).isNull();
    }

    @Test
    void aContextTooShortForAConversationIsRefused() {
        assertThat(problem("url", "http://h", "chat.model", "m", "context.length", "1"))
                .contains("context.length=1 must lie between 256 and 1048576");
        assertThat(settings("url", "http://h", "chat.model", "m", "context.length", "256").problem()).isNull();
        assertThat(settings("url", "http://h", "chat.model", "m", "context.length", "0").problem()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"key.env, sk-secret", "key.env, a b", "key.env, hf_QwErTyUiOpAsDfGhJkLz", "key.env, e3b0c44298fc1c149afbf4c8996fb924",
        "key.file, sk-secret", "key.file, gsk_QwErTyUiOpAsDfGhJkLz", "key.file, e3b0c44298fc1c149afbf4c8996fb924"})
    void aKeyInPlaceOfItsPlaceIsRefusedAndNotRepeated(String setting, String value) {
        assertThat(problem("url", "http://h", "chat.model", "m", setting, value)).contains("config/alan.remote-casa.cfg", setting)
                .doesNotContain(value);
    }

    @ParameterizedTest
    @CsvSource({"key.env, OPENAI_API_KEY_OF_MY_HOUSE_2026", "key.env, hf_token", "key.file, clave", "key.file, clave-del-servidor-de-casa",
        "key.file, /run/secrets/e3b0c44298fc1c149afbf4c8996fb924"})
    void theNameOfAVariableOrFileIsTaken(String setting, String value) {
        assertThat(settings("url", "http://h", "chat.model", "m", setting, value).problem()).isNull();
    }

    @Test
    void whatIsWrongIsSaidByName() {
        assertThat(problem("chat.model", "m")).contains("has no url");
        assertThat(problem("url", "ftp://h", "chat.model", "m")).contains("http:// or https://");
        assertThat(problem("url", "file:///etc/passwd", "chat.model", "m")).contains("http:// or https://");
        assertThat(problem("url", "no address", "chat.model", "m")).contains("http:// or https://");
        assertThat(problem("url", "http://h?api-version=1", "chat.model", "m")).contains("base address");
        assertThat(problem("url", "http://h")).contains("names no model");
        assertThat(problem("url", "http://h", "chat.model", "m", "key.env", "A", "key.file", "b")).contains("both");
        assertThat(problem("url", "http://h", "chat.model", "m", "languages", "es, klingon")).contains("languages=es, klingon");
        assertThat(problem("url", "http://h", "speech.model", "m", "speech.voices", "ef_dora")).contains("speech.voices=ef_dora");
        assertThat(problem("url", "http://h", "speech.model", "m", "speech.format", "mp3")).contains("speech.format=mp3");
        assertThat(problem("url", "http://h", "speech.model", "m", "speech.rate", "24")).contains("speech.rate=24");
    }

    @Test
    void languagesAreThoseOfTheFile() {
        EndpointSettings settings = settings("url", "http://h", "chat.model", "m", "speech.model", "m", "languages", "es,en es", "speech.voice", "v");
        assertThat(settings.languages(EngineKind.LLM)).containsExactly("es", "en");
        assertThat(settings.languages(EngineKind.TTS)).containsExactly("es", "en");
        assertThat(settings.knows(EngineKind.LLM, "de")).isFalse();
        assertThat(settings.knows(EngineKind.LLM, null)).isTrue();
    }

    @Test
    void whoHasVoicesForSomeLanguagesOnlySpeaksThose() {
        EndpointSettings settings = settings("url", "http://h", "chat.model", "m", "speech.model", "m", "speech.voices",
                "es: ef_dora, en-US: af:heart");
        assertThat(settings.voices()).isEqualTo(Map.of("es", "ef_dora", "en", "af:heart"));
        assertThat(settings.languages(EngineKind.TTS)).containsExactly("es", "en");
        assertThat(settings.languages(EngineKind.LLM)).isEmpty();
    }

    @Test
    void nonsensicalTimesFallBackToTheUsualOnes() {
        EndpointSettings settings = settings("url", "http://h", "chat.model", "m", "first.timeout.s", "-1", "retries", "1000", "context.length",
                "-5");
        assertThat(settings.first()).hasSeconds(60);
        assertThat(settings.retries()).isEqualTo(5);
        assertThat(settings.contextLength()).isZero();
    }

    @Test
    void theNameIsTheFiles() {
        assertThat(ConfiguredEndpoint.name(Map.of("felix.fileinstall.filename", "file:/a/config/alan.remote-mi-casa.cfg"))).isEqualTo("mi-casa");
        assertThat(ConfiguredEndpoint.name(Map.of("service.pid", "alan.remote~casa"))).isEqualTo("casa");
    }
}
