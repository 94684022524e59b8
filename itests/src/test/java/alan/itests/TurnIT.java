package alan.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.companion.Companion;
import alan.api.companion.Turn;
import alan.api.companion.TurnEvent;
import alan.api.companion.TurnRequest;
import alan.api.engine.EngineKind;
import alan.api.engine.EngineStatus;
import alan.api.engine.Engines;
import alan.api.stt.NothingHeardException;
import alan.api.stt.SpeechToText;
import alan.api.tts.SpeechRequest;
import alan.testing.WordErrorRate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;

/** Turns on the distribution as it is shipped, in a real Felix, with the default models. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class TurnIT extends InFelix {
    /** Sentences that a person might say at home. */
    private static final List<String> SENTENCES = List.of(
            "Good morning, how did you sleep?",
            "The moon is the only natural satellite of the Earth.",
            "Please remind me to water the plants tomorrow.",
            "There are three apples and two oranges in the kitchen.",
            "It will probably rain in the afternoon.",
            "My brother lives in a small house near the river.",
            "Could you read me a story before I go to bed?",
            "The train to the city leaves at nine in the morning.",
            "She opened the window because the room was too warm.",
            "Thank you very much, that is all for today.");

    private Companion companion;
    private Engines engines;

    @Configuration
    public Option[] distribution() throws Exception {
        return Distribution.options("turn", "768m");
    }

    @Before
    public void services() {
        companion = service(Companion.class);
        engines = service(Engines.class);
        await("every kind has an engine", () -> engines.chosen().size() == EngineKind.values().length);
    }

    @Test
    public void everyBundleIsActive() {
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getHeaders().get("Fragment-Host") == null) {
                assertThat(bundle.getState()).as(bundle.getSymbolicName()).isEqualTo(Bundle.ACTIVE);
            }
        }
    }

    @Test
    public void aSpokenQuestionGetsASpokenAnswer() throws Exception {
        Pcm question = companion.say(SpeechRequest.of("What is the moon?")).readAll();
        Outcome outcome = complete(companion.begin(TurnRequest.ofUtterance(question)));
        assertThat(WordErrorRate.of("What is the moon?", outcome.record().question()).rate()).isZero();
        assertThat(outcome.record().answer()).isNotBlank();
        assertThat(outcome.samples()).isPositive();
        assertThat(outcome.record().engines()).containsKeys("stt", "llm", "tts");
        assertThat(outcome.record().timings().total()).isPositive();
        assertThat(engines.list()).allSatisfy(status -> assertThat(status.holders()).isEmpty());
    }

    @Test
    public void tenSentencesSurviveTheRoundTrip() throws Exception {
        WordErrorRate all = WordErrorRate.NONE;
        for (String sentence : SENTENCES) {
            Pcm sound = companion.say(SpeechRequest.of(sentence)).readAll();
            String heard = companion.hear(sound, null).text();
            System.out.println("said:  " + sentence + "\nheard: " + heard);
            all = all.plus(WordErrorRate.of(sentence, heard));
        }
        System.out.printf("word error rate of the round trip: %.1f %% (%s)%n", 100 * all.rate(), all);
        assertThat(all.rate()).isLessThanOrEqualTo(0.05);
    }

    @Test
    public void silenceIsNothingHeard() {
        assertThatThrownBy(() -> companion.hear(new Pcm(16_000, new float[48_000]), null)).isInstanceOf(NothingHeardException.class);
    }

    @Test
    public void aClosedTurnGivesEverythingBack() throws Exception {
        Turn turn = companion.begin(TurnRequest.ofText("Tell me a long story about a cat."));
        TurnEvent first = turn.next();
        assertThat(first).isInstanceOf(TurnEvent.Written.class);
        turn.close();
        assertThat(turn.record().cancelled()).isTrue();
        assertThat(engines.list()).allSatisfy(status -> assertThat(status.holders()).isEmpty());
        assertThat(complete(companion.begin(TurnRequest.ofText("What is the moon?"))).samples()).isPositive();
    }

    @Test
    public void aKilledWorkerEndsTheTurnClearlyAndTheNextOneWorks() throws Exception {
        Turn turn = companion.begin(TurnRequest.ofText("Tell me a long story about a cat."));
        assertThat(turn.next()).isNotNull();
        long pid = worker();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        assertThatThrownBy(() -> complete(turn)).isInstanceOf(AlanException.class).hasMessageContaining("worker");
        assertThat(turn.record().error()).contains("worker");

        Outcome next = complete(companion.begin(TurnRequest.ofText("What is the moon?")));
        assertThat(next.samples()).isPositive();
        assertThat(worker()).isNotEqualTo(pid);
    }

    private long worker() {
        String device = engines.chosen().stream()
                .filter(status -> status.kind() == EngineKind.LLM)
                .findFirst()
                .orElseThrow()
                .info()
                .device();
        assertThat(device).matches("worker \\d+");
        return Long.parseLong(device.substring("worker ".length()));
    }

    @Test
    public void anotherModelAndBackIsAMatterOfOneCommand() throws Exception {
        Pcm sound = companion.say(SpeechRequest.of("The weather is very nice today.")).readAll();
        EngineStatus tiny = engines.use(EngineKind.STT, "whisper-tiny-en", null);
        assertThat(tiny.info().models()).containsExactly("whisper-tiny-en");
        assertThat(companion.hear(sound, "en").text().toLowerCase()).contains("weather");
        assertThat(Files.readString(config().resolve("alan.stt.whisper.cfg"))).contains("whisper-tiny-en");

        EngineStatus base = engines.use(EngineKind.STT, "whisper-base", null);
        assertThat(base.info().models()).containsExactly("whisper-base");
        assertThat(companion.hear(sound, "en").text().toLowerCase()).contains("weather");
    }

    @Test
    public void aChoiceThatCannotBeLoadedChangesNothing() {
        assertThatThrownBy(() -> engines.use(EngineKind.STT, "whisper-of-the-future", null))
                .isInstanceOf(AlanException.class)
                .hasMessageContaining("whisper-of-the-future");
        assertThat(engines.chosen()).anySatisfy(status -> assertThat(status.name()).isEqualTo("whisper"));
    }

    @Test
    public void aJarDroppedOverAnEngineReplacesItAndTheNextTurnWorks() throws Exception {
        for (String name : List.of("alan.tts.piper", "alan.stt.whisper", "alan.llm.llama", "alan.listen")) {
            Bundle before = bundle(name);
            long modified = before.getLastModified();
            Path jar = Path.of(System.getProperty("alan.test.bundles")).resolve(name + ".jar");
            drop(jar);
            await(name + " has been updated", () -> before.getLastModified() > modified && before.getState() == Bundle.ACTIVE);
        }
        await("every kind has an engine again", () -> engines.chosen().size() == EngineKind.values().length);
        Pcm sound = companion.say(SpeechRequest.of("The weather is very nice today.")).readAll();
        assertThat(complete(companion.begin(TurnRequest.ofUtterance(sound))).samples()).isPositive();
    }

    @Test
    public void aNewEngineIsAJarInTheFolder() throws Exception {
        Path example = Path.of(System.getProperty("alan.test.example"));
        Files.copy(example, Path.of(System.getProperty("alan.test.bundles")).resolve(example.getFileName()));
        await("Morse code is there", () -> engines.list().stream().anyMatch(status -> status.name().equals("morse")));
        Pcm slow = companion.say(new SpeechRequest("SOS", "morse", null, "es", Map.of())).readAll();
        assertThat(slow.seconds()).isGreaterThan(1);

        Files.writeString(config().resolve("alan.tts.morse.cfg"), "speed = 40\n");
        await("it sends twice as fast", () -> seconds("SOS") < slow.seconds() * 0.6);
    }

    private double seconds(String text) {
        try {
            return companion.say(new SpeechRequest(text, "morse", null, "es", Map.of())).readAll().seconds();
        } catch (AlanException e) {
            throw new AssertionError(e);
        }
    }

    /** Puts a changed copy of the jar over it, as a developer's build would. */
    private static void drop(Path jar) throws Exception {
        Path changed = Files.createTempFile("changed", ".jar");
        try (JarFile old = new JarFile(jar.toFile());
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(changed))) {
            for (var entry : java.util.Collections.list(old.entries())) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                old.getInputStream(entry).transferTo(out);
            }
            out.putNextEntry(new ZipEntry("changed-" + System.nanoTime()));
        }
        Files.move(changed, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path config() {
        return Path.of(context.getProperty("alan.config"));
    }

    @Test
    public void theEnginesServiceNamesWhoUsesWhat() throws Exception {
        try (var lease = engines.lease(SpeechToText.class, "en", "a test")) {
            assertThat(lease.name()).isEqualTo("whisper");
            assertThat(engines.list())
                    .filteredOn(status -> status.kind() == EngineKind.STT)
                    .singleElement()
                    .satisfies(status -> assertThat(status.holders()).containsExactly("a test"));
        }
    }
}
