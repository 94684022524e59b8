package alan.llm.llama;

import alan.api.AlanException;
import alan.api.text.Text;
import alan.llm.llama.worker.LoadRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** Starts workers and has them load models. */
final class WorkerFactory {
    private static final int ALL_LAYERS = 999;
    private static final int LEAST_HEAP = 16;

    private final LlamaConfig config;
    private final Path data;

    /**
     * @param config of the engine
     * @param data folder for what is kept
     */
    WorkerFactory(LlamaConfig config, Path data) {
        this.config = config;
        this.data = data;
    }

    /**
     * Starts a worker and waits until it has loaded its model.
     *
     * @param model to load
     * @param context tokens
     * @param threads that it computes with
     * @param announce gets the worker before it loads, so that somebody else can end it meanwhile
     * @return the worker
     * @throws AlanException when that cannot be; no process is left then
     */
    WorkerProcess start(ChosenModel model, int context, ThreadChoice threads, Consumer<WorkerProcess> announce)
            throws AlanException {
        WorkerProcess worker = WorkerProcess.start(command(), Duration.ofSeconds(Math.max(1, config.timeout())));
        announce.accept(worker);
        try {
            worker.load(new LoadRequest(
                    model.path().toString(),
                    context,
                    threads.threads(),
                    threads.batchThreads(),
                    gpuLayers(),
                    model.header().lostBosText(),
                    model.header().addsBos()));
            return worker;
        } catch (AlanException | RuntimeException failure) {
            worker.end(Text.of("The language model was not loaded."));
            throw failure;
        }
    }

    private WorkerCommand command() throws AlanException {
        WorkerFiles files = WorkerFiles.extract(data.resolve("cache"));
        Path java = Path.of(config.worker_java().isBlank() ? System.getProperty("java.home") : config.worker_java().strip());
        Path natives = hasOwnNatives() ? Path.of(config.native_path().strip()) : files.nativeFolder();
        return new WorkerCommand(files, java, Math.max(LEAST_HEAP, config.worker_memory()), natives, data.resolve("log"));
    }

    private int gpuLayers() {
        if (config.gpu_layers() >= 0) {
            return config.gpu_layers();
        }
        return hasOwnNatives() ? ALL_LAYERS : 0;
    }

    private boolean hasOwnNatives() {
        return !config.native_path().isBlank();
    }
}
