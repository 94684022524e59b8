package alan.tts.piper;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.phonemes.Clause;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PhonemesTest {
    @Test
    void joinsClausesToSentencesWithTheirMarks() {
        assertThat(Phonemes.sentences(
                        List.of(
                                new Clause("wˈʌn", ',', false),
                                new Clause("tˈuː", '.', true),
                                new Clause("θɹˈiː", ':', false),
                                new Clause("fˈoːɹ", '?', true),
                                new Clause("fˈaɪv", ';', false),
                                new Clause("sˈɪks", '!', true)),
                        "en-us"))
                .containsExactly("wˈʌn, tˈuː.", "θɹˈiː: fˈoːɹ?", "fˈaɪv; sˈɪks!");
    }

    @Test
    void keepsALastSentenceWithoutEnd() {
        assertThat(Phonemes.sentences(List.of(new Clause("wˈʌn", Clause.NO_MARK, true)), "en-us")).containsExactly("wˈʌn");
    }

    @Test
    void leavesOutWhatSaysNothing() {
        assertThat(Phonemes.sentences(List.of(new Clause("", '.', true), new Clause(" ", '?', true)), "en-us")).isEmpty();
        assertThat(Phonemes.sentences(List.of(new Clause("ˈˌː", '.', true)), "en-us")).isEmpty();
        assertThat(Phonemes.letters("?!…")).isEmpty();
    }

    @Test
    void leavesOutAMarkThatTheVoicesWereNotTrainedWith() {
        assertThat(Phonemes.sentences(List.of(new Clause("wˈʌn", '…', false), new Clause("tˈuː", '.', true)), "en-us"))
                .containsExactly("wˈʌntˈuː.");
    }

    @Test
    void decomposesPhonemes() {
        assertThat(Phonemes.sentences(List.of(new Clause("\u00e7a", '.', true)), "fr")).containsExactly("c\u0327a.");
        assertThat(Phonemes.letters("\u00c9t\u00e9")).containsExactly("e\u0301te\u0301");
    }

    @Test
    void mapsTheBrazilianPhoneme() {
        assertThat(Phonemes.sentences(List.of(new Clause("aca", '.', true)), "pt-br")).containsExactly("aka.");
    }

    @Test
    void putsPaddingBetweenIds() {
        Map<Integer, long[]> known = Map.of(
                (int) '_', new long[] {0}, (int) '^', new long[] {1}, (int) '$', new long[] {2},
                (int) 'a', new long[] {7, 8}, (int) '.', new long[] {9});
        assertThat(Phonemes.ids("a?.", known)).containsExactly(1, 0, 7, 8, 0, 9, 0, 2);
    }
}
