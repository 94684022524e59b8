package alan.companion;

import static alan.companion.House.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.companion.Turn;
import alan.api.companion.TurnRequest;
import alan.api.llm.Message;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is typed is answered, or refused with a sentence. */
class QuestionTest {
    private final House house = new House();

    private String asked(String question) throws AlanException {
        readAll(house.companion.begin(TurnRequest.ofText(question)));
        house.assertNothingLeft();
        List<Message> prompt = house.engines.llm.prompts.get(house.engines.llm.prompts.size() - 1);
        return prompt.get(prompt.size() - 1).text();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t", "\u0000", "\u0000\u0007", "\uD83D", "\uFEFF"})
    void anEmptyOneIsRefused(String question) {
        assertThatThrownBy(() -> asked(question)).isInstanceOf(AlanException.class).hasMessageStartingWith("The question is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "...", "\u00A0", "¿?", "- - -", "+ = \\", "\u202E", "```"})
    void oneWithoutAWordIsRefused(String question) {
        assertThatThrownBy(() -> asked(question)).isInstanceOf(AlanException.class).hasMessageStartingWith("There is no word in the question");
    }

    @ParameterizedTest
    @ValueSource(strings = {"42", "👍", "ß", "**What** is `x`?\n- a\n- b", "¿Qué hora es? What time is it?", "مرحبا كيف حالك",
            "שלום \u200Fworld\u200E", "時間は？", "👨‍👩‍👧‍👦 😀"})
    void everythingElseGoesToTheModelAsItIs(String question) throws AlanException {
        assertThat(asked(question)).isEqualTo(question);
    }

    @Test
    void whatIsNoTextIsLeftOut() throws AlanException {
        assertThat(asked(" What\u0000 is\u001B[0m\r\nthis\uD83D?\uFEFF ")).isEqualTo("What is[0m\nthis?");
    }

    @Test
    void oneOfAHundredKilobytesIsAnsweredWhereTheModelTakesItAndRefusedWhereNot() throws AlanException {
        String question = "word ".repeat(20_000).strip();
        house.engines.llm.context = 30_000;
        assertThat(asked(question)).isEqualTo(question);
        house.engines.llm.context = 2_000;
        Turn turn = house.companion.begin(TurnRequest.ofText(question));
        assertThatThrownBy(() -> readAll(turn)).isInstanceOf(AlanException.class).hasMessageStartingWith("The question is too long");
        house.assertNothingLeft();
    }

    @Test
    void oneThatNoModelTakesIsRefusedAtOnce() {
        assertThatThrownBy(() -> house.companion.begin(TurnRequest.ofText("a".repeat(Question.LONGEST + 1))))
                .isInstanceOf(AlanException.class)
                .hasMessageContaining("1,000,001 characters");
    }

    @Test
    void aLanguageThatIsNoCodeIsRefused() {
        assertThatThrownBy(() -> house.companion.begin(new TurnRequest(null, "Hello", null, null, "spanish", true, null)))
                .isInstanceOf(AlanException.class)
                .hasMessage("'spanish' is no code of a language; write two letters (ISO 639-1), such as en or es.");
    }
}
