package alan.tts.csm.speech;

import alan.api.AlanException;
import alan.api.audio.PcmStream;
import alan.tts.csm.engine.CsmModel;
import alan.tts.csm.generate.FrameLoop;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks texts with one model, those of several callers together. One thread does everything: each round lets passages in, draws a frame of every
 * passage, and hands their sound on.
 */
public final class Speaker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Speaker.class);
    /** A passage of which nothing is heard is tried again, with other noise. */
    private static final int ATTEMPTS = 3;
    private static final double NANOS = 1e9;

    private final CsmModel model;
    private final Admission admission;
    private final Pace pace;
    private final Map<Integer, Utterance> speaking = new LinkedHashMap<>();
    private final Map<Guard.Ending, Integer> endings = new EnumMap<>(Guard.Ending.class);
    private final List<CsmStream> streams = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "alan csm");
    private final ContextStates contexts;
    private FrameLoop loop;
    private boolean closed;
    private boolean forgets;
    private volatile double wait;

    /**
     * Begins.
     *
     * @param model that speaks; to be closed after this
     * @param most passages at the same time
     * @param contextBytes that are kept of voices' samples and conversations
     */
    public Speaker(CsmModel model, int most, long contextBytes) {
        this.model = model;
        this.contexts = new ContextStates(model.config(), model.backbone(), contextBytes);
        this.pace = new Pace((double) model.config().mimi().sampleRate() / model.config().mimi().frameSize());
        this.admission = new Admission(most, pace);
        this.loop = newLoop();
        thread.setDaemon(true);
        thread.start();
    }

    private FrameLoop newLoop() {
        return new FrameLoop(model.config(), model.backbone(), model.depth());
    }

    /**
     * {@return the sound of a text}
     *
     * @param passages of it; none for no sound
     * @param delivery how it is said
     * @throws AlanException when this has been closed
     */
    public PcmStream speak(List<String> passages, Delivery delivery) throws AlanException {
        CsmStream stream = new CsmStream(model.config().mimi().sampleRate(), delivery, passages);
        synchronized (this) {
            if (closed) {
                throw unloaded();
            }
            streams.add(stream);
            notifyAll();
        }
        return stream;
    }

    static AlanException unloaded() {
        return new AlanException("CSM was unloaded while it spoke; ask again.");
    }

    /** {@return how often utterances ended how, by the name of the ending} */
    public synchronized Map<String, Integer> endings() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        endings.forEach((ending, count) -> counts.put(ending.name().toLowerCase(Locale.ROOT), count));
        return counts;
    }

    /** {@return frames a second of one sentence alone; 0 if none has been spoken yet} */
    public double framesPerSecond() {
        return pace.rate(1);
    }

    /** {@return seconds until the next passage that waits for it may be heard, about; 0 if none waits} */
    public double waitSeconds() {
        return wait;
    }

    private void run() {
        try {
            for (List<CsmStream> there = streams(); there != null; there = streams()) {
                round(there);
            }
        } catch (InterruptedException e) {
            LOG.debug("CSM stops speaking", e);
        } finally {
            speaking.values().forEach(Utterance::close);
            loop.close();
            contexts.close();
        }
    }

    /** {@return the texts that are wanted, when there are any; {@code null} at the end} */
    private synchronized List<CsmStream> streams() throws InterruptedException {
        streams.removeIf(stream -> stream.isOver() || stream.isMade());
        while (!closed && !forgets && streams.isEmpty() && speaking.isEmpty()) {
            wait = 0;
            wait();
        }
        return closed ? null : List.copyOf(streams);
    }

    private void round(List<CsmStream> there) throws InterruptedException {
        try {
            if (forgetting()) {
                contexts.forget();
            }
            List.copyOf(speaking.keySet()).stream().filter(number -> speaking.get(number).stream().isOver()).forEach(this::leave);
            for (Admission.Admitted each : admission.next(there, speaking.values())) {
                each.stream().start(each.part());
                start(each.stream(), each.part(), 0);
            }
            if (speaking.isEmpty()) {
                // Those that are there have made sound ahead, and nobody reads it.
                pause();
            } else {
                frame();
            }
        } catch (AlanException e) {
            fail(speaking.values(), e);
        } catch (RuntimeException | Error e) {
            fail(speaking.values(), unexpected(e));
        }
    }

    private synchronized void pause() throws InterruptedException {
        if (!closed) {
            wait(50);
        }
    }

    /** The thread goes on, whatever happens to one text: others wait for it. */
    private static AlanException unexpected(Throwable e) {
        LOG.error("CSM failed", e);
        return new AlanException("CSM failed while it spoke; Alan's log says why.", e);
    }

    private void start(CsmStream stream, Part part, int attempt) {
        Utterance utterance = null;
        try {
            utterance = new Utterance(model, stream, part, attempt, this::count);
            speaking.put(loop.add(utterance.sentence(contexts)), utterance);
            return;
        } catch (AlanException e) {
            stream.fail(e);
        } catch (RuntimeException | Error e) {
            stream.fail(unexpected(e));
        }
        if (utterance != null) {
            utterance.close();
        }
    }

    private void frame() throws AlanException {
        int sentences = speaking.size();
        long start = System.nanoTime();
        for (Map.Entry<Integer, int[]> each : loop.next().entrySet()) {
            Utterance utterance = speaking.get(each.getKey());
            Guard.Ending ending = utterance.take(each.getValue(), pace, sentences);
            if (ending != null) {
                leave(each.getKey());
                if (!utterance.wasHeard()) {
                    again(utterance);
                }
            }
        }
        pace.took(sentences, (System.nanoTime() - start) / NANOS);
        wait = speaking.values().stream().mapToDouble(each -> each.wait(pace, sentences)).max().orElse(0);
    }

    private void again(Utterance utterance) {
        if (utterance.attempt() + 1 < ATTEMPTS) {
            LOG.info("Nothing was heard of {} characters; once more", utterance.part().text().length());
            start(utterance.stream(), utterance.part(), utterance.attempt() + 1);
        } else {
            utterance.stream().fail(new AlanException("CSM was silent %s times when it was to say \"%s\"; say it in other words.",
                    ATTEMPTS, utterance.part().text()));
        }
    }

    private synchronized void count(Guard.Ending ending) {
        endings.merge(ending, 1, Integer::sum);
    }

    private void leave(int number) {
        loop.end(number);
        speaking.remove(number).close();
    }

    private void fail(Collection<Utterance> utterances, AlanException reason) {
        utterances.forEach(each -> {
            each.stream().fail(reason);
            each.close();
        });
        speaking.clear();
        loop.close();
        loop = newLoop();
    }

    /** Forgets what is kept of voices and conversations, within a frame. */
    public synchronized void forget() {
        forgets = true;
        notifyAll();
    }

    private synchronized boolean forgetting() {
        boolean now = forgets;
        forgets = false;
        return now;
    }

    /** Stops within a frame. Texts that are being spoken fail. */
    @Override
    public void close() {
        List<CsmStream> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(streams);
            notifyAll();
        }
        left.forEach(stream -> stream.fail(unloaded()));
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
