package alan.tts.kokoro;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.phonemes.Clause;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassagesTest {
    private final Passages passages = new Passages(Dialect.SPANISH);

    @Test
    void endsWhereASentenceDoes() {
        assertThat(passages.of(List.of(clause(10, ',', false), clause(10, '?', true), clause(5, '.', true))))
                .containsExactly(new Passage(word(10) + ", " + word(10) + "?", true), new Passage(word(5) + ".", true));
    }

    @Test
    void beginsWithAClauseSoThatSoundComesEarly() {
        assertThat(passages.of(List.of(clause(30, ',', false), clause(60, '.', true))))
                .containsExactly(new Passage(word(30) + ",", false), new Passage(word(60) + ".", true));
    }

    @Test
    void leavesNoFewTokensAlone() {
        assertThat(passages.of(List.of(clause(5, ',', false), clause(60, '.', true)))).hasSize(1);
        assertThat(new Passages(Dialect.SPANISH).of(List.of(clause(38, ',', false), clause(8, '.', true)))).hasSize(1);
    }

    @Test
    void growsAtMostTwofold() {
        List<Clause> clauses = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            clauses.add(clause(17, ',', i == 59));
        }
        List<Integer> lengths = passages.of(clauses).stream().map(passage -> passage.phonemes().length()).toList();
        assertThat(lengths.get(0)).isLessThanOrEqualTo(Passages.FIRST);
        for (int i = 1; i < lengths.size(); i++) {
            assertThat(lengths.get(i)).isLessThanOrEqualTo(Math.min(Passages.LONGEST, 2 * lengths.get(i - 1) + 1));
        }
        assertThat(lengths).anyMatch(length -> length > 200);
    }

    @Test
    void cutsALongClauseBetweenWords() {
        String words = "palabra ".repeat(100).strip();
        List<Passage> cut = passages.of(List.of(new Clause(words, '.', true)));
        assertThat(cut).allMatch(passage -> passage.phonemes().length() <= Passages.LONGEST && passage.phonemes().matches("palabra( palabra)*\\.?"));
        assertThat(String.join(" ", cut.stream().map(Passage::phonemes).toList())).isEqualTo(words + ".");
        assertThat(cut).extracting(Passage::endsSentence).endsWith(true).startsWith(false);
    }

    @Test
    void cutsAWordWithoutEnd() {
        List<Passage> cut = passages.of(List.of(clause(990, '.', true)));
        assertThat(cut).allMatch(passage -> passage.phonemes().length() <= Passages.LONGEST);
        assertThat(String.join("", cut.stream().map(Passage::phonemes).toList())).hasSize(991);
    }

    @Test
    void leavesOutWhatSaysNothing() {
        assertThat(passages.of(List.of())).isEmpty();
        assertThat(passages.of(List.of(clause(0, '.', true), new Clause(" ", '?', true), new Clause("ˈˌː", '.', true)))).isEmpty();
        assertThat(passages.of(List.of(clause(20, ',', false), clause(0, '.', true)))).containsExactly(new Passage(word(20) + ",", true));
    }

    @Test
    void writesNoMarkWhereThereIsNone() {
        assertThat(passages.of(List.of(new Clause("ola", Clause.NO_MARK, true)))).containsExactly(new Passage("ola", true));
        assertThat(passages.of(List.of(new Clause("ola", '…', true)))).containsExactly(new Passage("ola…", true));
    }

    private static Clause clause(int length, char mark, boolean sentence) {
        return new Clause(word(length), mark, sentence);
    }

    private static String word(int length) {
        return "a".repeat(length);
    }
}
