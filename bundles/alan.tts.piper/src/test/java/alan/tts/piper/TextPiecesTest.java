package alan.tts.piper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextPiecesTest {
    @Test
    void leavesAShortTextWhole() {
        assertThat(TextPieces.of(" Mr. Smith came.  He left! \n")).containsExactly("Mr. Smith came. He left!");
    }

    @Test
    void hasNoPieceOfNothing() {
        assertThat(TextPieces.of("")).isEmpty();
        assertThat(TextPieces.of(" \n\t\0 ")).isEmpty();
        assertThat(TextPieces.of("*** --- ***")).isEmpty();
        assertThat(TextPieces.of("-".repeat(600) + " 7")).singleElement().asString().endsWith(" 7");
    }

    @Test
    void cutsAtTheEndOfASentence() {
        String sentence = "This is a sentence that goes on for a while and then it ends, you see. ";
        List<String> pieces = TextPieces.of(sentence.repeat(10));
        assertThat(pieces).hasSizeGreaterThan(2).allMatch(piece -> piece.endsWith("you see."));
        assertThat(String.join(" ", pieces)).isEqualTo(sentence.repeat(10).strip());
    }

    @Test
    void cutsAtACommaWhereNoSentenceEnds() {
        assertThat(TextPieces.of("apples and pears, ".repeat(40))).allMatch(piece -> piece.endsWith(","));
    }

    @Test
    void cutsBetweenWordsWhereThereIsNoMark() {
        List<String> pieces = TextPieces.of("word ".repeat(2000));
        assertThat(pieces).allMatch(piece -> piece.matches("word( word)*") && piece.length() <= TextPieces.LONGEST);
        assertThat(String.join(" ", pieces)).isEqualTo("word ".repeat(2000).strip());
    }

    @Test
    void cutsAWordWithoutEnd() {
        List<String> pieces = TextPieces.of("a".repeat(10_001));
        assertThat(pieces).allMatch(piece -> piece.length() <= TextPieces.LONGEST);
        assertThat(String.join("", pieces)).hasSize(10_001);
    }

    @Test
    void cutsNoCharacterInTwo() {
        String letter = "\uD835\uDC00";
        assertThat(TextPieces.of("x" + letter.repeat(500)))
                .hasSizeGreaterThan(3)
                .allMatch(piece -> !Character.isLowSurrogate(piece.charAt(0))
                        && !Character.isHighSurrogate(piece.charAt(piece.length() - 1)));
    }

    @Test
    void dropsWhatIsNoText() {
        assertThat(TextPieces.of("a\0b\u0007c\uD83Dd\uE000e")).containsExactly("a b c d e");
    }

    @Test
    void composesAccents() {
        assertThat(TextPieces.of("cafe\u0301")).containsExactly("caf\u00e9");
    }
}
