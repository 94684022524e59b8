package alan.companion;

import static alan.companion.House.readAll;
import static alan.companion.House.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import alan.api.AlanException;
import alan.api.companion.Turn;
import alan.api.companion.TurnEvent;
import alan.api.companion.TurnRequest;
import alan.api.engine.EngineKind;
import alan.api.engine.LanguageUnknownException;
import alan.api.llm.Message;
import alan.api.tts.SpeechRequest;
import alan.api.tts.Voice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The answer is in the language of the question, in a voice that speaks it; and what is said when nobody knows the language. */
@Timeout(30)
class TurnLanguageTest {
    private static final String SPOKEN_REFUSAL = "Todavía no sé responder en español, porque no tengo ningún modelo de lenguaje que lo hable."
            + " En mi registro está escrito cuál instalar.";

    private final ConfiguredPersona alan = Configs.persona("alan", "You are Alan.", "", "");
    private final ConfiguredPersona alba = Configs.persona("alba", "Eres Alba.", "", "es");
    private final ConfiguredPersona bob = Configs.persona("bob", "You are Bob.", "joe", "");
    private final House house = new House(alan, alba, bob);

    @AfterEach
    void nothingIsLeft() {
        house.assertNothingLeft();
    }

    private static TurnRequest ask(String persona, String language, String question) {
        return new TurnRequest(null, question, persona, null, language, true, "home");
    }

    private String system() {
        Message first = house.engines.llm.prompts.get(house.engines.llm.prompts.size() - 1).get(0);
        assertThat(first.role()).isEqualTo(Message.Role.SYSTEM);
        return first.text();
    }

    private Turn begin(TurnRequest request) throws AlanException {
        return house.companion.begin(request);
    }

    private static AlanException failure(Turn turn, List<TurnEvent> events) {
        return catchThrowableOfType(AlanException.class, () -> {
            for (TurnEvent event = turn.next(); event != null; event = turn.next()) {
                events.add(event);
            }
        });
    }

    @Test
    void aSpanishQuestionIsAnsweredInSpanishByAnEnglishPersona() throws AlanException {
        Turn turn = begin(ask("alan", null, "¿Qué hora es?"));
        readAll(turn);
        assertThat(system()).isEqualTo("You are Alan.\nResponde en español.");
        assertThat(house.engines.given).containsExactlyInAnyOrder("llm es turn 1", "tts es turn 1");
        assertThat(house.engines.tts.requests).allSatisfy(request -> assertThat(request.language()).isEqualTo("es"));
        assertThat(turn.record().language()).isEqualTo("es");
    }

    @Test
    void thePromptIsLeftAloneInItsOwnLanguageAndLookedAtOnce() throws AlanException {
        readAll(begin(ask("alan", null, "What time is it?")));
        readAll(begin(ask("alan", null, "Hello you")));
        assertThat(system()).isEqualTo("You are Alan.");
        assertThat(house.detector.asked).containsOnlyOnce("You are Alan.");
        readAll(begin(ask("alba", null, "What time is it?")));
        assertThat(system()).isEqualTo("Eres Alba.");
    }

    @Test
    void theRequestsLanguageGoesBeforeThePersonasAndThatBeforeTheQuestions() throws AlanException {
        readAll(begin(ask("alba", "en-GB", "¿Qué hora es?")));
        assertThat(system()).isEqualTo("Eres Alba.\nAnswer in English.");
        readAll(begin(ask("alba", null, "What time is it?")));
        readAll(begin(ask("alan", null, "What time is it?")));
        assertThat(house.engines.given).contains("llm en turn 1", "llm es turn 2", "llm en turn 3");
    }

    @Test
    void inALanguageThatAlanHasNoWordsInTheModelIsToldInEnglish() throws AlanException {
        readAll(begin(ask("alan", null, "Bonjour !")));
        assertThat(system()).isEqualTo("You are Alan.\nAnswer in French.");
    }

    @Test
    void aQuestionWithoutALanguageGoesOnInThatOfTheConversationAndElseOfThePrompt() throws AlanException {
        readAll(begin(ask("alan", null, "42")));
        readAll(begin(ask("alan", null, "¿Qué hora es?")));
        readAll(begin(ask("alan", null, "42")));
        assertThat(house.engines.given).contains("llm en turn 1", "llm es turn 2", "llm es turn 3");
        assertThat(house.engines.llm.prompts.get(2)).extracting(Message::text)
                .containsExactly("You are Alan.\nResponde en español.", "42", "It is noon. Time to eat.", "¿Qué hora es?",
                        "It is noon. Time to eat.", "42");
    }

    @Test
    void withoutADetectorOrWithOneThatFailsTheLanguageIsLeftOpen() throws AlanException {
        house.detector.failure = new IllegalStateException("broken");
        readAll(begin(ask("alan", null, "¿Qué hora es?")));
        assertThat(house.engines.given).contains("llm null turn 1", "tts null turn 1");
        assertThat(system()).isEqualTo("You are Alan.");
        assertThat(new Languages(() -> null).ofText("Hello")).isEmpty();
        assertThat(new Languages(() -> null).ofPrompt("Hello")).isEmpty();
    }

    @Test
    void anotherModelThatKnowsTheLanguageAnswers() throws AlanException {
        house.engines.llm.languages = Set.of("en");
        FakeLlm remote = new FakeLlm();
        remote.writes("Son las tres.");
        house.engines.others.put(EngineKind.LLM, remote);
        Turn turn = begin(ask("alan", null, "¿Qué hora es?"));
        assertThat(written(readAll(turn))).isEqualTo("Son las tres.");
        assertThat(turn.record().engines()).containsEntry("llm", "other-llm");
    }

    @Test
    void aQuestionThatNoModelKnowsIsRefusedInItsOwnLanguageAloudAndThenAsTheFailure() throws AlanException {
        house.engines.llm.languages = Set.of("en");
        Turn turn = begin(ask("alan", null, "¿Qué hora es?"));
        List<TurnEvent> events = new ArrayList<>();
        AlanException failure = failure(turn, events);

        assertThat(events).isNotEmpty().allSatisfy(event -> assertThat(event).isInstanceOf(TurnEvent.Spoken.class));
        assertThat(house.engines.tts.requests).extracting(SpeechRequest::text)
                .containsExactly(SPOKEN_REFUSAL);
        assertThat(house.engines.given).containsExactly("tts es turn 1");
        assertThat(failure).isInstanceOf(LanguageUnknownException.class).hasMessage("No llm knows Spanish.");
        // The user's locale is not Spanish; the question is.
        assertThat(failure.getLocalizedMessage()).isEqualTo("No llm knows español.");
        assertThat(turn.record().error()).isEqualTo("No llm knows español.");
        assertThat(turn.record().answer()).isEmpty();
        assertThat(turn.next()).isNull();
        assertThat(house.companion.recent()).containsExactly(turn.record());
    }

    @Test
    void aRefusalIsNoAnswerAndIsNotRemembered() throws AlanException {
        house.engines.llm.languages = Set.of("en");
        failure(begin(ask("alan", null, "¿Qué hora es?")), new ArrayList<>());
        readAll(begin(ask("alan", null, "What time is it?")));
        assertThat(house.engines.llm.prompts.get(0)).extracting(Message::text).containsExactly("You are Alan.", "What time is it?");
    }

    @Test
    void aRefusalIsSilentWhereNothingIsSpokenOrNoVoiceKnowsTheLanguage() throws AlanException {
        house.engines.llm.languages = Set.of("en");
        List<TurnEvent> events = new ArrayList<>();
        assertThat(failure(begin(House.silentText("¿Qué hora es?")), events)).hasMessage("No llm knows Spanish.");
        house.engines.tts.languages = Set.of("en");
        assertThat(failure(begin(ask("alan", null, "¿Qué hora es?")), events)).hasMessage("No llm knows Spanish.");
        assertThat(events).isEmpty();
    }

    @Test
    void inALanguageThatAlanHasNoWordsInTheRefusalIsInTheUsersLanguage() throws AlanException {
        house.engines.llm.languages = Set.of("en");
        List<TurnEvent> events = new ArrayList<>();
        AlanException failure = failure(begin(ask("alan", null, "Bonjour !")), events);
        assertThat(events).isEmpty();
        Locale before = Locale.getDefault(Locale.Category.DISPLAY);
        try {
            Locale.setDefault(Locale.Category.DISPLAY, Locale.forLanguageTag("es"));
            assertThat(failure.getLocalizedMessage()).isEqualTo("No llm knows francés.");
            Locale.setDefault(Locale.Category.DISPLAY, Locale.ENGLISH);
            assertThat(failure.getLocalizedMessage()).isEqualTo("No llm knows French.");
        } finally {
            Locale.setDefault(Locale.Category.DISPLAY, before);
        }
    }

    @Test
    void aSpokenQuestionIsRefusedInTheLanguageThatWasHeard() throws AlanException {
        house.engines.llm.languages = Set.of("en");
        house.engines.stt.language = "es";
        house.engines.stt.text = "¿Quién es?";
        List<TurnEvent> events = new ArrayList<>();
        AlanException failure = failure(begin(TurnRequest.ofUtterance(House.utterance(16000))), events);
        assertThat(events.get(0)).isInstanceOf(TurnEvent.Heard.class);
        assertThat(((TurnEvent.Spoken) events.get(1)).text()).isEqualTo(SPOKEN_REFUSAL);
        assertThat(failure.getLocalizedMessage()).isEqualTo("No llm knows español.");
    }

    @Test
    void whatWasHeardAsALanguageThatNobodyKnowsIsToldByItsWords() throws AlanException {
        house.engines.llm.languages = Set.of("en", "es");
        house.engines.stt.language = "cy";
        house.engines.stt.text = "Hello.";
        readAll(begin(TurnRequest.ofUtterance(House.utterance(16000))));
        assertThat(house.engines.given).contains("llm en turn 1");
        house.engines.stt.text = "Shwmae.";
        assertThat(failure(begin(TurnRequest.ofUtterance(House.utterance(16000))), new ArrayList<>())).hasMessage("No llm knows Welsh.");
    }

    @Test
    void withoutAVoiceForTheLanguageTheAnswerIsWrittenAndTheFailureComesAtTheEnd() throws AlanException {
        house.engines.tts.languages = Set.of("en");
        Turn turn = begin(ask("alan", null, "¿Qué hora es?"));
        List<TurnEvent> events = new ArrayList<>();
        AlanException failure = failure(turn, events);
        assertThat(written(events)).isEqualTo("It is noon. Time to eat.");
        assertThat(events).hasOnlyElementsOfType(TurnEvent.Written.class);
        assertThat(failure.getLocalizedMessage()).isEqualTo("No tts knows español.");
        assertThat(turn.record().error()).isEqualTo("No tts knows español.");
        assertThat(turn.record().answer()).isEqualTo("It is noon. Time to eat.");
        // It was read, if not heard.
        failure(begin(ask("alan", null, "¿Quién eres?")), events);
        assertThat(house.engines.llm.prompts.get(1)).extracting(Message::text).contains("It is noon. Time to eat.");
    }

    @Test
    void aVoiceThatCannotBeLoadedIsNoReasonNotToWriteTheAnswer() throws AlanException {
        house.engines.beforeLease.put(EngineKind.TTS, () -> {
            throw new AlanException("Not installed.");
        });
        Turn turn = begin(ask("alan", null, "¿Qué hora es?"));
        List<TurnEvent> events = new ArrayList<>();
        assertThat(failure(turn, events)).hasMessage("Not installed.");
        assertThat(written(events)).isEqualTo("It is noon. Time to eat.");
        assertThat(turn.record().error()).isEqualTo("Not installed.");
    }

    @Test
    void theRefusalGoesBeforeWhateverHappensToTheVoice() throws AlanException {
        house.engines.llm.languages = Set.of("en");
        List<FakeEngine.Step> problems = List.of(() -> {
            throw new AlanException("Not installed.");
        }, () -> {
            throw new IllegalStateException("boom");
        });
        for (FakeEngine.Step problem : problems) {
            house.engines.tts.beforeSpeak = problem;
            assertThat(failure(begin(ask("alan", null, "¿Qué hora es?")), new ArrayList<>()).getLocalizedMessage())
                    .isEqualTo("No llm knows español.");
            house.engines.tts.beforeSpeak = FakeEngine.NOTHING;
            house.engines.beforeLease.put(EngineKind.TTS, problem);
            assertThat(failure(begin(ask("alan", null, "¿Qué hora es?")), new ArrayList<>()).getLocalizedMessage())
                    .isEqualTo("No llm knows español.");
            house.engines.beforeLease.clear();
        }
    }

    @Test
    void aDetectorThatFailedOnceIsAskedAgain() {
        Languages languages = new Languages(() -> house.detector);
        house.detector.failure = new IllegalStateException("broken");
        assertThat(languages.ofPrompt("Hello")).isEmpty();
        house.detector.failure = null;
        assertThat(languages.ofPrompt("Hello")).contains("en");
    }

    @Test
    void aRealFailureGoesBeforeAVoiceThatCouldNotBeHad() {
        Pipeline pipeline = new Pipeline("turn", "x", house.engines, Thread::new, ended -> {});
        pipeline.failAtEnd(new AlanException("Not installed."));
        pipeline.start("llm", () -> {
            throw new AlanException("Broken.");
        });
        assertThat(catchThrowableOfType(AlanException.class, pipeline::next)).hasMessage("Broken.");
    }

    @Test
    void theModelsOwnFailureGoesBeforeThatOfTheVoice() throws AlanException {
        house.engines.tts.languages = Set.of("en");
        house.engines.llm.writes("It ", (FakeEngine.Step) () -> {
            throw new AlanException("Broken.");
        });
        assertThat(failure(begin(ask("alan", null, "¿Qué hora es?")), new ArrayList<>())).hasMessage("Broken.");
    }

    @Test
    void aTurnThatIsClosedBeforeItsEndIsCancelledAndNotFailed() throws AlanException {
        house.engines.tts.languages = Set.of("en");
        Gate gate = new Gate();
        house.engines.llm.writes("It is ", gate, "noon.");
        Turn turn = begin(ask("alan", null, "¿Qué hora es?"));
        assertThat(turn.next()).isInstanceOf(TurnEvent.Written.class);
        gate.awaitReached();
        turn.close();
        assertThat(turn.record().cancelled()).isTrue();
        assertThat(turn.record().error()).isNull();
    }

    @Test
    void thePersonasVoiceSpeaksItsOwnLanguageWhicheverEngineHasIt() throws AlanException {
        FakeTts other = new FakeTts();
        other.voices = List.of(new Voice("dora", Set.of("es"), FakeTts.RATE, "Spanish"));
        house.engines.others.put(EngineKind.TTS, other);
        House with = new House(Configs.persona("eva", "Eres Eva.", "dora", ""));
        with.engines.others.put(EngineKind.TTS, other);
        readAll(with.companion.begin(ask("eva", null, "¿Qué hora es?")));
        readAll(with.companion.begin(ask("eva", null, "What time is it?")));
        assertThat(with.engines.given).contains("tts:other es turn 1", "tts en turn 2");
        assertThat(other.requests).isNotEmpty().allSatisfy(request -> assertThat(request.voice()).isEqualTo("dora"));
        assertThat(with.engines.tts.requests).isNotEmpty().allSatisfy(request -> assertThat(request.voice()).isNull());
        readAll(begin(ask("bob", null, "¿Qué hora es?")));
        assertThat(house.engines.tts.requests).allSatisfy(request -> assertThat(request.voice()).isNull());
    }

    @Test
    void aVoiceThatIsNowhereIsRefusedBeforeAnythingIsDone() {
        AlanException failure = catchThrowableOfType(AlanException.class,
                () -> begin(new TurnRequest(null, "Hello", null, "zoe", null, true, null)));
        assertThat(failure).hasMessage("There is no voice zoe. Did you mean joe? For English there is: joe; for other languages 1 more.");
        assertThat(house.engines.given).isEmpty();
        house.engines.tts.voices = List.of();
        AlanException left = catchThrowableOfType(AlanException.class,
                () -> readAll(begin(new TurnRequest(null, "Hello", null, "zoe", null, true, null))));
        assertThat(left).as("an engine that does not list its voices decides itself").isNull();
    }
}
