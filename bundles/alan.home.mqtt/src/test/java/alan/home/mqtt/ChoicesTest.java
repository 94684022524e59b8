package alan.home.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import java.util.List;
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
    void everyVoiceThatMaySpeakCanBeChosen() throws Exception {
        assertThat(choices.offered().get("voice")).isEqualTo(new Snapshot.Choice(List.of("The engine's own", "0", "davefx", "joe", "marta", "Ándale"), "The engine's own"));
        choices.choose("voice", "marta");
        assertThat(node.voice).isEqualTo("marta");
        assertThat(choices.offered().get("voice").chosen()).isEqualTo("marta");
        choices.choose("voice", "The engine's own");
        assertThat(node.voice).isNull();
        assertThat(node.used).as("engines that were chosen with it").isEmpty();
    }

    @Test
    void whoHasLeftIsNotShown() {
        node.voice = "leo";
        assertThat(choices.offered().get("voice").chosen()).isNull();
    }

    @Test
    void anEngineWithoutItsModelsIsLeftOutWithItsVoices() {
        node.missing.add("csm/onnx");
        assertThat(choices.offered().get("tts").options()).containsExactly("csm/djl", "piper");
        assertThat(choices.offered().get("voice").options()).as("there is nobody who could imitate Marta").containsExactly("The engine's own", "davefx", "joe", "Ándale");
        node.missing.add("piper");
        assertThat(choices.offered().get("tts").options()).as("it is chosen all the same").contains("piper");
    }

    @Test
    void aVoiceGoesWithItsEngine() throws Exception {
        node.voice = "joe";
        choices.choose("tts", "csm/onnx");
        assertThat(node.voice).as("Piper's would go on speaking").isNull();
        node.voice = "marta";
        choices.choose("tts", "csm/onnx");
        assertThat(node.voice).as("CSM speaks as it is shown").isEqualTo("marta");
        choices.choose("stt", "hub");
        assertThat(node.voice).isEqualTo("marta");
    }

    @Test
    void whatIsNotOfferedIsRefused() {
        assertThatThrownBy(() -> choices.choose("tts", "festival")).isInstanceOf(AlanException.class)
                .hasMessage("Over MQTT came 'festival' as the choice of tts; there is: csm/djl, csm/onnx, piper.");
        assertThatThrownBy(() -> choices.choose("vad", "silero")).isInstanceOf(AlanException.class).hasMessage("Over MQTT came a choice of vad, and there is none here.");
        assertThat(node.used).isEmpty();
    }
}
