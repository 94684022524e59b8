package alan.companion;

import static alan.companion.House.readAll;
import static alan.companion.House.readToSound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import alan.api.AlanException;
import alan.api.companion.Turn;
import alan.api.companion.TurnEvent;
import alan.api.companion.TurnRequest;
import alan.api.llm.Message;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a conversation remembers, and how much of it the language model is told. */
class ConversationTest {
    private static final Message SYSTEM = Message.system(Personas.BUILT_IN.prompt());
    private final House house = new House();

    private List<Message> lastPrompt() {
        return house.engines.llm.prompts.get(house.engines.llm.prompts.size() - 1);
    }

    private void ask(String question, String conversation) throws AlanException {
        readAll(house.companion.begin(House.text(question, conversation)));
    }

    @Test
    void itRemembersQuestionsAndAnswers() throws AlanException {
        house.engines.llm.writes(" **One**. ", "Two.");
        ask("First?", "home");
        ask("Second?", "home");
        assertThat(lastPrompt())
                .containsExactly(SYSTEM, Message.user("First?"), Message.assistant("**One**. Two."), Message.user("Second?"));
    }

    @Test
    void whatTheModelThoughtAloudIsNotKept() throws AlanException {
        house.engines.llm.writes("<think>\nHm. ", "Noon?\n</th", "ink>\n\nIt is ", "noon.");
        ask("First?", "home");
        readAll(house.companion.begin(new TurnRequest(null, "Second?", null, null, null, false, "home")));
        TurnRequest request = new TurnRequest(null, "Third?", null, null, null, false, "home");
        try (Turn turn = house.companion.begin(request)) {
            assertThat(turn.next()).isEqualTo(new TurnEvent.Written("<think>\nHm. "));
        }
        ask("Fourth?", "home");
        assertThat(lastPrompt()).containsExactly(SYSTEM, Message.user("First?"), Message.assistant("It is noon."),
                Message.user("Second?"), Message.assistant("It is noon."), Message.user("Fourth?"));
    }

    @Test
    void othersAndNamelessOnesAreApart() throws AlanException {
        ask("First?", "home");
        ask("Second?", "work");
        assertThat(lastPrompt()).containsExactly(SYSTEM, Message.user("Second?"));
        ask("Third?", null);
        ask("Fourth?", null);
        assertThat(lastPrompt()).containsExactly(SYSTEM, Message.user("Fourth?"));
    }

    @Test
    void aForgottenOneBeginsAnewEvenIfATurnWasUnderWay() throws AlanException {
        ask("First?", "home");
        Turn turn = house.companion.begin(House.text("Second?", "home"));
        house.companion.forget("home");
        readAll(turn);
        ask("Third?", "home");
        assertThat(lastPrompt()).containsExactly(SYSTEM, Message.user("Third?"));
    }

    @Test
    void ofACancelledSpokenAnswerItKeepsTheSentencesThatWereBegun() throws AlanException {
        house.engines.llm.writes("One is one. ", "Two is two. ", "Three is three.");
        try (Turn turn = house.companion.begin(House.text("First?", "home"))) {
            readToSound(turn);
        }
        ask("Second?", "home");
        assertThat(lastPrompt()).contains(Message.user("First?"), Message.assistant("One is one."));
    }

    @Test
    void ofACancelledWrittenAnswerItKeepsWhatWasRead() throws AlanException {
        TurnRequest request = new TurnRequest(null, "First?", null, null, null, false, "home");
        try (Turn turn = house.companion.begin(request)) {
            assertThat(turn.next()).isEqualTo(new TurnEvent.Written("It is "));
        }
        ask("Second?", "home");
        assertThat(lastPrompt())
                .containsExactly(SYSTEM, Message.user("First?"), Message.assistant("It is"), Message.user("Second?"));
    }

    @Test
    void aTurnOfWhichNothingWasSaidIsNotKept() throws AlanException {
        house.companion.begin(House.text("First?", "home")).close();
        ask("Second?", "home");
        assertThat(lastPrompt()).containsExactly(SYSTEM, Message.user("Second?"));
    }

    @Test
    void ofAFailedAnswerItKeepsWhatWasSaid() throws AlanException {
        house.engines.llm.writes("One is one. ", "Two is two. ", "Three");
        house.engines.tts.steps.put("Two is two.", () -> {
            throw new AlanException("Hoarse.");
        });
        Turn turn = house.companion.begin(House.text("First?", "home"));
        assertThat(catchThrowable(() -> readAll(turn))).hasMessage("Hoarse.");
        ask0("Second?");
        assertThat(lastPrompt()).contains(Message.assistant("One is one. Two is two."));
    }

    private void ask0(String question) {
        Throwable ignored = catchThrowable(() -> ask(question, "home"));
        assertThat(ignored).hasMessage("Hoarse.");
    }

    @Test
    void theOldestPairsAreLeftOutWhenTheContextIsFull() throws AlanException {
        house.engines.llm.writes("a b c d e f g h i j");
        for (int i = 1; i <= 30; i++) {
            ask("question number " + i, "home");
        }
        int system = Personas.BUILT_IN.prompt().split(" ").length;
        // Room for 3 words of question and 5 pairs of 13, but not for 6; the answer may have 50.
        house.engines.llm.context = system + 50 + 3 + 5 * 13 + 12;
        ask("the newest question", "home");
        List<Message> prompt = lastPrompt();
        assertThat(prompt).hasSize(1 + 5 * 2 + 1);
        assertThat(prompt.get(0)).isEqualTo(SYSTEM);
        assertThat(prompt.get(1)).isEqualTo(Message.user("question number 26"));
        assertThat(prompt.get(prompt.size() - 1)).isEqualTo(Message.user("the newest question"));
        assertThat(house.engines.llm.options.get(30).maxTokens()).isEqualTo(50);
    }

    @Test
    void everyBudgetGivesTheMostThatFits() throws AlanException {
        FakeLlm model = new FakeLlm();
        List<Conversation.Pair> pairs = java.util.stream.IntStream.range(0,
                9).mapToObj(i -> new Conversation.Pair("q " + i, "a b c")).toList();
        for (int room = 0; room < 60; room++) {
            model.context = 2 + room + 50;
            if (model.context < 100) {
                continue;
            }
            int size = Prompt.fit(model, "", pairs, "the question", House.settings()).messages().size();
            assertThat(size).isEqualTo(1 + 2 * Math.min(9, room / 5));
        }
    }

    @Test
    void historyHasItsOwnLimitButTheQuestionHasNot() throws AlanException {
        FakeLlm model = new FakeLlm();
        Settings settings = new Settings("alan", 50, 0, 1, 1, 7L, 12, 1, 1, 0, 1, 90);
        List<Conversation.Pair> pairs = List.of(new Conversation.Pair("a b c d", "e f g h"), new Conversation.Pair("a b", "c d"));
        assertThat(Prompt.fit(model, "s", pairs, "one two", settings).messages()).hasSize(4);
        assertThat(Prompt.fit(model, "s", pairs, "word ".repeat(20), settings).messages()).hasSize(2);
    }

    @Test
    void aQuestionThatDoesNotFitAloneIsRefusedWithASentence() {
        FakeLlm model = new FakeLlm();
        model.context = 100;
        assertThatThrownBy(() -> Prompt.fit(model, "", List.of(), "word ".repeat(51), House.settings()))
                .isInstanceOf(AlanException.class)
                .hasMessageContaining("too long")
                .hasMessageContaining("51")
                .hasMessageContaining("50");
    }

    @Test
    void anAnswerLengthBeyondTheContextLeavesHalfOfItForTheQuestion() throws AlanException {
        FakeLlm model = new FakeLlm();
        model.context = 40;
        assertThat(Prompt.fit(model, "", List.of(), "word ".repeat(20), House.settings()).maxTokens()).isEqualTo(20);
    }

    @Test
    void theLeastRecentlyUsedConversationIsForgotten() {
        History history = new History();
        Conversation first = history.get("1", 3);
        history.get("2", 3);
        history.get("3", 3);
        assertThat(history.get("1", 3)).isSameAs(first);
        Conversation second = history.get("4", 3);
        assertThat(history.get("1", 3)).isSameAs(first);
        assertThat(history.get("4", 3)).isSameAs(second);
        Conversation two = history.get("2", 3);
        two.add("q", "a", null);
        assertThat(history.get("2", 3).pairs()).hasSize(1);
        assertThat(history.get("3", 3).pairs()).isEmpty();
    }

    @Test
    void itsLengthIsBounded() {
        Conversation conversation = new Conversation();
        for (int i = 0; i < Conversation.MOST_PAIRS + 10; i++) {
            conversation.add("q" + i, "a", null);
        }
        assertThat(conversation.pairs()).hasSize(Conversation.MOST_PAIRS);
        assertThat(conversation.pairs().get(0).question()).isEqualTo("q10");
    }
}
