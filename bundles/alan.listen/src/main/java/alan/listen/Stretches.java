package alan.listen;

import alan.api.listen.VoiceActivity.Speech;
import java.util.ArrayList;
import java.util.List;

/** Speech in a recording whose windows' probabilities are known. */
final class Stretches {
    private static final int WINDOW = SileroModel.WINDOW;

    private Stretches() {}

    /**
     * {@return stretches of speech in samples, in order, with room around them where the silence has it}
     *
     * @param probabilities of the windows, in order
     * @param samples of the recording; its last window may be a part
     * @param settings thresholds and lengths
     */
    static List<Speech> of(float[] probabilities, int samples, ListenSettings settings) {
        SpeechGate gate = new SpeechGate(settings, settings.minSilence());
        List<Speech> speech = new ArrayList<>();
        for (float probability : probabilities) {
            if (gate.ends(probability)) {
                add(gate, samples, speech);
                gate.reset();
            }
        }
        if (gate.speaking()) {
            add(gate, samples, speech);
        }
        return padded(speech, samples, settings.padding() * WINDOW);
    }

    private static void add(SpeechGate gate, int samples, List<Speech> speech) {
        if (gate.longEnough()) {
            speech.add(new Speech(gate.begin() * WINDOW, Math.min(samples, gate.end() * WINDOW)));
        }
    }

    private static List<Speech> padded(List<Speech> speech, int samples, int padding) {
        List<Speech> padded = new ArrayList<>();
        for (int i = 0; i < speech.size(); i++) {
            Speech one = speech.get(i);
            int before = i == 0 ? one.from() : (one.from() - speech.get(i - 1).to()) / 2;
            int after = i == speech.size() - 1 ? samples - one.to() : (speech.get(i + 1).from() - one.to()) / 2;
            padded.add(new Speech(one.from() - Math.min(padding, before), one.to() + Math.min(padding, after)));
        }
        return List.copyOf(padded);
    }
}
