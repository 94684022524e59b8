package alan.llm.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import alan.api.AlanException;
import alan.api.engine.EngineInfo;
import alan.api.model.InstalledModel;
import alan.api.model.Model;
import alan.api.model.Models;
import alan.llm.llama.gguf.GgufBuilder;
import alan.testing.OneModel;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that are no good, or not there: no process is started for them. */
class BadModelTest {
    @TempDir
    Path data;

    @Test
    void aFileCutInHalfIsRefused() throws IOException {
        byte[] whole = GgufBuilder.working("", 3).build();
        assertThat(refusal(Arrays.copyOf(whole, whole.length / 2))).contains("bad.gguf is damaged").contains("fetch it again");
        assertThat(refusal(Arrays.copyOf(whole, 1000))).contains("bad.gguf is damaged");
    }

    @Test
    void absurdSizesInTheHeaderAreRefused() throws IOException {
        for (long absurd : new long[] {-1, 1L << 40, Long.MAX_VALUE}) {
            GgufBuilder builder = GgufBuilder.working("", 3);
            assertThat(refusal(builder.claiming(absurd, builder.entryCount()).build())).contains("tensors");
            assertThat(refusal(builder.claiming(builder.tensorCount(), absurd).build())).contains("metadata entries");
            byte[] tokens = GgufBuilder.working("", 3).array("tokenizer.ggml.tokens", 8, absurd, out -> { }).build();
            assertThat(refusal(tokens)).contains("tokenizer.ggml.tokens");
        }
    }

    @Test
    void anEmptyFileATextAndAFolderAreRefused() throws IOException {
        assertThat(refusal(new byte[0])).contains("bad.gguf is empty");
        assertThat(refusal("Once upon a time there was a text.".repeat(100).getBytes())).contains("it is no GGUF file");
        Path folder = Files.createDirectory(data.resolve("folder.gguf"));
        assertThat(refusal(folder)).contains("folder.gguf is a folder");
        assertThat(refusal(data.resolve("gone.gguf"))).contains("gone.gguf cannot be read");
    }

    @Test
    void anArchitectureThatTheLibraryDoesNotKnowIsNamed() throws IOException {
        assertThat(refusal(GgufBuilder.working("", 3).text("general.architecture", "qwen9").build()))
                .contains("'qwen9' is not known to this version of llama.cpp");
    }

    @Test
    void theLanguagesAreTheCataloguesInstalledOrNot() throws Exception {
        EngineInfo info = engine(notInstalled(Set.of("en", "es"))).info();
        assertThat(info.languages()).containsExactlyInAnyOrder("en", "es");
        assertThat(info.loaded()).isFalse();
        assertThat(engine(notInstalled(Set.of())).info().languages()).as("not known").isEmpty();
        Files.write(data.resolve("other.gguf"), GgufBuilder.whole().build());
        assertThat(engine(new OneModel(GgufModels.of("other", data.resolve("other.gguf")))).info().languages()).as("no such model").isEmpty();
    }

    /** {@return a catalogue that knows a model and has none} */
    private static Models notInstalled(Set<String> languages) {
        Model model = GgufModels.model("bad", new Model.File("bad.gguf", 1, "", List.of()), languages);
        return (Models) Proxy.newProxyInstance(Models.class.getClassLoader(), new Class<?>[] {Models.class}, (proxy, method, arguments) ->
                switch (method.getName()) {
                    case "get" -> model;
                    case "installed" -> Optional.empty();
                    default -> throw new AlanException("The model is not installed.");
                });
    }

    private LlamaLanguageModel engine(Models models) {
        return new LlamaLanguageModel(data, TestConfig.with(Map.of("model", "bad")), models, processors -> false);
    }

    private String refusal(byte[] content) throws IOException {
        return refusal(Files.write(data.resolve("bad.gguf"), content));
    }

    private String refusal(Path file) throws IOException {
        Model model = GgufModels.model("bad", new Model.File(file.getFileName().toString(), 1, "", List.of()), Set.of());
        LlamaLanguageModel engine = engine(new OneModel(new InstalledModel(model, Map.of(file.getFileName().toString(), file))));
        Throwable thrown = catchThrowable(engine::load);
        assertThat(thrown).isExactlyInstanceOf(AlanException.class);
        assertThat(data.resolve("cache")).as("the worker's files").doesNotExist();
        assertThat(ProcessHandle.current().children().filter(child -> child.info().commandLine().orElse("").contains("worker.jar"))).isEmpty();
        assertThat(engine.info().loaded()).isFalse();
        return thrown.getMessage();
    }
}
