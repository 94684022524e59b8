package alan.companion;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.AlanException;
import alan.api.companion.Turn;
import alan.api.companion.TurnEvent;
import alan.api.companion.TurnRequest;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How far the engines run ahead of the reader. */
class TurnAheadTest {
    private static final String SENTENCE = "A sentence of some forty characters is it. ";
    private final House house = new House();

    @Test
    void anEndlessLanguageModelDoesNotRunAwayFromASlowReader() throws AlanException {
        house.engines.llm.endless = SENTENCE;
        try (Turn turn = house.companion.begin(TurnRequest.ofText("Go"))) {
            int read = 0;
            Set<Integer> sentences = new HashSet<>();
            for (int i = 0; i < 400; i++) {
                TurnEvent event = turn.next();
                read += event instanceof TurnEvent.Written ? 1 : 0;
                if (event instanceof TurnEvent.Spoken spoken) {
                    sentences.add(spoken.sentence());
                    // What is queued, what is in the voice's hands and the next: no more.
                    assertThat(house.engines.tts.requests.size()).isLessThanOrEqualTo(spoken.sentence() + 3);
                }
                assertThat(house.engines.llm.pieces.get())
                        .isLessThanOrEqualTo(read + EventQueue.TEXT_AHEAD / SENTENCE.length() + 1);
            }
            assertThat(sentences).hasSizeGreaterThan(10);
        }
        house.assertNothingLeft();
    }

    @Test
    void aReaderWhoDoesNotReadStopsTheLanguageModel() throws Exception {
        house.engines.llm.writes();
        house.engines.llm.endless = "word ";
        try (Turn turn = house.companion.begin(House.silentText("Go"))) {
            awaitWaiting("turn-1-llm");
            int written = house.engines.llm.pieces.get();
            assertThat(written).isEqualTo(EventQueue.TEXT_AHEAD / 5 + 1);
            turn.next();
            turn.next();
            awaitWaiting("turn-1-llm");
            assertThat(house.engines.llm.pieces.get()).isLessThanOrEqualTo(written + 2);
        }
        house.assertNothingLeft();
    }

    @Test
    void theTimeForWhichTheReaderHoldsTheTurnBackIsNotTheLanguageModels() throws Exception {
        house.engines.llm.script = java.util.Collections.nCopies(100, "word ");
        Turn turn = house.companion.begin(House.silentText("Go"));
        awaitWaiting("turn-1-llm");
        long from = System.nanoTime();
        while (System.nanoTime() - from < 100_000_000) {
            Thread.onSpinWait();
        }
        House.readAll(turn);
        assertThat(turn.record().timings().llm()).isLessThan(turn.record().timings().total() - 0.1);
    }

    private static void awaitWaiting(String name) throws InterruptedException {
        for (int i = 0; i < 2000; i++) {
            boolean waiting = Thread.getAllStackTraces().keySet().stream()
                    .anyMatch(thread -> thread.getName().equals(name) && thread.getState() == Thread.State.WAITING);
            if (waiting) {
                return;
            }
            Thread.sleep(5);
        }
        throw new AssertionError(name + " does not wait");
    }
}
