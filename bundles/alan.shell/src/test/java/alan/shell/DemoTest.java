package alan.shell;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.AlanException;
import alan.api.engine.EngineKind;
import alan.api.engine.LanguageUnknownException;
import alan.api.text.Text;
import alan.api.tts.SpeechRequest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoTest extends CommandsTestBase {
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void demoFetchesWhatIsMissingAndAsksItself() throws Exception {
        String out = shell.run("demo");
        assertThat(models.installed).contains("whisper-base", "piper-en-us-joe");
        assertThat(out).containsSubsequence(
                "whisper-base: installed\n",
                "piper-en-us-joe: installed\n",
                "No recording was given, so Alan's own voice asks in your place: What is the moon?\n",
                "heard:  What is the moon?\n",
                "answer: The moon is a rock. It shines.\n",
                "speech to text     0.60   1.50              0.40\n",
                "total              2.10\n",
                "sound:   " + folder.resolve("alan-demo/answer.wav") + ", 2.00 s\n");
        assertThat(companion.said.get(0).text()).isEqualTo("What is the moon?");
    }

    @Test
    void demoSaysFirstWhatItFetchesInAll() throws Exception {
        shell.run("demo");
        assertThat(shell.err())
                .startsWith("Fetching 2 models, 211.2 MB in all, into " + folder.resolve("data/models") + " (once).\n");
        models.installed.remove("whisper-base");
        shell.run("demo");
        assertThat(shell.err()).startsWith("Fetching 1 model, 148.0 MB, into ");
        shell.run("demo");
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void demoFetchesNothingThatNoTurnNeeds() throws Exception {
        engines.campplus = true;
        shell.run("demo");
        JsonNode turn = json.readTree(folder.resolve("alan-demo/turn.json").toFile());
        assertThat(turn.at("/engines").findValuesAsText("name")).contains("whisper").doesNotContain("campplus");
    }

    @Test
    void demoLeavesThreeFilesAndNothingElse() throws Exception {
        shell.run("demo --out here/there");
        Path there = folder.resolve("here/there");
        try (Stream<Path> files = Files.list(there)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("question.wav", "answer.wav", "turn.json");
        }
        assertThat(there.resolve("question.wav")).hasContent("22050 samples at 22050");
        assertThat(there.resolve("answer.wav")).hasContent("44100 samples at 22050");
    }

    @Test
    void turnJsonHasAllOfIt() throws Exception {
        shell.run("demo");
        JsonNode turn = json.readTree(folder.resolve("alan-demo/turn.json").toFile());
        assertThat(turn.at("/source").asText()).isEqualTo("Alan's own voice: What is the moon?");
        assertThat(turn.at("/record/timings/total").asDouble()).isEqualTo(2.1);
        assertThat(turn.at("/realTimeFactors/stt").asDouble()).isEqualTo(0.4);
        assertThat(turn.at("/transcript/segments/0/words")).hasSize(4);
        assertThat(turn.at("/engines")).hasSize(3);
        assertThat(turn.at("/models/0/id").asText()).isEqualTo("whisper-base");
        assertThat(turn.at("/models/0/sha256/whisper-base.bin").asText()).isEqualTo("00ff");
        assertThat(turn.at("/machine/cores").asInt()).isPositive();
        assertThat(turn.at("/machine/memory").asLong()).isPositive();
        assertThat(turn.at("/machine/java").asText()).isEqualTo(System.getProperty("java.version"));
        assertThat(Path.of(turn.at("/question/file").asText())).isEqualTo(folder.resolve("alan-demo/question.wav"));
        assertThat(turn.at("/answer/seconds").asDouble()).isEqualTo(2.0);
    }

    @Test
    void demoOfARecordingHearsThat() throws Exception {
        Files.createFile(folder.resolve("mine.flac"));
        JsonNode printed = json.readTree(shell.run("demo mine.flac --json"));
        assertThat(printed).isEqualTo(json.readTree(folder.resolve("alan-demo/turn.json").toFile()));
        assertThat(printed.at("/source").asText()).isEqualTo(folder.resolve("mine.flac").toString());
        assertThat(printed.at("/question/seconds").asDouble()).isEqualTo(1.5);
        assertThat(companion.said).isEmpty();
    }

    @Test
    void aFolderThatCannotBeMadeIsToldBeforeAnythingIsFetchedOrAsked() throws Exception {
        Files.writeString(folder.resolve("file"), "no folder");
        assertThat(failure("demo --out file/inside")).hasMessageStartingWith("The folder ").hasMessageContaining("cannot be written");
        assertThat(models.installed).containsExactly("smollm2-135m");
        assertThat(companion.said).isEmpty();
    }

    @Test
    void demoOfAMissingRecordingFetchesNothing() {
        assertThat(failure("demo none.wav")).hasMessageContaining("none.wav");
        assertThat(models.installed).containsExactly("smollm2-135m");
    }

    @Test
    void aRecordingIsHeardFirstWhereItsLanguageDecidesWhatIsFetched() throws Exception {
        models.addSpanish();
        engines.kokoro = true;
        engines.written = Set.of("en", "es");
        companion.language = "es";
        Files.createFile(folder.resolve("mine.wav"));
        String out = shell.run("demo mine.wav");
        assertThat(companion.hearings).isEqualTo(1);
        assertThat(models.installed).contains("whisper-base", "kokoro-82m").doesNotContain("piper-en-us-joe");
        assertThat(out).containsSubsequence("whisper-base: installed\n", "kokoro-82m: installed\n", "heard:  ", "answer: ");
        JsonNode turn = json.readTree(folder.resolve("alan-demo/turn.json").toFile());
        assertThat(turn.at("/engines/2/name").asText()).isEqualTo("kokoro");
        // Everything that some language needs is here now.
        models.installed.add("piper-en-us-joe");
        shell.run("demo mine.wav");
        assertThat(companion.hearings).isEqualTo(1);
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void aLanguageThatNoModelKnowsIsOneSentenceAndTheFilesStay() throws Exception {
        shell.run("demo");
        unknownSpanish();
        assertThat(failure("demo mine.wav")).hasToString("alan: No hay ningún modelo de lenguaje que sepa español.");
        assertThat(failure("demo mine.wav").status()).isEqualTo(1);
        assertThat(models.installed).doesNotContain("kokoro-82m");
        assertThat(folder.resolve("alan-demo/answer.wav")).hasContent("44100 samples at 22050");
        assertThat(folder.resolve("alan-demo/question.wav")).hasContent("22050 samples at 22050");
        assertThat(folder.resolve("alan-demo/turn.json")).exists();
    }

    @Test
    void aDemoThatFailsLeavesNoFile() throws Exception {
        unknownSpanish();
        assertThat(failure("demo mine.wav")).hasToString("alan: No hay ningún modelo de lenguaje que sepa español.");
        assertThat(folder.resolve("alan-demo")).doesNotExist();
    }

    @Test
    void aSpaniardIsAskedInSpanishOnlyWhereAModelKnowsIt() throws Exception {
        Locale.setDefault(Locale.Category.DISPLAY, Locale.forLanguageTag("es-ES"));
        models.addSpanish();
        engines.kokoro = true;
        assertThat(shell.run("demo")).contains("la propia voz de Alan pregunta por ti: What is the moon?\n");
        engines.written = Set.of("en", "es");
        assertThat(shell.run("demo")).contains("la propia voz de Alan pregunta por ti: ¿Qué es la Luna?\n");
        assertThat(companion.said).extracting(SpeechRequest::text).containsExactly("What is the moon?", "¿Qué es la Luna?");
        assertThat(companion.said).extracting(SpeechRequest::language).containsExactly("en", "es");
        assertThat(models.installed).contains("kokoro-82m");
    }

    private void unknownSpanish() throws IOException {
        models.addSpanish();
        engines.kokoro = true;
        companion.language = "es";
        companion.unknown = new LanguageUnknownException(
                EngineKind.LLM, "es", Text.of("No hay ningún modelo de lenguaje que sepa español.").in(Locale.forLanguageTag("es")));
        Files.createFile(folder.resolve("mine.wav"));
    }

    @Test
    void aDemoThatFailsLeavesTheOneBeforeAlone() throws Exception {
        shell.run("demo");
        companion.failure = new AlanException("The language model did not start.");
        failure("demo");
        assertThat(folder.resolve("alan-demo/turn.json")).exists();
    }
}
