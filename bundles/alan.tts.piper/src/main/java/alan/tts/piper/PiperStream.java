package alan.tts.piper;

import alan.api.AlanException;
import alan.api.audio.PcmStream;
import alan.api.phonemes.PhonemeReader;
import alan.onnx.Canceller;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** A text being spoken: every read computes some of a sentence. */
final class PiperStream implements PcmStream {
    private final PhonemeReader phonemes;
    private final VoicePool.Held voice;
    private final VoiceSettings settings;
    private final Delivery delivery;
    private final SplittableRandom seeds;
    private final Canceller canceller = new Canceller();
    private final Deque<String> pieces;
    private final Deque<String> sentences = new ArrayDeque<>();
    private final Loudness loudness;
    /** Being spoken; {@code null} between two. */
    private PiperNetwork.Sentence sentence;

    /**
     * @param phonemes of the text come from here
     * @param voice is given back at the end
     * @param settings of the voice
     * @param delivery how to speak
     * @param pieces of the text
     */
    PiperStream(PhonemeReader phonemes, VoicePool.Held voice, VoiceSettings settings, Delivery delivery, List<String> pieces) {
        this.phonemes = phonemes;
        this.voice = voice;
        this.settings = settings;
        this.delivery = delivery;
        this.seeds = new SplittableRandom(delivery.seed());
        this.pieces = new ArrayDeque<>(pieces);
        this.loudness = new Loudness(voice.gain(), settings.sampleRate());
    }

    @Override
    public int sampleRate() {
        return settings.sampleRate();
    }

    @Override
    public float[] read() throws AlanException {
        try {
            while (!canceller.cancelled() && (sentence != null || begin())) {
                float[] sound = sentence.next();
                boolean end = sound == null || sentence.atEnd();
                if (end) {
                    sentence = null;
                }
                if (sound != null && sound.length > 0) {
                    float[] block = loudness.of(sound, end);
                    return canceller.cancelled() ? null : block;
                }
            }
            close();
            return null;
        } catch (AlanException e) {
            close();
            throw e;
        }
    }

    private boolean begin() throws AlanException {
        if (!readOn()) {
            return false;
        }
        sentence = voice.network().sentence(Phonemes.ids(sentences.remove(), settings.phonemeIds()), delivery.scales(), delivery.speaker(),
                new Random(seeds.nextLong()), canceller);
        return true;
    }

    private boolean readOn() throws AlanException {
        while (sentences.isEmpty() && !pieces.isEmpty()) {
            String piece = pieces.remove();
            sentences.addAll(
                    settings.espeakVoice() == null
                            ? Phonemes.letters(piece)
                            : Phonemes.sentences(phonemes.read(settings.espeakVoice(), piece, false), settings.espeakVoice()));
        }
        return !sentences.isEmpty();
    }

    @Override
    public void close() {
        canceller.cancel();
        voice.close();
    }
}
