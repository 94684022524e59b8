package alan.listen;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import alan.api.listen.VoiceActivity.Utterances;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts a microphone's sound into utterances. What is kept of the sound is what an utterance may still need: the room before its
 * begin while nobody speaks,
 * all of it while somebody does. The reader's own thread does the work.
 */
final class MicrophoneUtterances implements Utterances {
    private static final int WINDOW = SileroModel.WINDOW;

    /** Where an utterance that is too long is cut, at the least likely window of speech among this many at its end: 5 seconds. */
    private static final int CUT_SEARCH = 5 * SileroModel.SAMPLE_RATE / WINDOW;

    private final PcmStream microphone;
    private final ListenSettings settings;
    private final SpeechProbability probability;
    private final SpeechGate gate;
    private final Consumer<MicrophoneUtterances> whenClosed;
    private volatile boolean closed;
    private volatile boolean unloaded;

    /** The sound from window {@link #first} on, and the probabilities of its whole windows. */
    private float[] sound = new float[64 * WINDOW];

    private float[] probabilities = new float[64];

    /** Samples, and whole windows, that are kept. */
    private int length;

    private int windows;

    /** The first window that is kept, and the first that no utterance had, counted from the begin of the microphone. */
    private int first;

    private int given;
    private boolean ended;

    /**
     * @param microphone closed with this
     * @param probability tells speech
     * @param settings thresholds and lengths
     * @param whenClosed told once this is closed
     */
    MicrophoneUtterances(
            PcmStream microphone,
            SpeechProbability probability,
            ListenSettings settings,
            Consumer<MicrophoneUtterances> whenClosed) {
        this.microphone = microphone;
        this.settings = settings;
        this.probability = probability;
        this.gate = new SpeechGate(settings, settings.endSilence());
        this.whenClosed = whenClosed;
    }

    @Override
    public Pcm next() throws AlanException {
        try {
            while (!closed) {
                Pcm utterance = inBuffer();
                if (utterance != null) {
                    return utterance;
                }
                if (ended || !more()) {
                    return last();
                }
            }
            return failIfUnloaded();
        } catch (AlanException e) {
            if (closed) {
                return failIfUnloaded();
            }
            close();
            throw e;
        }
    }

    /** {@return the next utterance that ends within the sound that has come} */
    private Pcm inBuffer() throws AlanException {
        while ((windows + 1) * WINDOW <= length) {
            float likely = probability.of(sound, windows * WINDOW);
            keep(likely);
            if (gate.ends(likely)) {
                Pcm utterance = gate.longEnough() ? cut(gate.end() + settings.padding()) : null;
                gate.reset();
                forget();
                if (utterance != null) {
                    return utterance;
                }
            } else if (gate.speaking() && first + windows - gate.begin() >= settings.maxUtterance()) {
                int cut = quietest();
                Pcm utterance = cut(cut);
                gate.restart(cut);
                forget();
                return utterance;
            } else {
                forget();
            }
        }
        return null;
    }

    private Pcm last() throws AlanException {
        if (closed) {
            return failIfUnloaded();
        }
        ended = true;
        boolean spoke = gate.speaking() && gate.longEnough();
        Pcm utterance = spoke ? cut(gate.end() + settings.padding()) : null;
        gate.reset();
        length = 0;
        windows = 0;
        return utterance;
    }

    private boolean more() throws AlanException {
        float[] block = microphone.read();
        if (block == null) {
            return false;
        }
        if (length + block.length > sound.length) {
            sound = Arrays.copyOf(sound, Math.max(2 * sound.length, length + block.length));
        }
        System.arraycopy(block, 0, sound, length, block.length);
        length += block.length;
        return true;
    }

    private void keep(float likely) {
        if (windows == probabilities.length) {
            probabilities = Arrays.copyOf(probabilities, 2 * windows);
        }
        probabilities[windows++] = likely;
    }

    /** {@return the sound from the room before the speech up to a window, without what an earlier utterance had} */
    private Pcm cut(int end) {
        int from = (Math.max(given, Math.max(first, gate.begin() - settings.padding())) - first) * WINDOW;
        int to = Math.min(length, (end - first) * WINDOW);
        given = end;
        return new Pcm(SileroModel.SAMPLE_RATE, Arrays.copyOfRange(sound, from, to));
    }

    private int quietest() {
        int from = Math.max(gate.begin() - first + 1, windows - Math.min(CUT_SEARCH, settings.maxUtterance() / 2));
        int best = windows - 1;
        for (int i = windows - 1; i >= from; i--) {
            best = probabilities[i] < probabilities[best] ? i : best;
        }
        return first + best;
    }

    /** Drops what no utterance needs any more. */
    private void forget() {
        int needed = (gate.speaking() ? gate.begin() : first + windows) - settings.padding();
        int drop = Math.min(windows, needed - first);
        if (drop <= 0) {
            return;
        }
        System.arraycopy(sound, drop * WINDOW, sound, 0, length - drop * WINDOW);
        System.arraycopy(probabilities, drop, probabilities, 0, windows - drop);
        length -= drop * WINDOW;
        windows -= drop;
        first += drop;
    }

    private Pcm failIfUnloaded() throws AlanException {
        if (unloaded) {
            throw new AlanException("Voice activity was unloaded while it listened; ask again.");
        }
        return null;
    }

    /** Ends listening because the engine goes; the reader gets an exception. */
    void unload() {
        unloaded = !closed;
        close();
    }

    @Override
    public void close() {
        closed = true;
        microphone.close();
        whenClosed.accept(this);
    }
}
