package alan.companion;

import static alan.companion.House.expectedSound;
import static alan.companion.House.readAll;
import static alan.companion.House.readToSound;
import static alan.companion.House.sound;
import static alan.companion.House.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import alan.api.AlanException;
import alan.api.companion.Turn;
import alan.api.companion.TurnEvent;
import alan.api.companion.TurnRequest;
import alan.api.engine.EngineKind;
import alan.api.stt.NothingHeardException;
import alan.api.tts.SpeechRequest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnTest {
    private final House house = new House();

    @AfterEach
    void nothingIsLeft() {
        house.assertNothingLeft();
    }

    @Test
    void aSpokenQuestionIsHeardAnsweredAndSpoken() throws AlanException {
        Turn turn = house.companion.begin(TurnRequest.ofUtterance(House.utterance(16000)));
        List<TurnEvent> events = readAll(turn);

        assertThat(events.get(0)).isInstanceOf(TurnEvent.Heard.class);
        assertThat(((TurnEvent.Heard) events.get(0)).transcript().text()).isEqualTo("What is the time?");
        assertThat(events.stream().filter(TurnEvent.Heard.class::isInstance)).hasSize(1);
        assertThat(written(events)).isEqualTo("It is noon. Time to eat.");
        assertThat(sound(events)).containsExactly(expectedSound("It is noon.", "Time to eat."));
        assertThat(house.engines.given)
                .containsExactlyInAnyOrder("vad null turn 1", "stt null turn 1", "llm en turn 1", "tts en turn 1");
    }

    @Test
    void soundOfASentenceComesAfterItsTextAndSentencesComeInOrder() throws AlanException {
        house.engines.llm.writes("One is here. ", "Two is here. ", "Three is here. ", "Four is here.");
        StringBuilder text = new StringBuilder();
        int sentence = 0;
        for (TurnEvent event : readAll(house.companion.begin(TurnRequest.ofText("Count")))) {
            if (event instanceof TurnEvent.Written written) {
                text.append(written.piece());
            } else if (event instanceof TurnEvent.Spoken spoken) {
                assertThat(text.toString()).contains(spoken.text());
                assertThat(spoken.sentence()).isBetween(sentence, sentence + 1);
                sentence = spoken.sentence();
            }
        }
        assertThat(sentence).isEqualTo(3);
    }

    @Test
    void theFirstSoundComesBeforeTheSentenceAfterItIsWritten() throws AlanException {
        Gate gate = new Gate();
        house.engines.llm.writes("First one. ", "Sec", gate, "ond one.");
        Turn turn = house.companion.begin(TurnRequest.ofText("Go"));
        assertThat(readToSound(turn).text()).isEqualTo("First one.");
        gate.open();
        assertThat(written(readAll(turn))).isEqualTo("ond one.");
    }

    @Test
    void theNextSentenceIsMadeWhileThisOneIsRead() throws AlanException {
        Gate gate = new Gate();
        house.engines.llm.writes("First one. ", "Second one. ", "Third one.");
        house.engines.tts.gates.put("Second one.", gate);
        Turn turn = house.companion.begin(TurnRequest.ofText("Go"));
        assertThat(readToSound(turn).sentence()).isZero();
        // The reader stands in the first sentence; the voice is in the middle of the second.
        gate.awaitReached();
        gate.open();
        readAll(turn);
        assertThat(house.engines.tts.requests)
                .extracting(SpeechRequest::text)
                .containsExactly("First one.", "Second one.", "Third one.");
    }

    @Test
    void aTurnWithoutVoiceNeedsNone() throws AlanException {
        house.engines.engines.remove(EngineKind.TTS);
        Turn turn = house.companion.begin(House.silentText("Hello"));
        assertThat(readAll(turn)).hasOnlyElementsOfType(TurnEvent.Written.class).hasSize(4);
        assertThat(turn.record().timings().tts()).isNull();
        assertThat(turn.record().timings().firstSound()).isNull();
        assertThat(turn.record().timings().total()).isPositive();
    }

    @Test
    void markdownIsWrittenButNotSpoken() throws AlanException {
        house.engines.llm.writes("**Su", "re**! 😀\n```", "\ncode. More\n``", "`\nDone.");
        List<TurnEvent> events = readAll(house.companion.begin(TurnRequest.ofText("Go")));
        assertThat(written(events)).isEqualTo("**Sure**! 😀\n```\ncode. More\n```\nDone.");
        assertThat(sound(events)).containsExactly(expectedSound("Sure!", "Done."));
    }

    @Test
    void whatTheModelThinksAloudIsWrittenButNotSpoken() throws AlanException {
        house.engines.llm.writes("<thi", "nk>\nWhat time? ", "Noon.\n", "</think>\n\n", "It is noon. ", "Time to eat.");
        Turn turn = house.companion.begin(TurnRequest.ofText("Go"));
        List<TurnEvent> events = readAll(turn);
        assertThat(written(events)).isEqualTo("<think>\nWhat time? Noon.\n</think>\n\nIt is noon. Time to eat.");
        assertThat(sound(events)).containsExactly(expectedSound("It is noon.", "Time to eat."));
        assertThat(turn.record().sentences()).containsExactly("It is noon.", "Time to eat.");
    }

    @Test
    void thinkingWithoutAnAnswerIsAnError() throws AlanException {
        house.engines.llm.writes("<think>", "What ", "time?");
        Turn turn = house.companion.begin(TurnRequest.ofText("Go"));
        assertThatThrownBy(() -> readAll(turn))
                .isInstanceOf(AlanException.class)
                .hasMessageContaining("thought")
                .hasMessageContaining("3 tokens")
                .hasMessageContaining("max.tokens");
    }

    @Test
    void aThoughtThatTheTemplateOpenedIsRecognizedByItsEndAndHeldBackFromThenOn() throws AlanException {
        house.engines.llm.writes("What time? ", "No", "on.\n</th", "ink>\n\n", "It is noon. ", "Time to eat.");
        Turn first = house.companion.begin(House.text("Go", "home"));
        readAll(first);
        assertThat(first.record().sentences()).endsWith("It is noon.", "Time to eat.").doesNotContain("Noon.");
        Turn second = house.companion.begin(House.text("Go on", "home"));
        assertThat(sound(readAll(second))).containsExactly(expectedSound("It is noon.", "Time to eat."));
        assertThat(house.engines.llm.prompts.get(1)).contains(alan.api.llm.Message.assistant("It is noon. Time to eat."));
        // It thinks no longer: what was held back was the answer.
        house.engines.llm.writes("At once.");
        assertThat(sound(readAll(house.companion.begin(House.text("And now?", "home"))))).containsExactly(expectedSound("At once."));
        // From then on nothing is held back.
        Gate gate = new Gate();
        house.engines.llm.writes("It is noon. ", "Time", gate, " to eat.");
        Turn last = house.companion.begin(House.text("And now?", "home"));
        assertThat(House.readToSound(last).text()).isEqualTo("It is noon.");
        gate.open();
        readAll(last);
    }

    @Test
    void aPresumedThoughtThatWasCutOffIsNotSpoken() throws AlanException {
        house.engines.llm.writes("Hm.\n</think>\nYes.");
        readAll(house.companion.begin(TurnRequest.ofText("Go")));
        house.engines.llm.writes("Hm. And hm.");
        house.engines.llm.finish = alan.api.llm.TokenStream.Finish.LENGTH;
        Turn turn = house.companion.begin(TurnRequest.ofText("Go"));
        assertThatThrownBy(() -> readAll(turn)).hasMessageContaining("thought, but came to no answer");
        assertThat(turn.record().sentences()).isEmpty();
    }

    @Test
    void abbreviationsAreSpokenInFullAndWrittenAsTheyAre() throws AlanException {
        house.engines.llm.writes("Ask Mr. ", "Smith.");
        List<TurnEvent> events = readAll(house.companion.begin(TurnRequest.ofText("Who?")));
        assertThat(written(events)).isEqualTo("Ask Mr. Smith.");
        assertThat(sound(events)).containsExactly(expectedSound("Ask Mister Smith."));
    }

    @Test
    void anAnswerWithoutAnythingToSpeakIsNoError() throws AlanException {
        house.engines.llm.writes("```\n", "code\n", "```");
        Turn turn = house.companion.begin(TurnRequest.ofText("Code"));
        assertThat(readAll(turn)).hasOnlyElementsOfType(TurnEvent.Written.class);
        assertThat(turn.record().error()).isNull();
        assertThat(turn.record().sentences()).isEmpty();
    }

    @Test
    void aSentenceOfWhichTheVoiceMakesNothingDoesNotStopTheOthers() throws AlanException {
        house.engines.tts.silent = true;
        house.engines.llm.writes("One. ", "Two. ", "Three. ", "Four. ", "Five.");
        Turn turn = house.companion.begin(TurnRequest.ofText("Go"));
        assertThat(readAll(turn)).hasSize(5);
        assertThat(turn.record().error()).isNull();
    }

    @Test
    void theSoundIsCutToTheSpeechAndTimesCountFromItsOwnStart() throws AlanException {
        Turn turn = house.companion.begin(TurnRequest.ofUtterance(House.utterance(16000)));
        TurnEvent.Heard heard = (TurnEvent.Heard) turn.next();
        assertThat(house.engines.stt.utterances.get(0).samples()).hasSize(8000 + 2 * Ear.MARGIN);
        // It begins at 250 ms less the margin of 100 ms; the segment at 100 ms in that.
        assertThat(heard.transcript().segments().get(0).startMs()).isEqualTo(250);
        assertThat(heard.transcript().segments().get(0).words().get(0).endMs()).isEqualTo(350);
        turn.close();
    }

    @Test
    void silenceIsAnsweredWithAHelpfulSentence() throws AlanException {
        house.engines.vad.speech = List.of();
        Turn turn = house.companion.begin(TurnRequest.ofUtterance(House.utterance(16000)));
        Throwable failure = catchThrowable(turn::next);
        assertThat(failure)
                .isInstanceOf(NothingHeardException.class)
                .hasMessageContaining("Nobody speaks")
                .hasMessageContaining("microphone");
        assertThat(turn.next()).isNull();
        assertThat(turn.record().error()).isEqualTo(failure.getLocalizedMessage());
        assertThat(turn.record().question()).isNull();
        assertThat(house.engines.stt.utterances).isEmpty();
    }

    @Test
    void aMumbleIsAnsweredWithAHelpfulSentence() throws AlanException {
        house.engines.stt.text = " ";
        Turn turn = house.companion.begin(TurnRequest.ofUtterance(House.utterance(16000)));
        assertThatThrownBy(turn::next).isInstanceOf(NothingHeardException.class).hasMessageContaining("understood");
    }

    @Test
    void anEmptyAnswerIsAnError() throws AlanException {
        house.engines.llm.writes(" ", "\n");
        Turn turn = house.companion.begin(TurnRequest.ofText("Hello"));
        assertThatThrownBy(() -> readAll(turn)).isInstanceOf(AlanException.class).hasMessageContaining("no answer");
    }

    @Test
    void anEmptyQuestionIsRefused() {
        assertThatThrownBy(() -> house.companion.begin(TurnRequest.ofText(" ")))
                .isInstanceOf(AlanException.class)
                .hasMessageContaining("empty");
    }

    @Test
    void aMissingEngineIsSaidAtOnce() {
        house.engines.engines.remove(EngineKind.TTS);
        assertThatThrownBy(() -> house.companion.begin(TurnRequest.ofText("Hello")))
                .isInstanceOf(AlanException.class)
                .hasMessageContaining("tts");
    }

    @Test
    void soundOfAnotherRateIsResampledToTheFirst() throws AlanException {
        house.engines.tts.rates.put("Time to eat.", 16000);
        List<TurnEvent> events = readAll(house.companion.begin(TurnRequest.ofText("Hello")));
        assertThat(events).filteredOn(TurnEvent.Spoken.class::isInstance)
                .allSatisfy(event -> assertThat(((TurnEvent.Spoken) event).sound().sampleRate()).isEqualTo(FakeTts.RATE));
        assertThat(house.audio.resampled).hasValue(1);
    }

    @Test
    void anAnswerIsSpokenInTheLanguageOfTheQuestion() throws AlanException {
        house.engines.stt.language = "es";
        Turn turn = house.companion.begin(TurnRequest.ofUtterance(House.utterance(16000)));
        readAll(turn);
        assertThat(turn.record().language()).isEqualTo("es");
        assertThat(house.engines.given).contains("tts es turn 1");
        assertThat(house.engines.tts.requests).allSatisfy(request -> assertThat(request.language()).isEqualTo("es"));
    }

    @Test
    void theVoiceThatIsAskedForSpeaks() throws AlanException {
        readAll(house.companion.begin(new TurnRequest(null, "Hello", null, "ana", null, true, null)));
        assertThat(house.engines.tts.requests).allSatisfy(request -> assertThat(request.voice()).isEqualTo("ana"));
    }
}
