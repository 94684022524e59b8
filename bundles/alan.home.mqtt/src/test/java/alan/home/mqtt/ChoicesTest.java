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
}
