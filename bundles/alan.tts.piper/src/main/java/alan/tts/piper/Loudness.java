package alan.tts.piper;

import alan.api.AlanException;
import alan.onnx.Canceller;
import java.util.Random;

/**
 * Makes what the network gave fit to be heard. Piper brings each sentence's loudest sample to full scale, and must know all of it for that. Here a voice is measured once, when it is loaded, and
 * all its sentences are as loud as it says them.
 */
final class Loudness {
    /** The loudest sample of what a voice is measured by. Others' are from 2 dB below it to 2 dB above. */
    static final float PEAK = 0.7f;

    /** Above it sound is bent, so that none comes to full scale, where later filters would clip it. */
    static final float KNEE = 0.8f;

    /** A sound below this is silence, by which no voice is measured. */
    private static final float SILENCE = 0.01f;

    /** Between two sentences, in seconds. */
    private static final double PAUSE = 0.2;

    /** At both ends of a sentence, in seconds: shorter than any sound of speech, long enough to hide a step. */
    private static final double FADE = 0.003;

    /** What a voice is measured by, in espeak-ng's phonemes and in letters. */
    private static final String PHONEMES = "ðə kwˈɪk bɹˈaʊn fˈɑːks dʒˈʌmps ˌoʊvɚ ðə lˈeɪzi dˈɔːɡ.";

    private static final String LETTERS = "the quick brown fox jumps over the lazy dog.";

    private final float gain;
    private final int sampleRate;
    private boolean begun;
    private boolean within;

    /** @param gain of the voice @param sampleRate in Hz */
    Loudness(float gain, int sampleRate) {
        this.gain = gain;
        this.sampleRate = sampleRate;
    }

    /** {@return by how much a voice's sound is to be made louder: the same each time, if its noise can be seeded} @throws AlanException when it cannot speak */
    static float gain(PiperNetwork network, VoiceSettings settings) throws AlanException {
        long[] ids = Phonemes.ids(settings.espeakVoice() == null ? LETTERS : PHONEMES, settings.phonemeIds());
        PiperNetwork.Sentence sentence = network.sentence(ids, new float[] {settings.noise(), settings.length(), settings.noiseW()}, 0, new Random(0), new Canceller());
        float peak = 0;
        for (float[] sound = sentence.next(); sound != null; sound = sentence.next()) {
            for (float sample : sound) {
                peak = Float.isFinite(sample) ? Math.max(peak, Math.abs(sample)) : peak;
            }
        }
        return peak < SILENCE ? 1 : PEAK / peak;
    }

    /**
     * {@return some of a sentence at its right level, faded at the sentence's ends, with a pause before all sentences but the first}
     *
     * @param sound from the network, what follows on what was given before
     * @param end whether the sentence ends with it
     */
    float[] of(float[] sound, boolean end) {
        int fade = Math.min((int) (FADE * sampleRate), sound.length / 2);
        int silence = begun && !within ? (int) (PAUSE * sampleRate) : 0;
        float[] result = new float[silence + sound.length];
        for (int i = 0; i < sound.length; i++) {
            int fromEdge = Math.min(within ? fade : i, end ? sound.length - 1 - i : fade);
            float sample = bent(gain * (Float.isFinite(sound[i]) ? sound[i] : 0));
            result[silence + i] = fromEdge < fade ? sample * fromEdge / fade : sample;
        }
        begun = true;
        within = !end;
        return result;
    }

    private static float bent(float sample) {
        float size = Math.abs(sample);
        return size <= KNEE ? sample : Math.copySign((float) (KNEE + (1 - KNEE) * Math.tanh((size - KNEE) / (1 - KNEE))), sample);
    }
}
