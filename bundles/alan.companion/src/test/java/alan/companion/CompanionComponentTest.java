package alan.companion;

import static alan.companion.House.expectedSound;
import static alan.companion.House.readAll;
import static alan.companion.House.sound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import alan.api.AlanException;
import alan.api.audio.PcmStream;
import alan.api.companion.Turn;
import alan.api.companion.TurnEvent;
import alan.api.companion.TurnRecord;
import alan.api.companion.TurnRequest;
import alan.api.tts.SpeechRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CompanionComponentTest {
    private final House house = new House();

    @Test
    void theLastTurnsAreKeptNewestFirst() throws AlanException {
        for (int i = 0; i < 8; i++) {
            readAll(house.companion.begin(TurnRequest.ofText("Question " + i)));
        }
        assertThat(house.companion.recent()).extracting(TurnRecord::id).containsExactly("8", "7", "6", "5", "4");
    }

    @Test
    void severalTurnsGoOnAtOnce() throws Exception {
        List<CompletableFuture<List<TurnEvent>>> all = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            boolean utterance = i % 2 == 0;
            all.add(CompletableFuture.supplyAsync(() -> {
                try {
                    return readAll(house.companion.begin(
                            utterance ? TurnRequest.ofUtterance(House.utterance(16000)) : TurnRequest.ofText("Hello")));
                } catch (AlanException e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        for (CompletableFuture<List<TurnEvent>> each : all) {
            assertThat(sound(each.get(20, TimeUnit.SECONDS))).containsExactly(expectedSound("It is noon.", "Time to eat."));
        }
        house.assertNothingLeft();
        assertThat(house.companion.recent()).extracting(TurnRecord::id).doesNotHaveDuplicates();
    }

    @Test
    void stagesHaveNamedThreadsAndHolders() throws AlanException {
        Gate gate = new Gate();
        house.engines.llm.writes("One. T", gate);
        try (Turn turn = house.companion.begin(TurnRequest.ofText("Hello"))) {
            House.readToSound(turn);
            assertThat(House.threads()).containsExactlyInAnyOrder("turn-1-llm", "turn-1-tts");
            assertThat(house.engines.given).contains("llm en turn 1");
        }
    }

    @Test
    void deactivationCancelsWhatIsUnderWayAndWaits() throws Exception {
        Gate gate = new Gate();
        house.engines.llm.writes("One. ", gate);
        house.engines.tts.endless = true;
        Turn turn = house.companion.begin(TurnRequest.ofText("Hello"));
        PcmStream say = house.companion.say(SpeechRequest.of("Hello there. And again."));
        Gate transcribing = new Gate();
        house.engines.stt.gate = transcribing;
        CompletableFuture<Throwable> hearing = CompletableFuture.supplyAsync(
                () -> catchThrowable(() -> house.companion.hear(House.utterance(16000), null)));
        transcribing.awaitReached();
        gate.awaitReached();

        house.companion.deactivate();

        house.assertNothingLeft();
        assertThat(turn.next()).isNull();
        assertThat(turn.record().cancelled()).isTrue();
        assertThat(say.read()).isNull();
        assertThat(hearing.get(10, TimeUnit.SECONDS)).isInstanceOf(AlanException.class);
        assertThatThrownBy(() -> house.companion.begin(TurnRequest.ofText("Hello")))
                .isInstanceOf(AlanException.class)
                .hasMessageContaining("stopped");
        assertThatThrownBy(() -> house.companion.say(SpeechRequest.of("Hello"))).isInstanceOf(AlanException.class);
        turn.close();
        say.close();
    }

    @Test
    void aChangedConfigurationHoldsFromTheNextTurnOn() throws AlanException {
        readAll(house.companion.begin(TurnRequest.ofText("Hello")));
        house.companion.modified(Configs.of(CompanionComponent.Config.class,
                Map.of("max_tokens", 7, "temperature", 0.0, "repeat_penalty", 1.25, "seed", 5L)));
        readAll(house.companion.begin(TurnRequest.ofText("Hello")));
        assertThat(house.engines.llm.options.get(0).maxTokens()).isEqualTo(50);
        assertThat(house.engines.llm.options.get(1).maxTokens()).isEqualTo(7);
        assertThat(house.engines.llm.options.get(1).repeatPenalty()).isEqualTo(1.25);
        assertThat(house.engines.llm.options.get(1).seed()).isEqualTo(5L);
        assertThat(house.companion.recent()).hasSize(2);
    }

    @Test
    void settingsOutOfRangeAreBroughtIntoIt() {
        Settings settings = Settings.of(Configs.of(CompanionComponent.Config.class, Map.of(
                "persona", " ", "max_tokens", 0, "temperature", -1.0, "top_p", 3.0, "repeat_penalty", 0.0, "history_tokens", -5,
                        "history_conversations", 0, "keep_turns", -1,
                "sentence_pause", -2.0)));
        assertThat(settings).isEqualTo(new Settings("alan", 1, 0, 1, 1, null, 0, 1, 0, 0, 1, 45));
    }

    @Test
    void theDefaultsAreThoseOfTheShippedFile() throws Exception {
        Settings settings = Settings.of(Configs.of(CompanionComponent.Config.class, Map.of()));
        assertThat(settings).isEqualTo(new Settings("alan", 200, 0.3, 0.9, 1.05, null, 1000, 100, 50, 0.2, 1, 45));
        java.nio.file.Path config = java.nio.file.Path.of("../../config");
        List<String> lines = java.nio.file.Files.readAllLines(config.resolve("alan.companion.cfg"),
                java.nio.charset.StandardCharsets.US_ASCII);
        assertThat(lines)
                .contains("#persona = alan", "#max.tokens = 200", "#temperature = 0.3", "#top.p = 0.9",
                        "#repeat.penalty = 1.05", "#seed = -1", "#history.tokens = 1000",
                        "#history.conversations = 100", "#keep.turns = 50", "#sentence.pause = 0.2");
        java.util.Properties persona = new java.util.Properties();
        try (java.io.InputStream in = java.nio.file.Files.newInputStream(config.resolve("alan.persona-alan.cfg"))) {
            persona.load(in);
        }
        assertThat(persona.getProperty("name")).isEqualTo("alan");
        assertThat(persona.getProperty("prompt")).isEqualTo(Personas.BUILT_IN.prompt());
    }
}
