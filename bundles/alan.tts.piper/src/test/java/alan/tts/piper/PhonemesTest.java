package alan.tts.piper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The terminators are what espeak-ng 1.52 gives for the marks. */
class PhonemesTest {
    private static final int PERIOD = 0x480028;
    private static final int QUESTION = 0x82028;
    private static final int EXCLAMATION = 0x8302d;
    private static final int COMMA = 0x41014;
    private static final int COLON = 0x4001e;
    private static final int SEMICOLON = 0x4101e;

    @Test
    void joinsClausesToSentencesWithTheirMarks() {
        assertThat(Phonemes.sentences(
                        List.of(
                                new Clause("wˈʌn", COMMA),
                                new Clause("tˈuː", PERIOD),
                                new Clause("θɹˈiː", COLON),
                                new Clause("fˈoːɹ", QUESTION),
                                new Clause("fˈaɪv", SEMICOLON),
                                new Clause("sˈɪks", EXCLAMATION)),
                        "en-us"))
                .containsExactly("wˈʌn, tˈuː.", "θɹˈiː: fˈoːɹ?", "fˈaɪv; sˈɪks!");
    }

    @Test
    void keepsALastSentenceWithoutEnd() {
        assertThat(Phonemes.sentences(List.of(new Clause("wˈʌn", 0)), "en-us")).containsExactly("wˈʌn");
    }

    @Test
    void leavesOutWhatSaysNothing() {
        assertThat(Phonemes.sentences(List.of(new Clause("", PERIOD), new Clause(" ", QUESTION)), "en-us")).isEmpty();
        assertThat(Phonemes.sentences(List.of(new Clause("ˈˌː", PERIOD)), "en-us")).isEmpty();
        assertThat(Phonemes.letters("?!…")).isEmpty();
    }

    @Test
    void leavesOutSwitchesOfLanguage() {
        assertThat(Phonemes.sentences(List.of(new Clause("(en)ˈɑːn(es)lˈa", PERIOD)), "es")).containsExactly("ˈɑːnlˈa.");
        assertThat(Phonemes.sentences(List.of(new Clause("lˈa(en", PERIOD)), "es")).containsExactly("lˈa.");
    }

    @Test
    void decomposesPhonemes() {
        assertThat(Phonemes.sentences(List.of(new Clause("\u00e7a", PERIOD)), "fr")).containsExactly("c\u0327a.");
        assertThat(Phonemes.letters("\u00c9t\u00e9")).containsExactly("e\u0301te\u0301");
    }

    @Test
    void mapsTheBrazilianPhoneme() {
        assertThat(Phonemes.sentences(List.of(new Clause("aca", PERIOD)), "pt-br")).containsExactly("aka.");
    }

    @Test
    void putsPaddingBetweenIds() {
        Map<Integer, long[]> known = Map.of(
                (int) '_', new long[] {0}, (int) '^', new long[] {1}, (int) '$', new long[] {2},
                (int) 'a', new long[] {7, 8}, (int) '.', new long[] {9});
        assertThat(Phonemes.ids("a?.", known)).containsExactly(1, 0, 7, 8, 0, 9, 0, 2);
    }
}
