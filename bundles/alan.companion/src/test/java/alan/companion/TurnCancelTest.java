package alan.companion;

import static alan.companion.House.readToSound;
import static org.assertj.core.api.Assertions.assertThat;

import alan.api.AlanException;
import alan.api.companion.Turn;
import alan.api.companion.TurnEvent;
import alan.api.companion.TurnRequest;
import alan.api.engine.EngineKind;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
class TurnCancelTest {
    private final House house = new House();
    private final Gate gate = new Gate();

    @AfterEach
    void nothingIsLeft() {
        house.assertNothingLeft();
    }

    private void assertCancelled(Turn turn) throws AlanException {
        house.assertNothingLeft();
        assertThat(turn.next()).isNull();
        assertThat(turn.record().cancelled()).isTrue();
        assertThat(turn.record().error()).isNull();
        turn.close();
        assertThat(house.companion.recent()).containsExactly(turn.record());
    }

    /** Closes while a stage is in something that cannot be cancelled, and lets that go on. */
    private void closeAndOpen(Turn turn) throws Exception {
        gate.awaitReached();
        Thread closing = new Thread(turn::close);
        closing.start();
        // It has cancelled everything and waits for the stage that stands at the gate.
        while (closing.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(turn.record().cancelled()).isTrue();
        gate.open();
        closing.join();
    }

    /** A turn needs nobody who tells speakers apart or waits for a wake word. */
    @ParameterizedTest
    @EnumSource(value = EngineKind.class, mode = EnumSource.Mode.EXCLUDE, names = {"SPEAKER", "WAKE"})
    void whileAnEngineIsLoaded(EngineKind kind) throws Exception {
        house.engines.beforeLease.put(kind, () -> gate.pass(() -> false));
        Turn turn = house.companion.begin(TurnRequest.ofUtterance(House.utterance(16000)));
        closeAndOpen(turn);
        assertCancelled(turn);
    }

    @Test
    void whileSpeechIsSought() throws Exception {
        house.engines.vad.before = () -> gate.pass(() -> false);
        Turn turn = house.companion.begin(TurnRequest.ofUtterance(House.utterance(16000)));
        closeAndOpen(turn);
        assertCancelled(turn);
        assertThat(turn.record().question()).isNull();
    }

    @Test
    void whileTheQuestionIsTranscribed() throws Exception {
        house.engines.stt.gate = gate;
        Turn turn = house.companion.begin(TurnRequest.ofUtterance(House.utterance(16000)));
        gate.awaitReached();
        turn.close();
        assertCancelled(turn);
        assertThat(turn.record().question()).isNull();
    }

    @Test
    void whileTheAnswerIsBegun() throws Exception {
        house.engines.llm.beforeGenerate = () -> gate.pass(() -> false);
        Turn turn = house.companion.begin(TurnRequest.ofText("Hello"));
        closeAndOpen(turn);
        assertCancelled(turn);
    }

    @Test
    void whileTheAnswerIsWritten() throws Exception {
        house.engines.llm.writes("It is ", gate, "noon.");
        Turn turn = house.companion.begin(TurnRequest.ofText("Hello"));
        gate.awaitReached();
        turn.close();
        assertCancelled(turn);
        assertThat(turn.record().answer()).isEqualTo("It is ");
        assertThat(turn.record().timings().tokens()).isEqualTo(1);
    }

    @Test
    void whileASentenceIsBegunToBeSpoken() throws Exception {
        house.engines.tts.beforeSpeak = () -> gate.pass(() -> false);
        Turn turn = house.companion.begin(TurnRequest.ofText("Hello"));
        closeAndOpen(turn);
        assertCancelled(turn);
        assertThat(turn.record().sentences()).isEmpty();
    }

    @Test
    void whileASentenceIsSpoken() throws Exception {
        house.engines.tts.gates.put("It is noon.", gate);
        Turn turn = house.companion.begin(TurnRequest.ofText("Hello"));
        gate.awaitReached();
        turn.close();
        assertCancelled(turn);
        assertThat(turn.record().sentences()).containsExactly("It is noon.");
    }

    @Test
    void whileEndlessEnginesAreHeldBackByTheReader() throws Exception {
        house.engines.llm.endless = "And so on it goes. ";
        house.engines.tts.endless = true;
        Turn turn = house.companion.begin(TurnRequest.ofText("Hello"));
        readToSound(turn);
        turn.close();
        assertCancelled(turn);
    }

    @Test
    void whileAnotherThreadReads() throws Exception {
        house.engines.llm.writes(gate);
        Turn turn = house.companion.begin(TurnRequest.ofText("Hello"));
        CompletableFuture<TurnEvent> reading = CompletableFuture.supplyAsync(() -> {
            try {
                return turn.next();
            } catch (AlanException e) {
                throw new IllegalStateException(e);
            }
        });
        gate.awaitReached();
        turn.close();
        assertThat(reading.get(10, TimeUnit.SECONDS)).isNull();
        assertCancelled(turn);
    }

    @Test
    void byInterruptingItsReader() throws Exception {
        house.engines.llm.writes(gate);
        Turn turn = house.companion.begin(TurnRequest.ofText("Hello"));
        gate.awaitReached();
        Thread.currentThread().interrupt();
        assertThat(turn.next()).isNull();
        assertThat(Thread.interrupted()).isTrue();
        assertCancelled(turn);
    }

    @Test
    void beforeAnythingWasRead() throws Exception {
        Turn turn = house.companion.begin(TurnRequest.ofText("Hello"));
        turn.close();
        assertCancelled(turn);
    }

    @Test
    void afterItsEndIsNoCancelling() throws Exception {
        Turn turn = house.companion.begin(TurnRequest.ofText("Hello"));
        House.readAll(turn);
        turn.close();
        assertThat(turn.record().cancelled()).isFalse();
    }

    @Test
    void fromManyThreadsAtOnce() throws Exception {
        for (int n = 0; n < 50; n++) {
            Turn turn = house.companion.begin(TurnRequest.ofText("Hello"));
            CompletableFuture<Void> one = CompletableFuture.runAsync(turn::close);
            CompletableFuture<Void> two = CompletableFuture.runAsync(turn::close);
            try {
                House.readAll(turn);
            } finally {
                one.get(10, TimeUnit.SECONDS);
                two.get(10, TimeUnit.SECONDS);
            }
            house.assertNothingLeft();
        }
    }
}
