package alan.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearTest {
    private static final List<String> NAMES = List.of("silero-vad", "whisper-base", "whisper-small", "whisper-tiny", "whisper-tiny-en",
            "qwen2.5-7b", "qwen2.5-1.5b", "piper-es-es-davefx");

    @Test
    void aSlipOfTheFingerIsNear() {
        assertThat(Near.to("wisper-base", NAMES)).startsWith("whisper-base");
        assertThat(Near.to("Whisper_Tiny", NAMES)).startsWith("whisper-tiny");
        assertThat(Near.to("qwen-2.5-7b", NAMES)).startsWith("qwen2.5-7b");
    }

    @Test
    void aPartIsNear() {
        assertThat(Near.to("davefx", NAMES)).containsExactly("piper-es-es-davefx");
        assertThat(Near.to("whisper", NAMES)).hasSize(3).allMatch(name -> name.startsWith("whisper"));
        assertThat(Near.to("silero-vad-6.2", NAMES)).containsExactly("silero-vad");
    }

    @Test
    void whatIsFarIsNotNamed() {
        assertThat(Near.to("gpt-5", NAMES)).isEmpty();
        assertThat(Near.to("", NAMES)).isEmpty();
        assertThat(Near.to("x".repeat(100_000), NAMES)).isEmpty();
        assertThat(Near.to("m", List.of())).isEmpty();
    }
}
