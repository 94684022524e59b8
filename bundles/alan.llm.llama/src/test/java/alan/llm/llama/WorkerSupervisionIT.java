package alan.llm.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.llm.GenerationOptions;
import alan.api.llm.Message;
import alan.api.llm.TokenStream;
import alan.api.model.InstalledModel;
import alan.llm.llama.gguf.GgufBuilder;
import alan.testing.OneModel;
import alan.testing.TestModels;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The life and death of worker processes. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class WorkerSupervisionIT {
    private static final List<Message> STORY = List.of(Message.user("Tell me a very long story about a lighthouse keeper and"
            + " the sea."));
    private static final GenerationOptions LONG = new GenerationOptions(3000, 0, 1, 1, 1L, List.of());
    private static final GenerationOptions SHORT = new GenerationOptions(8, 0, 1, 1, 1L, List.of());

    @TempDir
    Path data;

    private LlamaLanguageModel engine;

    @AfterEach
    void nothingIsLeft() {
        if (engine != null) {
            engine.unload();
        }
        assertThat(ProcessHandle.current().children().filter(WorkerSupervisionIT::isWorker)).isEmpty();
    }

    @Test
    void aKilledWorkerFailsItsAnswerInASentenceAndTheNextQuestionStartsANewOne() throws Exception {
        load(Map.of());
        long first = pid();
        TokenStream story = engine.generate(STORY, LONG);
        story.next();
        kill("KILL", first);
        assertThatThrownBy(() -> readAll(story))
                .isInstanceOf(AlanException.class)
                .hasMessageContaining("ended unexpectedly")
                .hasMessageContaining("signal 9")
                .hasMessageContaining("the next question starts a new one");
        assertThat(engine.info().loaded()).isFalse();
        try (TokenStream next = engine.generate(STORY, SHORT)) {
            assertThat(readAll(next)).isNotBlank();
        }
        assertThat(pid()).isNotEqualTo(first);
    }

    @Test
    void aNativeCrashIsContained() throws Exception {
        load(Map.of());
        TokenStream story = engine.generate(STORY, LONG);
        story.next();
        kill("SEGV", pid());
        assertThatThrownBy(() -> readAll(story)).isInstanceOf(AlanException.class).hasMessageContaining("SIGSEGV");
        try (Stream<Path> reports = Files.list(data.resolve("log"))) {
            assertThat(reports).hasSize(1);
        }
        try (TokenStream next = engine.generate(STORY, SHORT)) {
            assertThat(readAll(next)).isNotBlank();
        }
    }

    @Test
    void aReaderWhoseEngineIsUnloadedGetsASentence() throws Exception {
        load(Map.of());
        long worker = pid();
        TokenStream story = engine.generate(STORY, LONG);
        story.next();
        engine.unload();
        assertThat(ProcessHandle.of(worker).filter(ProcessHandle::isAlive)).isEmpty();
        assertThatThrownBy(() -> readAll(story)).isInstanceOf(AlanException.class).hasMessageContaining("unloaded");
        assertThatThrownBy(() -> engine.generate(STORY, SHORT)).isInstanceOf(AlanException.class)
                .hasMessageContaining("unloaded");
    }

    @Test
    void unloadingWhileLoadingEndsTheLoad() throws Exception {
        engine = engine(Map.of(), TestModels.fetch("smollm2-135m"));
        CompletableFuture<Throwable> load = CompletableFuture.supplyAsync(() -> {
            try {
                engine.load();
                return null;
            } catch (AlanException failed) {
                return failed;
            }
        });
        while (ProcessHandle.current().children().noneMatch(WorkerSupervisionIT::isWorker)) {
            Thread.sleep(5);
        }
        engine.unload();
        assertThat(load.get(1, TimeUnit.MINUTES)).isInstanceOf(AlanException.class);
        assertThat(engine.info().loaded()).isFalse();
    }

    @Test
    void aHungWorkerIsEndedAfterTheTimeOut() throws Exception {
        load(Map.of("timeout", 3));
        TokenStream story = engine.generate(STORY, LONG);
        story.next();
        kill("STOP", pid());
        assertThatThrownBy(() -> readAll(story)).isInstanceOf(AlanException.class).hasMessageContaining("said nothing for 3"
                + " seconds");
        try (TokenStream next = engine.generate(STORY, SHORT)) {
            assertThat(readAll(next)).isNotBlank();
        }
    }

    @Test
    void aWorkerThatHangsWhenItShouldEndIsKilled() throws Exception {
        load(Map.of());
        long worker = pid();
        kill("STOP", worker);
        engine.unload();
        assertThat(ProcessHandle.of(worker).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void anInterruptFromTheTerminalIsNotForTheWorker() throws Exception {
        load(Map.of());
        TokenStream story = engine.generate(STORY, SHORT);
        story.next();
        kill("INT", pid());
        assertThat(readAll(story)).isNotBlank();
        assertThat(engine.info().loaded()).isTrue();
    }

    @Test
    void aWorkerEndsWhenItsParentIsKilledInMidAnswer() throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ParentProgram.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String device = parent.inputReader().lines().filter(line -> line.startsWith("worker ")).findFirst().orElseThrow();
        ProcessHandle worker = ProcessHandle.of(Long.parseLong(device.substring("worker ".length()))).orElseThrow();
        assertThat(worker.isAlive()).isTrue();
        parent.destroyForcibly().waitFor();
        worker.onExit().get(30, TimeUnit.SECONDS);
        assertThat(worker.isAlive()).isFalse();
    }

    @Test
    void aFileCutInHalfIsRefusedBeforeNativeCodeSeesIt() throws Exception {
        Path cut = copy();
        try (RandomAccessFile file = new RandomAccessFile(cut.toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }
        engine = engine(Map.of("model", "cut"), GgufModels.of("cut", cut));
        assertThatThrownBy(engine::load).isInstanceOf(AlanException.class).hasMessageContaining("damaged")
                .hasMessageContaining("fetch it again");
        assertThat(data.resolve("cache")).doesNotExist();
    }

    @Test
    void aModelThatTheLibraryRefusesIsRefusedWithTheLibrarysReason() throws Exception {
        Path odd = data.resolve("odd.gguf");
        Files.write(odd, GgufBuilder.working("", 3).without("llama.attention.layer_norm_rms_epsilon").build());
        engine = engine(Map.of("model", "odd"), GgufModels.of("odd", odd));
        assertThatThrownBy(engine::load)
                .isInstanceOf(AlanException.class)
                .hasMessageContaining("could not be loaded")
                .hasMessageContaining("layer_norm_rms_epsilon");
    }

    @Test
    void aJavaThatIsNotThereIsNamed() throws AlanException {
        engine = engine(Map.of("worker_java", data.toString()), TestModels.fetch("smollm2-135m"));
        assertThatThrownBy(engine::load).isInstanceOf(AlanException.class).hasMessageContaining("worker.java");
    }

    @Test
    void aMissingOrBrokenNativeLibraryIsNamed() throws Exception {
        engine = engine(Map.of("native_path", data.toString()), TestModels.fetch("smollm2-135m"));
        assertThatThrownBy(engine::load).isInstanceOf(AlanException.class).hasMessageContaining("native.path");
        Files.writeString(data.resolve("libjllama.so"), "this is no library");
        assertThatThrownBy(engine::load).isInstanceOf(AlanException.class).hasMessageContaining("libjllama.so");
    }

    @Test
    void anAnswerEndsWithTheContext() throws Exception {
        load(Map.of("context_length", 256));
        try (TokenStream story = engine.generate(STORY, LONG)) {
            readAll(story);
            assertThat(story.finish()).isEqualTo(TokenStream.Finish.LENGTH);
            assertThat(story.promptTokens() + story.generatedTokens()).isEqualTo(255);
        }
    }

    @Test
    void threadsAreMeasuredOnceAndKept() throws Exception {
        engine = engine(Map.of(), TestModels.fetch("smollm2-135m"));
        engine.load();
        Path kept = data.resolve("cache").resolve("threads.properties");
        String measured = Files.readString(kept);
        assertThat(measured).containsPattern("cpus=\\d+,\\d+");
        assertThat(engine.info().details().get("threads")).matches("\\d+, for reading \\d+");
        engine.unload();
        engine.load();
        assertThat(Files.readString(kept)).isEqualTo(measured);
    }

    private Path copy() throws Exception {
        Path copy = data.resolve("copy.gguf");
        return Files.copy(TestModels.fetch("smollm2-135m").fileEnding(".gguf"), copy);
    }

    private void load(Map<String, Object> config) throws AlanException {
        Map<String, Object> values = new HashMap<>(config);
        values.put("threads", 1);
        engine = engine(values, TestModels.fetch("smollm2-135m"));
        engine.load();
    }

    private LlamaLanguageModel engine(Map<String, Object> config, InstalledModel model) {
        return new LlamaLanguageModel(data, TestConfig.with(config), new OneModel(model), processors -> false);
    }

    private long pid() {
        return Long.parseLong(engine.info().device().substring("worker ".length()));
    }

    private static boolean isWorker(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains("worker.jar");
    }

    private static void kill(String signal, long pid) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor()).isZero();
    }

    private static String readAll(TokenStream answer) throws AlanException {
        StringBuilder text = new StringBuilder();
        for (String piece = answer.next(); piece != null; piece = answer.next()) {
            text.append(piece);
        }
        return text.toString();
    }
}
