package alan.models;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.engine.EngineKind;
import alan.api.model.Model;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The catalogue that is shipped, on machines of many sizes. */
class RecommendTest {
    private static final long GB = 1_000_000_000;

    @TempDir
    Path folder;

    private Setting setting;

    @BeforeEach
    void theShippedCatalogue() throws IOException {
        setting = new Setting(folder);
        Files.copy(Path.of("../../config/models.json"), setting.catalogueFile);
    }

    private String recommended(EngineKind kind, String language) {
        return setting.catalogue().recommend(kind, language).map(Model::id).orElse("none");
    }

    @ParameterizedTest
    @CsvSource({
        // What the machines of that name report is less than their name says.
        "33, es, qwen2.5-7b",
        "16.4, es, qwen2.5-7b",
        "8.1, es, gemma-3-4b",
        "8.1, en, gemma-3-4b",
        "8.1, hi, gemma-3-4b",
        "16.4, hi, llama-3.1-8b",
        "4.0, es, llama-3.2-3b",
        "3.5, es, granite-3.3-2b",
        "2.9, es, qwen2.5-1.5b",
        "2.0, en, smollm2-135m",
        "2.0, es, none",
        "33, sw, none",
    })
    void aLanguageModelIsTheBestForTheMachinesMemoryThatSpeaksTheLanguage(double memory, String language, String id) {
        setting.memory = Math.round(memory * GB);
        assertThat(recommended(EngineKind.LLM, language)).isEqualTo(id);
    }

    @Test
    void whatNeedsExactlyTheMachinesMemoryFits() {
        setting.memory = 12 * GB;
        assertThat(recommended(EngineKind.LLM, "es")).isEqualTo("qwen2.5-7b");
        setting.memory = 12 * GB - 1;
        assertThat(recommended(EngineKind.LLM, "es")).isEqualTo("gemma-3-4b");
    }

    @Test
    void speechToTextOfAnyLanguageSpeaksEveryOne() {
        setting.memory = GB;
        assertThat(recommended(EngineKind.STT, "sw")).isEqualTo("whisper-base");
        assertThat(recommended(EngineKind.VAD, "es")).isEqualTo("silero-vad");
        assertThat(recommended(EngineKind.TTS, "en")).isEqualTo("piper-en-us-joe");
        assertThat(recommended(EngineKind.TTS, "es")).isEqualTo("kokoro-82m");
    }

    @Test
    void whatIsInstalledDoesNotStandInTheWayOfABetterOne() throws Exception {
        setting.memory = 16 * GB;
        Path mine = Files.write(folder.resolve("mine.gguf"), "GGUF".getBytes());
        setting.catalogue().add(new alan.api.model.ModelAddition("mine", null, null, mine.toString(), null, null), (f, s, d, t) -> {});
        assertThat(recommended(EngineKind.LLM, "es")).isEqualTo("qwen2.5-7b");
    }

    @Test
    void aVoiceThatIsInstalledIsTheOneAndOfItsLanguageAloneBeforeOneOfSeveral() throws Exception {
        setting.memory = 16 * GB;
        install("kokoro-82m");
        assertThat(recommended(EngineKind.TTS, "es")).isEqualTo("kokoro-82m");
        assertThat(recommended(EngineKind.TTS, "fr")).isEqualTo("kokoro-82m");
        install("piper-es-mx-claude");
        assertThat(recommended(EngineKind.TTS, "es")).isEqualTo("piper-es-mx-claude");
        assertThat(recommended(EngineKind.TTS, "fr")).isEqualTo("kokoro-82m");
    }

    /** Puts files of the right sizes where the store has recorded them. */
    private void install(String id) throws Exception {
        Model model = setting.catalogue().get(id);
        Path home = Files.createDirectories(setting.data.resolve("models").resolve(id));
        StringBuilder record = new StringBuilder();
        for (Model.File file : model.files()) {
            Path at = home.resolve(file.name());
            Files.createDirectories(at.getParent());
            try (RandomAccessFile sparse = new RandomAccessFile(at.toFile(), "rw")) {
                sparse.setLength(file.bytes());
            }
            record.append(record.isEmpty() ? "{" : ",").append("""
                    "%s": {"path": "%s", "bytes": %d, "sha256": "%s", "source": "test"}"""
                    .formatted(file.name(), file.name(), file.bytes(), file.sha256()));
        }
        Files.writeString(home.resolve("installed.json"), record.append("}"));
    }

    @Test
    void thisMachineHasMemory() {
        assertThat(Machine.memory()).isBetween(100L << 20, 1L << 50);
    }
}
