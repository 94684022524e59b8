package alan.companion;

import alan.api.AlanException;
import alan.api.audio.PcmStream;
import alan.api.tts.ContextWindow;
import alan.api.tts.SpeechRequest;
import alan.api.tts.TextToSpeech;
import alan.api.tts.Voice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes noise that is a function of the sentence, in blocks of {@link #BLOCK} samples, {@link #PER_CHARACTER} samples a
 * character.
 */
final class FakeTts extends FakeEngine implements TextToSpeech {
    static final int RATE = 8000;
    static final int BLOCK = 100;
    static final int PER_CHARACTER = 20;

    final List<SpeechRequest> requests = new CopyOnWriteArrayList<>();
    final AtomicInteger openStreams = new AtomicInteger();
    /** By sentence: waited at before the sentence's second block. */
    final Map<String, Gate> gates = new ConcurrentHashMap<>();
    /** By sentence: run before its second block. */
    final Map<String, Step> steps = new ConcurrentHashMap<>();
    /** By sentence: its rate, where it is not {@link #RATE}. */
    final Map<String, Integer> rates = new ConcurrentHashMap<>();
    volatile Step beforeSpeak = NOTHING;
    volatile boolean silent;
    volatile boolean endless;
    volatile boolean imitates;
    volatile List<Voice> voices = List.of(new Voice("joe", Set.of("en"), RATE, "English"),
            new Voice("ana", Set.of("es"), RATE, "Spanish"));

    static float[] noise(String sentence) {
        float[] samples = new float[sentence.length() * PER_CHARACTER];
        Random random = new Random(sentence.hashCode());
        for (int i = 0; i < samples.length; i++) {
            samples[i] = random.nextFloat() * 2 - 1;
        }
        return samples;
    }

    @Override
    public List<Voice> voices() {
        return voices;
    }

    @Override
    public boolean imitates() {
        return imitates;
    }

    @Override
    public Optional<ContextWindow> window() {
        return imitates ? Optional.of(new ContextWindow(500, 12.5, 1, String::length)) : Optional.empty();
    }

    @Override
    public PcmStream speak(SpeechRequest request) throws AlanException {
        requests.add(request);
        beforeSpeak.run();
        openStreams.incrementAndGet();
        return new FakeStream(request.text());
    }

    private final class FakeStream implements PcmStream {
        private final String text;
        private final float[] samples;
        private int at;
        private volatile boolean closed;
        private boolean given;

        FakeStream(String text) {
            this.text = text;
            this.samples = silent ? new float[0] : noise(text);
        }

        @Override
        public int sampleRate() {
            return rates.getOrDefault(text, RATE);
        }

        @Override
        public float[] read() throws AlanException {
            if (at == BLOCK) {
                Gate gate = gates.get(text);
                if (gate != null) {
                    gate.pass(() -> closed);
                }
                if (!closed) {
                    steps.getOrDefault(text, NOTHING).run();
                }
            }
            if (closed || at >= samples.length && !endless) {
                return null;
            }
            float[] block = new float[at >= samples.length ? BLOCK : Math.min(BLOCK, samples.length - at)];
            for (int i = 0; i < block.length; i++) {
                block[i] = samples[(at + i) % samples.length];
            }
            at += block.length;
            return block;
        }

        @Override
        public synchronized void close() {
            closed = true;
            if (!given) {
                given = true;
                openStreams.decrementAndGet();
            }
        }
    }
}
