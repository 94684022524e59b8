package alan.home.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import org.junit.jupiter.api.Test;

class ChoicesTest {
    private final FakeNode node = new FakeNode();
    private final Choices choices = node.choices();

    @Test
    void anEngineIsChosenWithItsBackend() throws Exception {
        choices.choose("tts", "csm/onnx");
        choices.choose("stt", "hub");
        assertThat(node.used).containsExactly("tts csm/onnx", "stt hub");
        assertThat(choices.offered().get("tts").chosen()).isEqualTo("csm/onnx");
    }

    @Test
    void aVoiceIsChosenByItsModel() throws Exception {
        choices.choose("voice", "davefx");
        assertThat(node.used).containsExactly("tts model-davefx");
        assertThat(choices.offered().get("voice").chosen()).isEqualTo("davefx");
    }

    @Test
    void whatIsNotOfferedIsRefused() {
        assertThatThrownBy(() -> choices.choose("tts", "festival")).isInstanceOf(AlanException.class)
                .hasMessage("Over MQTT came 'festival' as the choice of tts; there is: csm/djl, csm/onnx, piper.");
        assertThatThrownBy(() -> choices.choose("vad", "silero")).isInstanceOf(AlanException.class).hasMessage("Over MQTT came a choice of vad, and there is none here.");
        assertThat(node.used).isEmpty();
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> Settings.of("broker", "0", "", "", "homeassistant")).hasMessage("0 is no port of an MQTT broker; 1883 is the usual one.");
        assertThatThrownBy(() -> Settings.of("mqtt://broker", "1883", "", "", "homeassistant")).hasMessageContaining("is no host of an MQTT broker");
        assertThatThrownBy(() -> Settings.of("broker", "1883", "", "secret", "homeassistant")).hasMessageContaining("and no user").hasMessageNotContaining("secret");
        assertThatThrownBy(() -> Settings.of("broker", "1883", "", "", "home/#")).hasMessageContaining("cannot begin an MQTT topic");
    }

    @Test
    void thePasswordIsNotTold() throws Exception {
        assertThat(Settings.of(" broker ", "1883", "alan", "secret", "homeassistant")).hasToString("alan@broker:1883");
    }
}
