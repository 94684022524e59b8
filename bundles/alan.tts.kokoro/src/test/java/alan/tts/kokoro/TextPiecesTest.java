package alan.tts.kokoro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextPiecesTest {
    private static final String SENTENCE = "This is a sentence that goes on for a while and then it ends, you see. ";

    @Test
    void leavesAShortTextWhole() {
        assertThat(TextPieces.of(" Mr. Smith came.  He left! \n")).containsExactly("Mr. Smith came.  He left!");
    }

    @Test
    void hasNoPieceOfNothing() {
        assertThat(TextPieces.of("")).isEmpty();
        assertThat(TextPieces.of(" \n\t\0 ")).isEmpty();
        assertThat(TextPieces.of("*** --- ***")).isEmpty();
    }

    @Test
    void cutsALongTextBetweenSentences() {
        List<String> pieces = TextPieces.of(SENTENCE.repeat(30));
        assertThat(pieces).hasSizeGreaterThan(3).allMatch(piece -> piece.endsWith("you see."));
        assertThat(pieces).allMatch(piece -> piece.length() < TextPieces.ENOUGH + SENTENCE.length());
        assertThat(String.join(" ", pieces)).isEqualTo(SENTENCE.repeat(30).strip());
    }
}
