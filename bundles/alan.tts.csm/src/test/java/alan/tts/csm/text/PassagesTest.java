package alan.tts.csm.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A text is cut into what can be said in one go. */
class PassagesTest {
    @Test
    void sentencesAreSpokenOneByOneTheFirstAtOnce() {
        assertThat(Passages.of("Hello, my friend. This is a sentence that stands for itself, I think. And so does this one, by and large."))
                .containsExactly("Hello, my friend.", "This is a sentence that stands for itself, I think.", "And so does this one, by and large.");
    }

    @Test
    void aWordAloneIsSaidTogetherWithTheNextSentence() {
        assertThat(Passages.of("The first is what it is. Yes. No. Well, then let us see what there is to do.")).containsExactly(
                "The first is what it is.", "Yes. No. Well, then let us see what there is to do.");
        assertThat(Passages.of("Hi. This is a sentence that stands for itself, I think.")).containsExactly(
                "Hi. This is a sentence that stands for itself, I think.");
    }

    @Test
    void whatIsTooLongIsCutAtAMark() {
        String clause = "and this goes on for quite some time without an end";
        List<String> passages = Passages.of(String.join(", ", List.of(clause, clause, clause, clause, clause, clause)) + ".");
        assertThat(passages).allMatch(each -> each.length() <= Passages.LONGEST).hasSize(2);
        assertThat(passages.get(0)).endsWith(",");
    }

    @Test
    void nothingIsLostHoweverLongTheTextIs() {
        StringBuilder text = new StringBuilder();
        Random random = new Random(1);
        while (text.length() < 10_000) {
            text.append((char) ('a' + random.nextInt(26)));
            if (random.nextInt(6) == 0) {
                text.append(random.nextInt(10) == 0 ? ". " : random.nextInt(12) == 0 ? ", " : " ");
            }
        }
        List<String> passages = Passages.of(text.toString());
        assertThat(passages).allMatch(each -> each.length() <= Passages.LONGEST);
        assertThat(String.join("", passages).replace(" ", "")).isEqualTo(text.toString().replace(" ", ""));
    }

    @Test
    void aTextWithoutASpaceIsCutBetweenCharacters() {
        List<String> passages = Passages.of("\uD842\uDFB7".repeat(301));
        assertThat(passages).allMatch(each -> each.length() <= Passages.LONGEST);
        assertThat(String.join("", passages)).isEqualTo("\uD842\uDFB7".repeat(301));
    }

    @Test
    void marksAloneAreNoPassage() {
        assertThat(Passages.of("")).isEmpty();
        assertThat(Passages.of("Good. … !")).containsExactly("Good. … !");
    }
}
