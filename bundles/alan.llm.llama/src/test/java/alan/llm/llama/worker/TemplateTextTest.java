package alan.llm.llama.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TemplateTextTest {
    @Test
    void everyTextComesBack() {
        for (String text : List.of("", "plain é ü 中", "🙂🎉", "a\u0000b", "\uF8FE", "\uF8FE1f642;", "\uF8FE;", "🙂\uF8FEz;🙂")) {
            assertThat(TemplateText.unescape(TemplateText.escape(text))).isEqualTo(text);
        }
    }

    @Test
    void whatTravelsHasNoFourByteCharactersAndNoNul() {
        assertThat(TemplateText.escape("a🙂\u0000").codePoints()).allMatch(c -> c > 0 && c <= 0xFFFF);
    }

    @Test
    void whatIsNoEscapeStays() {
        for (String text : List.of("\uF8FE", "\uF8FExyz;", "\uF8FE110000;", "\uF8FE;", "\uF8FE-1;")) {
            assertThat(TemplateText.unescape(text)).isEqualTo(text);
        }
    }
}
