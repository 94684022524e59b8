package alan.stt.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import alan.api.stt.Segment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordAssemblerTest {
    @Test
    void tokensAreJoinedUntilTheNextSpace() {
        Segment segment = segment(" The", " mur", "ci", "é", "lago", ".");
        assertThat(words(segment)).containsExactly("The", "murciélago.");
        assertThat(segment.text()).isEqualTo(" The murciélago.");
    }

    @Test
    void aCharacterThatIsSpreadOverTokensIsPutTogetherBeforeItIsDecoded() {
        byte[] accent = "í".getBytes(StandardCharsets.UTF_8);
        byte[] ear = "👂".getBytes(StandardCharsets.UTF_8);
        Segment segment = WordAssembler.segment(
                passage(
                        token(" com", 0, 100),
                        new Token(new byte[] {accent[0]}, 0.5, 100, 110),
                        new Token(new byte[] {accent[1], 'a'}, 0.5, 110, 200),
                        new Token(new byte[] {' ', ear[0], ear[1]}, 0.5, 200, 210),
                        new Token(new byte[] {ear[2]}, 0.5, 210, 220),
                        new Token(new byte[] {ear[3]}, 0.5, 220, 230),
                        token(" a", 230, 240)),
                false, 0, 1000);
        assertThat(words(segment)).containsExactly("comía👂", "a");
        assertThat(segment.text()).isEqualTo(" comía 👂 a");
    }

    @Test
    void halfACharacterAtTheEndIsLeftOut() {
        Segment segment = WordAssembler.segment(
                passage(token(" ya", 0, 100), new Token(new byte[] {(byte) 0xc3}, 0.5, 100, 200)), false, 0, 1000);
        assertThat(segment.text()).isEqualTo(" ya");
    }

    @Test
    void bytesThatAreNoTextAreLeftOut() {
        Segment segment = WordAssembler.segment(
                passage(token(" ya", 0, 100), new Token(new byte[] {(byte) 0xc3}, 0.5, 100, 200), token(" no", 200, 300)),
                false, 0, 1000);
        assertThat(words(segment)).containsExactly("ya", "no");
    }

    @Test
    void punctuationBelongsToTheWordBeforeIt() {
        assertThat(words(segment(" Yes", ",", " no", " ...", " -", " well", "!"))).containsExactly("Yes,", "no...-", "well!");
    }

    @Test
    void anOpeningSignBelongsToTheWordAfterIt() {
        assertThat(words(segment(" ¿", "Qué", " tal", "?", " «", " Bien", "»")))
                .containsExactly("¿Qué", "tal?", "«Bien»");
        assertThat(words(segment(" -", " Hola"))).containsExactly("-Hola");
    }

    @Test
    void aWordsProbabilityIsTheMeanOfItsTokens() {
        Segment segment = WordAssembler.segment(
                passage(new Token(bytes(" la"), 0.9, 0, 100), new Token(bytes("zy"), 0.5, 100, 200)), false, 0, 1000);
        assertThat(segment.words().get(0).probability()).isCloseTo(0.7, within(1e-9));
    }

    @Test
    void timesNeverGoBackAndStayInsideTheSegmentAndTheRecording() {
        Segment segment = WordAssembler.segment(
                new Heard.Passage(100, 2900, List.of(
                        token(" one", 50, 400), token(" two", 300, 350), token(" three", 2000, 5000), token(" four", -1, -1))),
                false, 1000, 3500);
        assertThat(segment.startMs()).isEqualTo(1100);
        assertThat(segment.endMs()).isEqualTo(3500);
        assertThat(segment.words()).extracting(Segment.Word::startMs).containsExactly(1100L, 1400L, 3000L, 3500L);
        assertThat(segment.words()).extracting(Segment.Word::endMs).containsExactly(1400L, 1400L, 3500L, 3500L);
    }

    @Test
    void inLanguagesWithoutSpacesEveryCharacterIsAWordAndSignsJoinTheOneBefore() {
        Segment segment = WordAssembler.segment(
                passage(token("你好", 0, 1), token("世", 1, 2), token("界", 2, 3), token("。", 3, 4)), true, 0, 10);
        assertThat(words(segment)).containsExactly("你好", "世", "界。");
    }

    @Test
    void whatNobodySaidIsLeftOut() {
        assertThat(segment(" [", "BL", "ANK", "_", "AUDIO", "]")).isNull();
        assertThat(segment(" (", "upbeat", " music", ")")).isNull();
        assertThat(segment(" ♪")).isNull();
        assertThat(segment(" ♪", " la", " la", " ♪")).isNull();
        assertThat(segment(" *", "laughs", "*", ".")).isNull();
        assertThat(segment(" ...")).isNull();
        assertThat(segment()).isNull();
    }

    @Test
    void anAnnotationBetweenWordsIsLeftOutAndTheWordsStay() {
        Segment segment = segment(" Good", " [", "door", " slams", "]", " morning", ".");
        assertThat(segment.text()).isEqualTo(" Good morning.");
        assertThat(words(segment)).containsExactly("Good", "morning.");
    }

    @Test
    void aBracketThatIsNeverClosedIsNoAnnotation() {
        assertThat(segment(" (", "say", " it").text()).isEqualTo(" (say it");
    }

    private static Segment segment(String... texts) {
        List<Token> tokens = new ArrayList<>();
        for (int i = 0; i < texts.length; i++) {
            tokens.add(token(texts[i], i * 100, i * 100 + 100));
        }
        return WordAssembler.segment(new Heard.Passage(0, 10_000, tokens), false, 0, 10_000);
    }

    private static Heard.Passage passage(Token... tokens) {
        return new Heard.Passage(0, 1000, Arrays.asList(tokens));
    }

    private static Token token(String text, long start, long end) {
        return new Token(bytes(text), 0.5, start, end);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> words(Segment segment) {
        return segment.words().stream().map(Segment.Word::text).toList();
    }
}
