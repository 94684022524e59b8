package alan.stt.whisper;

import alan.api.AlanException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that touches a model's native memory, from its loading to its end. Transcriptions give it a window at a time and
 * take turns, so a short question does not wait for an hour's recording.
 */
final class WhisperWorker {
    private static final Logger LOG = LoggerFactory.getLogger(WhisperWorker.class);

    private final ExecutorService thread;
    private final Set<WhisperTranscription> open = ConcurrentHashMap.newKeySet();
    /** Taken while a transcription's own lock is held, never the other way round. */
    private final Object turn = new Object();
    private NativeModel model;
    private boolean multilingual;
    private String type;
    /** Whose window is being worked on; guarded by {@link #turn}. */
    private WhisperTranscription current;
    /** Guarded by {@link #turn}. */
    private boolean closed;

    private WhisperWorker(ExecutorService thread) {
        this.thread = thread;
    }

    /** {@return a thread to give to {@link #start}} It is made when it is first needed; who asked for it shuts it down. */
    static ExecutorService thread() {
        return Executors.newSingleThreadExecutor(task -> {
            Thread worker = new Thread(task, "alan.stt.whisper");
            worker.setDaemon(true);
            return worker;
        });
    }

    /**
     * Loads a model.
     *
     * @param thread that does everything. Of one engine it should be the same each time: glibc gives every new thread one of
     *     its arenas, and each of them keeps about 10 MB of what was a model's vocabulary
     * @param whisper the library
     * @param file checked by {@link GgmlFile}
     * @param threads to compute with
     * @param beam sequences that are followed at once
     * @return its worker
     * @throws AlanException as {@link NativeModel#open}; nothing stays behind
     */
    static WhisperWorker start(ExecutorService thread, Whisper whisper, Path file, int threads, int beam)
            throws AlanException {
        WhisperWorker worker = new WhisperWorker(thread);
        await(thread.submit(() -> {
            worker.model = NativeModel.open(whisper, file, threads, beam);
            worker.multilingual = worker.model.multilingual();
            worker.type = worker.model.type();
            return null;
        }));
        return worker;
    }

    boolean multilingual() {
        return multilingual;
    }

    String type() {
        return type;
    }

    /** Takes note of a transcription, to fail it when the model goes. @param transcription new */
    void opened(WhisperTranscription transcription) {
        open.add(transcription);
        boolean late;
        synchronized (turn) {
            late = closed;
        }
        if (late) {
            transcription.fail(unloaded());
        }
    }

    /**
     * Queues a window. The work is left out if the transcription is over when its turn comes.
     *
     * @param transcription whose it is
     * @param work to do with the model
     */
    void submit(WhisperTranscription transcription, Work work) {
        synchronized (turn) {
            if (!closed) {
                thread.execute(() -> run(transcription, work));
            }
        }
    }

    private void run(WhisperTranscription transcription, Work work) {
        synchronized (turn) {
            if (closed || transcription.over()) {
                return;
            }
            current = transcription;
            model.stopFlag().lower();
        }
        try {
            work.with(model);
        } catch (AlanException e) {
            transcription.fail(e);
        } catch (RuntimeException | Error e) {
            transcription.fail(new AlanException("Whisper failed unexpectedly (%s); the log has more.", e.toString(), e));
        } finally {
            synchronized (turn) {
                current = null;
            }
        }
    }

    /** Ends the work for a transcription that is over, soon. @param transcription closed by its reader, or at its end */
    void forget(WhisperTranscription transcription) {
        open.remove(transcription);
        synchronized (turn) {
            if (current == transcription) {
                model.stopFlag().raise();
            }
        }
    }

    /** Fails what is open, stops what is running, and frees the model before it returns. Does nothing the second time. */
    void close() {
        synchronized (turn) {
            if (closed) {
                return;
            }
            closed = true;
        }
        // First the sentence, then the stop: what is stopped would else say that it failed.
        open.forEach(transcription -> transcription.fail(unloaded()));
        model.stopFlag().raise();
        try {
            await(thread.submit(model::close));
        } catch (AlanException e) {
            LOG.warn("a model was not freed", e);
        }
    }

    private static AlanException unloaded() {
        return new AlanException("Whisper was unloaded while it was transcribing; say it again.");
    }

    private static void await(Future<?> task) throws AlanException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    task.get();
                    return;
                } catch (InterruptedException e) {
                    // Neither loading nor freeing can be stopped half way.
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AlanException sentence) {
                throw sentence;
            }
            throw new AlanException("Whisper failed unexpectedly (%s); the log has more.", e.getCause().toString(), e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What is done with the model in one turn. */
    interface Work {
        /** Does it. @param model loaded @throws AlanException when it fails */
        void with(NativeModel model) throws AlanException;
    }
}
