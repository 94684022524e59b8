package alan.stt.whisper;

import alan.api.AlanException;
import alan.api.stt.Segment;
import alan.api.stt.Transcription;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/** One utterance on its way through the worker, window by window, a little ahead of its reader. */
final class WhisperTranscription implements Transcription {
    /** Enough to keep the worker busy; more wait for the reader. */
    private static final int AHEAD = 32;

    /**
     * From here on nobody speaks: the model would make a sentence up. With whisper-base, 27 spoken sentences of nine languages
     * had at most 0.41, noise and hum at least 0.73.
     */
    private static final double NO_SPEECH = 0.7;

    /**
     * Up to here a language that is known saves the look before: what was heard tells as well whether anybody spoke. Of 36 short pieces, in noise, cut and quiet, 2 were then taken for noise, and before 4; of 28 noises none for
     * speech, and before 9. In longer noise it would be less sure.
     */
    private static final long SHORT_MS = 6_000;

    private final WhisperWorker worker;
    private final Windows windows;
    private final long lengthMs;
    private final Set<String> allowed;
    private final Queue<Segment> ready = new ArrayDeque<>();
    /** Whisper's code; {@code null} until it is known. */
    private String language;
    private boolean working;
    private boolean ended;
    private volatile boolean closed;
    private volatile AlanException failure;

    /**
     * @param worker that does it
     * @param samples at 16 kHz
     * @param language Whisper's code; {@code null} to detect it
     * @param allowed codes to choose from then; empty for all
     */
    WhisperTranscription(WhisperWorker worker, float[] samples, String language, Set<String> allowed) {
        this.worker = worker;
        this.windows = new Windows(samples);
        this.lengthMs = samples.length / 16;
        this.language = language;
        this.allowed = allowed;
    }

    /** Begins to work. */
    void start() {
        worker.opened(this);
        proceed();
    }

    private synchronized void proceed() {
        if (working || ended || over() || ready.size() >= AHEAD) {
            return;
        }
        if (!windows.hasNext()) {
            ended = true;
            worker.forget(this);
            notifyAll();
            return;
        }
        working = true;
        worker.submit(this, this::hearWindow);
    }

    /** In the worker's thread; nobody else touches the windows meanwhile, as {@code working} is set. */
    private void hearWindow(NativeModel model) throws AlanException {
        float[] samples = windows.samples();
        boolean tellsAfter = language != null && windows.only() && windows.lengthMs() <= SHORT_MS;
        if (language == null || windows.only() && !tellsAfter) {
            Detection detection = model.detect(samples, allowed);
            setLanguage(detection.language());
            if (windows.only() && detection.noSpeech() > NO_SPEECH) {
                nothing();
                return;
            }
        }
        Heard heard = model.hear(samples, windows.lengthMs(), language);
        if (tellsAfter && model.noSpeech() > NO_SPEECH) {
            nothing();
            return;
        }
        List<Segment> segments = new ArrayList<>();
        for (Heard.Passage passage : heard.passages()) {
            Segment segment = WordAssembler.segment(passage, Languages.withoutSpaces(language), windows.startMs(), lengthMs);
            if (segment != null) {
                segments.add(segment);
            }
        }
        windows.advance(heard.endMs());
        deliver(segments);
    }

    private void nothing() {
        windows.advance(-1);
        deliver(List.of());
    }

    private synchronized void setLanguage(String found) {
        if (language == null) {
            language = found;
        }
    }

    private synchronized void deliver(List<Segment> segments) {
        working = false;
        if (!over()) {
            ready.addAll(segments);
            notifyAll();
            proceed();
        }
    }

    @Override
    public synchronized Segment next() throws AlanException {
        while (true) {
            if (closed) {
                return null;
            }
            if (failure != null) {
                throw failure;
            }
            Segment segment = ready.poll();
            if (segment != null) {
                proceed();
                return segment;
            }
            if (ended) {
                return null;
            }
            try {
                wait();
            } catch (InterruptedException e) {
                close();
                Thread.currentThread().interrupt();
                throw new AlanException("The transcription was interrupted.", e);
            }
        }
    }

    @Override
    public synchronized String language() {
        if (language != null) {
            return Languages.toIso(language);
        }
        // Nothing but silence: no language was looked for.
        return ended ? Languages.toIso(allowed.stream().findFirst().orElse("en")) : null;
    }

    /** Ends it with a sentence, unless it has ended. @param sentence for its reader */
    synchronized void fail(AlanException sentence) {
        if (!over() && !ended) {
            failure = sentence;
            ready.clear();
            notifyAll();
        }
        worker.forget(this);
    }

    /** {@return whether nobody wants more of it} Takes no lock, so the worker may ask while it holds its own. */
    boolean over() {
        return closed || failure != null;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            ready.clear();
            notifyAll();
        }
        worker.forget(this);
    }
}
