package alan.companion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import alan.api.AlanException;
import alan.api.companion.Turn;
import alan.api.companion.TurnEvent;
import alan.api.companion.TurnRequest;
import alan.api.engine.EngineKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
class TurnFailureTest {
    private final House house = new House();

    /** Where something fails, and what comes before it. */
    enum Place {
        VAD_LEASE((h, s) -> h.engines.beforeLease.put(EngineKind.VAD, s), 0),
        STT_LEASE((h, s) -> h.engines.beforeLease.put(EngineKind.STT, s), 0),
        LLM_LEASE((h, s) -> h.engines.beforeLease.put(EngineKind.LLM, s), 1),
        TTS_LEASE((h, s) -> h.engines.beforeLease.put(EngineKind.TTS, s), 1),
        VAD((h, s) -> h.engines.vad.before = s, 0),
        STT((h, s) -> h.engines.stt.before = s, 0),
        LLM_BEGINNING((h, s) -> h.engines.llm.beforeGenerate = s, 1),
        LLM((h, s) -> h.engines.llm.writes("It is ", s, "noon."), 2),
        TTS_BEGINNING((h, s) -> h.engines.tts.beforeSpeak = s, 1),
        TTS((h, s) -> h.engines.tts.steps.put("It is noon.", s), 2);

        private final BiConsumer<House, FakeEngine.Step> build;
        private final int leastEvents;

        Place(BiConsumer<House, FakeEngine.Step> build, int leastEvents) {
            this.build = build;
            this.leastEvents = leastEvents;
        }
    }

    private Throwable readToFailure(Turn turn, List<TurnEvent> events) {
        return catchThrowable(() -> {
            for (TurnEvent event = turn.next(); event != null; event = turn.next()) {
                events.add(event);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void aSentenceSurfacesOnceAfterWhatCameBeforeIt(Place place) throws AlanException {
        AlanException problem = new AlanException("The " + place + " is broken; mend it.");
        place.build.accept(house, () -> {
            throw problem;
        });
        Turn turn = house.companion.begin(TurnRequest.ofUtterance(House.utterance(16000)));
        List<TurnEvent> events = new ArrayList<>();

        assertThat(readToFailure(turn, events)).isSameAs(problem);
        house.assertNothingLeft();
        assertThat(events).hasSizeGreaterThanOrEqualTo(place.leastEvents);
        assertThat(turn.next()).isNull();
        assertThat(turn.record().error()).isEqualTo(problem.getMessage());
        assertThat(turn.record().cancelled()).isFalse();
        assertThat(house.companion.recent()).containsExactly(turn.record());
        turn.close();
        assertThat(house.companion.recent()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void anUnexpectedErrorBecomesASentence(Place place) throws AlanException {
        place.build.accept(house, () -> {
            throw new IllegalStateException("secret detail");
        });
        Turn turn = house.companion.begin(TurnRequest.ofUtterance(House.utterance(16000)));

        assertThat(readToFailure(turn, new ArrayList<>()))
                .isInstanceOf(AlanException.class)
                .hasMessageContaining("unexpected")
                .hasMessageNotContaining("secret")
                .hasCauseInstanceOf(IllegalStateException.class);
        house.assertNothingLeft();
        assertThat(turn.next()).isNull();
    }

    @Test
    void theFirstOfTwoFailuresCounts() throws AlanException {
        Gate gate = new Gate();
        house.engines.tts.steps.put("It is noon.", () -> {
            gate.open();
            throw new AlanException("First.");
        });
        house.engines.llm.writes("It is noon. ", "Time", gate, " to", (FakeEngine.Step) () -> {
            throw new AlanException("Second.");
        });
        Turn turn = house.companion.begin(TurnRequest.ofText("Hello"));
        assertThat(readToFailure(turn, new ArrayList<>())).isInstanceOf(AlanException.class);
        assertThat(turn.next()).isNull();
        house.assertNothingLeft();
    }

    @Test
    void aFailureThatNobodyReadIsStillInTheRecord() throws Exception {
        house.engines.llm.beforeGenerate = () -> {
            throw new AlanException("Broken.");
        };
        Turn turn = house.companion.begin(TurnRequest.ofText("Hello"));
        while (turn.record().error() == null) {
            Thread.onSpinWait();
        }
        turn.close();
        assertThat(turn.record().error()).isEqualTo("Broken.");
        assertThat(turn.record().cancelled()).isFalse();
        assertThat(turn.next()).isNull();
        house.assertNothingLeft();
    }

    @Test
    void aVoiceThatFailsStopsAnEndlessLanguageModel() throws AlanException {
        house.engines.llm.endless = "On and on. ";
        house.engines.tts.steps.put("On and on.", () -> {
            throw new AlanException("Hoarse.");
        });
        Turn turn = house.companion.begin(TurnRequest.ofText("Hello"));
        assertThat(readToFailure(turn, new ArrayList<>())).hasMessage("Hoarse.");
        house.assertNothingLeft();
    }
}
