package alan.models.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The values are those that huggingface_hub 2.4.0 computes from the same environment. */
class HubSettingsTest {
    @TempDir
    Path home;

    private HubSettings settings(String... variables) {
        Map<String, String> environment = new java.util.HashMap<>();
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        return new HubSettings(environment, home);
    }

    @Test
    void theCacheLiesWhereTheHubsOwnClientHasIt() {
        assertThat(settings().cache()).isEqualTo(home.resolve(".cache/huggingface/hub"));
        assertThat(settings("XDG_CACHE_HOME", "/xdg").cache()).isEqualTo(Path.of("/xdg/huggingface/hub"));
        assertThat(settings("XDG_CACHE_HOME", "/xdg", "HF_HOME", "/hf").cache()).isEqualTo(Path.of("/hf/hub"));
        assertThat(settings("HF_HOME", "/hf", "HUGGINGFACE_HUB_CACHE", "/old").cache()).isEqualTo(Path.of("/old"));
        assertThat(settings("HF_HOME", "/hf", "HUGGINGFACE_HUB_CACHE", "/old", "HF_HUB_CACHE", "/new").cache())
                .isEqualTo(Path.of("/new"));
        assertThat(settings("HF_HOME", "~/hf").cache()).isEqualTo(home.resolve("hf/hub"));
        assertThat(settings("HF_HOME", "$DISK/${WHERE}/$NOT_SET", "DISK", "/disk", "WHERE", "hf").cache())
                .isEqualTo(Path.of("/disk/hf/$NOT_SET/hub"));
    }

    @Test
    void theTokenComesFromTheEnvironmentThenFromTheFile() throws Exception {
        assertThat(settings().token()).isEmpty();
        Path file = Files.createDirectories(home.resolve(".cache/huggingface")).resolve("token");
        Files.writeString(file, " hf_file\r\n");
        assertThat(settings().token()).contains("hf_file");
        assertThat(settings("HUGGING_FACE_HUB_TOKEN", "hf_old").token()).contains("hf_old");
        assertThat(settings("HUGGING_FACE_HUB_TOKEN", "hf_old", "HF_TOKEN", " hf_env\n").token()).contains("hf_env");
        assertThat(settings("HF_TOKEN", "").token()).contains("hf_file");

        Path other = home.resolve("other");
        Files.writeString(other, "hf_other");
        assertThat(settings("HF_TOKEN_PATH", other.toString()).token()).contains("hf_other");
        assertThat(settings("HF_HOME", home.resolve("elsewhere").toString()).token()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1,true", "ON,true", "yes,true", "True,true", "0,false", "off,false", "2,false", "'',false"})
    void whatCountsAsTrueIsWhatCountsThere(String value, boolean isTrue) {
        assertThat(settings("HF_HUB_OFFLINE", value).offline()).isEqualTo(isTrue);
        assertThat(settings("HF_TOKEN", "hf_x", "HF_HUB_DISABLE_IMPLICIT_TOKEN", value).token().isEmpty()).isEqualTo(isTrue);
    }

    @Test
    void theOlderNameForOfflineHoldsWhenTheNewerIsNotSet() {
        assertThat(settings("TRANSFORMERS_OFFLINE", "1").offline()).isTrue();
        assertThat(settings("TRANSFORMERS_OFFLINE", "1", "HF_HUB_OFFLINE", "0").offline()).isFalse();
    }

    @Test
    void theEndpointLosesItsLastSlash() throws Exception {
        assertThat(settings().endpoint()).hasToString(HubSettings.PUBLIC_ENDPOINT);
        assertThat(settings("HF_ENDPOINT", "http://hub.local:8080/mirror/").endpoint())
                .hasToString("http://hub.local:8080/mirror");
        for (String wrong : new String[] {"hub.local", "ftp://hub.local", "http://", "::"}) {
            assertThatThrownBy(() -> settings("HF_ENDPOINT", wrong).endpoint())
                    .isInstanceOf(HubException.class)
                    .hasMessage("HF_ENDPOINT is no web address: " + wrong.replaceAll("/+$", ""));
        }
    }

    @Test
    void addressesAreEscapedAsTheHubsOwnClientDoes() {
        assertThat(HubRequest.address(java.net.URI.create("http://h"), "o/n", "refs/pr/1", "a b/ü+(1).gguf"))
                .hasToString("http://h/o/n/resolve/refs%2Fpr%2F1/a%20b/%C3%BC%2B%281%29.gguf");
    }
}
