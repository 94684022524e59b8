package alan.companion;

import static alan.companion.House.readAll;
import static alan.companion.House.sound;
import static org.assertj.core.api.Assertions.assertThat;

import alan.api.AlanException;
import alan.api.companion.Turn;
import alan.api.companion.TurnEvent;
import alan.api.companion.TurnRecord;
import alan.api.companion.TurnRequest;
import alan.api.engine.EngineKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is written down of a turn. */
class TurnRecordTest {
    private final House house = new House();

    @AfterEach
    void nothingIsLeft() {
        house.assertNothingLeft();
    }

    @Test
    void theRecordSaysWhatHappened() throws AlanException {
        Turn turn = house.companion.begin(TurnRequest.ofUtterance(House.utterance(48000)));
        List<TurnEvent> events = readAll(turn);
        TurnRecord record = turn.record();

        assertThat(record.id()).isEqualTo("1");
        assertThat(record.persona()).isEqualTo("alan");
        assertThat(record.language()).isEqualTo("en");
        assertThat(record.question()).isEqualTo("What is the time?");
        assertThat(record.answer()).isEqualTo("It is noon. Time to eat.");
        assertThat(record.sentences()).containsExactly("It is noon.", "Time to eat.");
        assertThat(record.engines())
                .isEqualTo(Map.of("vad", "fake-vad", "stt", "fake-stt", "llm", "fake-llm", "tts", "fake-tts"));
        assertThat(record.error()).isNull();
        assertThat(record.cancelled()).isFalse();
        TurnRecord.Timings timings = record.timings();
        assertThat(timings.question()).isEqualTo(1.0);
        assertThat(timings.loading()).isPositive();
        assertThat(timings.stt()).isPositive();
        assertThat(timings.firstToken()).isPositive().isLessThanOrEqualTo(timings.llm());
        assertThat(timings.promptTokens()).isPositive();
        assertThat(timings.tokens()).isEqualTo(4);
        assertThat(timings.tts()).isPositive();
        assertThat(timings.answer())
                .isCloseTo(sound(events).length / (double) FakeTts.RATE, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(timings.firstSound()).isPositive().isLessThan(timings.total());
        assertThat(timings.sttRealTimeFactor()).isPositive();
        turn.close();
        assertThat(turn.record()).isSameAs(record);
        assertThat(house.companion.recent()).containsExactly(record);
    }

    @Test
    void loadingAnEngineIsNotTheTimeOfItsStage() throws Exception {
        Gate gate = new Gate();
        house.engines.beforeLease.put(EngineKind.LLM, () -> gate.pass(() -> false));
        Turn turn = house.companion.begin(House.silentText("Hello"));
        gate.awaitReached();
        long from = System.nanoTime();
        while (System.nanoTime() - from < 50_000_000) {
            Thread.onSpinWait();
        }
        gate.open();
        readAll(turn);
        TurnRecord.Timings timings = turn.record().timings();
        assertThat(timings.loading()).isGreaterThan(0.05);
        assertThat(timings.total()).isGreaterThan(timings.loading());
        assertThat(timings.llm()).isLessThan(timings.total() - timings.loading());
    }

    @Test
    void timeInWhichTwoEnginesLoadCountsOnce() throws Exception {
        Gate llm = new Gate();
        Gate tts = new Gate();
        house.engines.beforeLease.put(EngineKind.LLM, () -> llm.pass(() -> false));
        house.engines.beforeLease.put(EngineKind.TTS, () -> tts.pass(() -> false));
        Turn turn = house.companion.begin(TurnRequest.ofText("Hello"));
        llm.awaitReached();
        tts.awaitReached();
        long from = System.nanoTime();
        while (System.nanoTime() - from < 50_000_000) {
            Thread.onSpinWait();
        }
        llm.open();
        tts.open();
        readAll(turn);
        TurnRecord.Timings timings = turn.record().timings();
        assertThat(timings.loading()).isBetween(0.05, timings.firstSound());
    }
}
