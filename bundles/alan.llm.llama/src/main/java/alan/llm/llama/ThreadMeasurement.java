package alan.llm.llama;

import alan.api.AlanException;
import alan.api.text.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out how many threads to compute with, for a model and a machine: once, or, if the machine had other work then, once more when it is calm.
 *
 * <p>All of them is no good answer: threads that share a core, or wait for one that another program has taken, can be several
 * times slower than one alone. The library cannot change their number, so each candidate gets a worker of its own.
 */
final class ThreadMeasurement {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadMeasurement.class);
    private static final int CONTEXT = 512;

    private final WorkerFactory factory;
    private final ThreadStore store;
    private final MachineLoad load;

    /**
     * @param factory starts the workers that are measured
     * @param store of earlier measurements
     * @param load of the machine
     */
    ThreadMeasurement(WorkerFactory factory, ThreadStore store, MachineLoad load) {
        this.factory = factory;
        this.store = store;
        this.load = load;
    }

    /**
     * Looks up what was measured, or measures.
     *
     * @param model that is to be loaded
     * @param key of model and machine
     * @param processors of this machine
     * @param announce gets every worker that is started
     * @return the numbers of threads
     * @throws AlanException when the model cannot be loaded
     */
    ThreadChoice choose(ChosenModel model, String key, int processors, Consumer<WorkerProcess> announce) throws AlanException {
        ThreadStore.Entry known = store.get(key).orElse(null);
        if (known != null && !known.busy()) {
            return known.choice();
        }
        boolean busy = load.busy(processors);
        if (known != null && busy) {
            return known.choice();
        }
        List<Integer> candidates = ThreadChoice.candidates(processors);
        List<ThreadChoice.Speed> speeds = new ArrayList<>();
        if (candidates.size() > 1) {
            do {
                int threads = candidates.get(speeds.size());
                ThreadChoice.Speed speed = measure(model, threads, announce);
                speeds.add(speed);
                LOG.info(
                        "{} with {} thread(s): reads {} and writes {} tokens a second",
                        model.model().id(),
                        threads,
                        Math.round(speed.reading()),
                        Math.round(speed.writing()));
            } while (speeds.size() < candidates.size() && (speeds.size() < 2 || ThreadChoice.worthGoingOn(speeds)));
        }
        ThreadChoice choice = ThreadChoice.choose(candidates, speeds);
        keep(key, new ThreadStore.Entry(choice, busy || load.busy(processors)));
        return choice;
    }

    private ThreadChoice.Speed measure(ChosenModel model, int threads, Consumer<WorkerProcess> announce) throws AlanException {
        WorkerProcess worker = factory.start(model, CONTEXT, new ThreadChoice(threads, threads), announce);
        try {
            return worker.measure();
        } finally {
            worker.end(Text.of("The language model was only measured."));
        }
    }

    private void keep(String key, ThreadStore.Entry entry) {
        LOG.info("{} threads write and {} read from now on ({}{})", entry.choice().threads(), entry.choice().batchThreads(), key,
                entry.busy() ? ", measured on a busy machine" : "");
        try {
            store.put(key, entry);
        } catch (IOException failure) {
            LOG.warn("the numbers of threads could not be kept and are measured again next time: {}", failure.toString());
        }
    }
}
