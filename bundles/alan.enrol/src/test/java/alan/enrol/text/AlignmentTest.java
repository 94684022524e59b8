package alan.enrol.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AlignmentTest {
    private static double rate(String text, String heard) {
        List<Word> said = Words.of(text);
        return Alignment.errorRate(Alignment.of(said, Words.of(heard)), said.size(), 0.25);
    }

    @Test
    void editsAreCounted() {
        assertThat(rate("the quick brown fox", "the quick brown fox")).isZero();
        assertThat(rate("the quick brown fox", "the quick fox")).isEqualTo(0.25);
        assertThat(rate("the quick fox", "the very quick fox")).isEqualTo(1 / 3.0);
        assertThat(rate("the quick brown fox", "the quick green fox")).isEqualTo(0.25);
        assertThat(rate("sunflower seeds", "sun flower seeds")).isZero();
        assertThat(rate("every day", "everyday")).isZero();
        assertThat(rate("the neighbour", "the neighbor")).isZero();
        assertThat(rate("", "one word")).isEqualTo(2);
        assertThat(rate("one word", "")).isEqualTo(1);
    }

    @Test
    void pairsCoverBothTextsInOrder() {
        Random random = new Random(3);
        String[] words = {"a", "b", "ab", "ba", "c", "abc"};
        for (int run = 0; run < 300; run++) {
            List<Word> text = some(random, words);
            List<Word> heard = some(random, words);
            int t = 0;
            int h = 0;
            for (Alignment.Pair pair : Alignment.of(text, heard)) {
                assertThat(pair.textFrom()).isEqualTo(t);
                assertThat(pair.heardFrom()).isEqualTo(h);
                assertThat(pair.distance()).isBetween(0.0, 1.0);
                t = pair.textTo();
                h = pair.heardTo();
            }
            assertThat(t).isEqualTo(text.size());
            assertThat(h).isEqualTo(heard.size());
        }
    }

    private static List<Word> some(Random random, String... words) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(words[random.nextInt(words.length)]).append(' ');
        }
        return Words.of(text.toString());
    }
}
