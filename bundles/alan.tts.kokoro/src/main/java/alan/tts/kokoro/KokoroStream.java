package alan.tts.kokoro;

import alan.api.AlanException;
import alan.api.audio.PcmStream;
import alan.api.phonemes.PhonemeReader;
import alan.onnx.Canceller;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A text being spoken: every read computes one passage. */
final class KokoroStream implements PcmStream {
    private final PhonemeReader phonemes;
    private final KokoroNetwork network;
    private final Styles styles;
    private final Dialect dialect;
    private final double speed;
    private final Canceller canceller = new Canceller();
    private final Loudness loudness = new Loudness();
    private final Passages passages;
    private final Deque<String> pieces;
    private final Deque<Passage> waiting = new ArrayDeque<>();
    private int pause;

    /**
     * @param phonemes of the text come from here
     * @param network computes them
     * @param styles of the voice
     * @param dialect that the text is read in
     * @param speed 1 is the voice's own pace
     * @param pieces of the text
     */
    KokoroStream(PhonemeReader phonemes, KokoroNetwork network, Styles styles, Dialect dialect, double speed, List<String> pieces) {
        this.phonemes = phonemes;
        this.network = network;
        this.styles = styles;
        this.dialect = dialect;
        this.speed = speed;
        this.passages = new Passages(dialect);
        this.pieces = new ArrayDeque<>(pieces);
    }

    @Override
    public int sampleRate() {
        return KokoroNetwork.SAMPLE_RATE;
    }

    @Override
    public float[] read() throws AlanException {
        try {
            while (!canceller.cancelled() && readOn()) {
                Passage passage = waiting.remove();
                long[] ids = Vocabulary.encode(passage.phonemes());
                float[] sound = network.synthesise(ids, styles.row(passage.phonemes().length()), speed, canceller);
                float[] speech = sound == null ? new float[0] : Silence.trim(sound, KokoroNetwork.SAMPLE_RATE);
                if (speech.length > 0) {
                    float[] block = loudness.of(speech, pause);
                    pause = Silence.pauseAfter(passage, speed, KokoroNetwork.SAMPLE_RATE);
                    return canceller.cancelled() ? null : block;
                }
            }
            return null;
        } catch (AlanException e) {
            close();
            throw e;
        }
    }

    private boolean readOn() throws AlanException {
        while (waiting.isEmpty() && !pieces.isEmpty()) {
            waiting.addAll(passages.of(phonemes.read(dialect.espeakVoice(), pieces.remove(), true)));
        }
        return !waiting.isEmpty();
    }

    @Override
    public void close() {
        canceller.cancel();
    }
}
