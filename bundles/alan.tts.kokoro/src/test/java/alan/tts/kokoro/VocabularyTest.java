package alan.tts.kokoro;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VocabularyTest {
    /** The ids are those of kokoro-onnx 0.6.1's {@code Tokenizer.tokenize} for the same phonemes. */
    @Test
    void encodesLikeKokoroOnnx() {
        assertThat(Vocabulary.encode("bwˈenos ðˈias, kˈomo estˈas? ˈI ʧ—…ᵻ"))
                .containsExactly(
                        0, 44, 65, 156, 47, 56, 57, 61, 16, 81, 156, 51, 43, 61, 3, 16, 53, 156, 57, 55, 57, 16, 47, 61, 62, 156, 43, 61, 6, 16,
                        156, 25, 16, 133, 9, 10, 177, 0);
    }

    @Test
    void leavesOutWhatKokoroDoesNotKnow() {
        assertThat(Vocabulary.known("¿k\u0329ˈo7mo\n\uD83D\uDE00?")).isEqualTo("kˈomo?");
        assertThat(Vocabulary.encode("")).containsExactly(0, 0);
    }
}
