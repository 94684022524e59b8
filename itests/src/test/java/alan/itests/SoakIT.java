package alan.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.companion.Companion;
import alan.api.companion.Turn;
import alan.api.companion.TurnRequest;
import alan.api.engine.EngineKind;
import alan.api.engine.EngineStatus;
import alan.api.engine.Engines;
import alan.api.tts.SpeechRequest;
import alan.testing.Memory;
import alan.testing.ScriptedEndpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.OptionUtils;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;

/**
 * Many turns, mixed in language and engine, with the language model's worker killed now and then: what the node holds at the end is what it held once it had settled. The gate
 * runs a few rounds; {@code -Psoak} 500 turns.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class SoakIT extends InFelix {
    private static final String ENGLISH = "What is the moon?";
    private static final String SPANISH = "¿Qué es la luna?";
    private static final String ANSWER = "La luna es el único satélite natural de la Tierra. Refleja la luz del sol.";

    /** In the JVM of the test, not in the node's, which is measured. */
    private static ScriptedEndpoint elsewhere;

    private Companion companion;
    private Engines engines;
    private Pcm spokenEnglish;
    private Pcm spokenSpanish;
    private int turns;

    @Configuration
    public Option[] distribution() throws Exception {
        elsewhere = ScriptedEndpoint.start()
                .chat(question -> ANSWER)
                .speech(ScriptedEndpoint::tone)
                .transcription(sound -> SPANISH, "spanish");
        Option[] shipped = Distribution.options("soak", "256m");
        Path work = Path.of("target", "pax", "soak").toAbsolutePath();
        Path temporary = Files.createDirectories(work.resolve("tmp"));
        Files.writeString(work.resolve("config/alan.remote-elsewhere.cfg"), """
                url = %s
                chat.model = scripted
                speech.model = scripted
                speech.voice = tone
                transcription.model = scripted
                """.formatted(elsewhere.url()));
        // Short answers: what lasts from turn to turn is looked for, and long ones only take longer.
        Files.writeString(work.resolve("config/alan.companion.cfg"), "max.tokens = 40\n");
        return OptionUtils.combine(
                shipped,
                CoreOptions.systemProperty("alan.turns").value(System.getProperty("alan.turns", "20")),
                CoreOptions.systemProperty("alan.growth").value(System.getProperty("alan.growth", "0.05")),
                CoreOptions.systemProperty("alan.settled").value(System.getProperty("alan.settled", "10")),
                CoreOptions.vmOption("-Djava.io.tmpdir=" + temporary),
                CoreOptions.vmOption("-XX:+AlwaysPreTouch"),
                // What the optimising compiler makes stays, and it goes on for long.
                CoreOptions.vmOption("-XX:TieredStopAtLevel=1"));
    }

    @Test
    public void theLastTurnFindsTheHouseAsTheFirstOnesLeftIt() throws Exception {
        companion = service(Companion.class);
        engines = service(Engines.class);
        await("the engines elsewhere are there", () -> engines.list().stream().filter(status -> status.name().equals("remote")).count() == 3);
        spokenEnglish = companion.say(new SpeechRequest(ENGLISH, "piper", null, "en", Map.of())).readAll();
        spokenSpanish = companion.say(new SpeechRequest(SPANISH, "kokoro", null, "es", Map.of())).readAll();

        Footprint settled = rounds(Integer.getInteger("alan.settled"));
        Footprint end = rounds(Integer.getInteger("alan.turns"));
        System.out.printf(Locale.ROOT, "after %s turns: %s%nafter %d turns: %s%ngrowth of memory: %.2f %%%n",
                System.getProperty("alan.settled"), settled, turns, end, 100 * end.growth(settled));
        assertThat(end.growth(settled)).as("growth of memory").isLessThan(Double.parseDouble(System.getProperty("alan.growth")));
        assertThat(end.files()).as("files").isEqualTo(settled.files());
        assertThat(end.children()).as("child processes").isEqualTo(settled.children());
        // A pool may have a thread more or fewer at any moment; one left by each turn would be hundreds.
        assertThat(end.threads()).as("threads").isLessThanOrEqualTo(settled.threads() + 3);
        assertThat(end.handles()).as("handles").isLessThanOrEqualTo(settled.handles() + 3);
    }

    /** Ten turns a round, until there were so many. */
    private Footprint rounds(int until) throws Exception {
        while (turns < until) {
            use("whisper", "llama", "piper");
            heard(spokenEnglish, "en");
            asked(ENGLISH, "en");
            asked(SPANISH, "es");
            heard(spokenSpanish, "es");
            killed();
            asked("Tell me something about cats.", "en");
            use("remote", "remote", "remote");
            heard(spokenSpanish, "es");
            asked(SPANISH, "es");
            use("whisper", "llama", "kokoro");
            heard(spokenEnglish, "en");
            asked(ENGLISH, "en");
            if (turns % 50 == 0) {
                System.out.println(turns + " turns: " + footprint());
            }
        }
        return footprint();
    }

    private void use(String stt, String llm, String tts) throws AlanException {
        engines.use(EngineKind.STT, stt, null);
        engines.use(EngineKind.LLM, llm, null);
        engines.use(EngineKind.TTS, tts, null);
    }

    private void heard(Pcm question, String language) throws AlanException {
        check(complete(companion.begin(new TurnRequest(question, null, null, null, null, true, "soak"))), language);
    }

    private void asked(String question, String language) throws AlanException {
        check(complete(companion.begin(new TurnRequest(null, question, null, null, language, true, "soak"))), language);
    }

    private void check(Outcome outcome, String language) {
        turns++;
        assertThat(outcome.record().language()).isEqualTo(language);
        assertThat(outcome.samples()).isPositive();
        assertThat(outcome.record().answer()).isNotBlank();
        if (language.equals("es")) {
            assertThat(outcome.record().answer()).isEqualTo(ANSWER);
        }
    }

    private void killed() throws AlanException {
        Turn turn = companion.begin(TurnRequest.ofText("Tell me a long story about a cat."));
        assertThat(turn.next()).isNotNull();
        for (long child : Memory.children()) {
            ProcessHandle.of(child).ifPresent(ProcessHandle::destroyForcibly);
        }
        assertThatThrownBy(() -> complete(turn)).isInstanceOf(AlanException.class);
        turns++;
    }

    /** What is held when no local engine is loaded: what an engine holds while it is loaded varies with the longest sentence that it has spoken. */
    private Footprint footprint() throws Exception {
        use("remote", "remote", "remote");
        await("nobody holds an engine", () -> engines.list().stream().map(EngineStatus::holders).allMatch(List::isEmpty));
        return Footprint.now(Path.of(context.getProperty("alan.data")));
    }
}
