package alan.llm.llama;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.AlanException;
import alan.api.llm.GenerationOptions;
import alan.api.llm.Message;
import alan.api.llm.TokenStream;
import alan.api.model.InstalledModel;
import alan.testing.Memory;
import alan.testing.OneModel;
import alan.testing.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The memory of node and worker, over many loads. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class WorkerMemoryIT {
    private static final int WARM_UP = 3;
    private static final int CYCLES = 5;
    private static final List<Message> QUESTION = List.of(Message.user("What is the capital of France?"));
    private static final GenerationOptions SHORT = new GenerationOptions(8, 0, 1, 1, 1L, List.of());

    @TempDir
    Path data;

    private InstalledModel model;
    private LlamaLanguageModel engine;

    @BeforeEach
    void make() throws AlanException {
        model = TestModels.fetch("smollm2-135m");
        engine = new LlamaLanguageModel(data, TestConfig.with(Map.of("threads", 1)), new OneModel(model), processors -> false);
    }

    @AfterEach
    void unload() {
        engine.unload();
    }

    /** What a cycle leaves must be far less than the model, also when the first cycles have filled the node's caches. */
    @Test
    void loadingAnsweringAndUnloadingFiveTimesTakesNoMemory() throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            cycle();
        }
        long before = settledMemory();
        for (int i = 0; i < CYCLES; i++) {
            cycle();
        }
        long growth = (settledMemory() - before) / CYCLES;
        long size = Files.size(model.fileEnding(".gguf"));
        assertThat(growth).as("growth per cycle, in bytes").isLessThan(size / 50);
    }

    private void cycle() throws AlanException {
        engine.load();
        long worker = Long.parseLong(engine.info().device().substring("worker ".length()));
        try (TokenStream answer = engine.generate(QUESTION, SHORT)) {
            assertThat(answer.next()).isNotBlank();
        }
        engine.unload();
        assertThat(ProcessHandle.of(worker).filter(ProcessHandle::isAlive)).isEmpty();
    }

    /** The heap is resident as a whole (see this module's pom), so what is used of it is counted on top. */
    private static long settledMemory() throws IOException {
        System.gc();
        Runtime heap = Runtime.getRuntime();
        return Memory.residentWithChildren() + heap.totalMemory() - heap.freeMemory();
    }
}
