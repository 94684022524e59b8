package alan.companion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.audio.PcmStream;
import alan.api.companion.Turn;
import alan.api.companion.TurnEvent;
import alan.api.companion.TurnRequest;
import alan.api.engine.EngineKind;
import alan.api.tts.SpeechRequest;
import alan.api.tts.Voice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A voice that fails in the middle of a sentence, and the next one in rank. */
@Timeout(30)
class NarratorTest {
    private static final String FIRST = "It is noon.";
    private static final String SECOND = "The sun is high.";

    private final House house = new House();
    private final FakeTts other = new FakeTts();

    @BeforeEach
    void aSecondVoice() {
        house.engines.others.put(EngineKind.TTS, other);
        house.engines.llm.writes(FIRST + " ", SECOND);
        house.engines.tts.steps.put(SECOND, () -> {
            throw new AlanException("The GPU is gone.");
        });
    }

    private Turn finished(TurnRequest request, List<TurnEvent.Spoken> spoken) throws AlanException {
        Turn turn = house.companion.begin(request);
        for (TurnEvent event = turn.next(); event != null; event = turn.next()) {
            if (event instanceof TurnEvent.Spoken each) {
                spoken.add(each);
            }
        }
        return turn;
    }

    @Test
    void theNextInRankSpeaksTheSentenceOnceMoreAndThoseAfterIt() throws Exception {
        List<TurnEvent.Spoken> spoken = new ArrayList<>();
        Turn turn = finished(TurnRequest.ofText("What time is it?"), spoken);
        assertThat(other.requests).extracting(SpeechRequest::text).containsExactly(SECOND);
        int whole = FakeTts.noise(SECOND).length;
        int heard = spoken.stream().filter(each -> each.text().equals(SECOND)).mapToInt(each -> each.sound().samples().length).sum();
        assertThat(heard).as("the block before the failure, and all of it again").isGreaterThanOrEqualTo(whole + FakeTts.BLOCK);
        assertThat(turn.record().error()).isNull();
        assertThat(turn.record().sentences()).containsExactly(FIRST, SECOND);
        assertThat(turn.record().engines()).containsEntry("tts", "fake-tts, other-tts");
        assertThat(turn.record().events()).containsExactly("fake-tts failed (The GPU is gone.), and other-tts spoke the sentence once more.");
        house.assertNothingLeft();
    }

    @Test
    void aSentenceIsTriedOnceMoreAndNoOftener() throws Exception {
        other.beforeSpeak = () -> {
            throw new AlanException("This one is broken, too.");
        };
        assertThatThrownBy(() -> finished(TurnRequest.ofText("What time is it?"), new ArrayList<>())).hasMessage("This one is broken, too.");
        assertThat(other.requests).hasSize(1);
        house.assertNothingLeft();
    }

    @Test
    void aVoiceThatTheNextInRankDoesNotHaveIsNotAskedOfIt() throws Exception {
        other.voices = List.of(new Voice("mia", Set.of("en"), FakeTts.RATE, "English"));
        try (PcmStream speech = house.companion.say(new SpeechRequest(SECOND, null, null, "en", Map.of("seed", "7")))) {
            assertThat(speech.readAll().samples()).isNotEmpty();
        }
        assertThat(other.requests).singleElement().satisfies(request -> {
            assertThat(request.voice()).isNull();
            assertThat(request.options()).containsEntry("seed", "7");
        });
    }

    @Test
    void whoAskedForAnEngineOrAVoiceGetsNoOther() {
        assertThatThrownBy(() -> house.companion.say(new SpeechRequest(SECOND, "fake", null, "en", Map.of())).readAll()).hasMessage("The GPU is gone.");
        assertThatThrownBy(() -> house.companion.say(new SpeechRequest(SECOND, null, "joe", "en", Map.of())).readAll()).hasMessage("The GPU is gone.");
        assertThat(other.requests).isEmpty();
        house.assertNothingLeft();
    }
}
