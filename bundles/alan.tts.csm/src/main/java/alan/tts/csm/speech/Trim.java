package alan.tts.csm.speech;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Takes the silence before and after an utterance away while it is being made. Silence is held back until it is known whether more is said: what
 * lies between words stays, and so does a little at the end, since the last consonant is soft.
 */
final class Trim {
    /** Quieter by so much than the loudest frame is silence: 40 dB. */
    private static final double RELATIVE = 0.01;
    /** And what is quieter than this is, whatever the loudest: −60 dBFS. */
    private static final double ABSOLUTE = 0.001;
    /** Frames of silence that stay before the first sound and after the last. */
    private static final int BEFORE = 1;
    private static final int AFTER = 2;
    private static final double FADE_SECONDS = 0.03;

    private final int fade;
    private final Deque<float[]> held = new ArrayDeque<>();
    private double loudest;
    private boolean begun;
    private long dropped;

    /** @param sampleRate in Hz */
    Trim(int sampleRate) {
        this.fade = (int) (FADE_SECONDS * sampleRate);
    }

    /** {@return whether nothing is heard in a frame, by what was heard before} @param frame mono samples */
    boolean isSilent(float... frame) {
        double sum = 0;
        for (float sample : frame) {
            sum += (double) sample * sample;
        }
        double level = Math.sqrt(sum / frame.length);
        loudest = Math.max(loudest, level);
        return level < Math.max(ABSOLUTE, loudest * RELATIVE);
    }

    /** {@return the frames that are known to belong to the utterance now} @param frame the next @param isSilent as {@link #isSilent} says of it */
    List<float[]> add(float[] frame, boolean isSilent) {
        held.add(frame);
        if (isSilent) {
            while (!begun && held.size() > BEFORE) {
                dropped += held.remove().length;
            }
            return List.of();
        }
        begun = true;
        List<float[]> said = new ArrayList<>(held);
        held.clear();
        return said;
    }

    /** {@return what stays of the silence at the end, faded out; {@code dropped} counts the rest} */
    List<float[]> end() {
        List<float[]> said = new ArrayList<>();
        while (begun && said.size() < AFTER && !held.isEmpty()) {
            said.add(held.remove());
        }
        held.forEach(frame -> dropped += frame.length);
        held.clear();
        if (!said.isEmpty()) {
            fadeOut(said.get(said.size() - 1));
        }
        return said;
    }

    /** Lets an utterance that was cut off end softly. @param frame its last one */
    void fadeOut(float... frame) {
        int length = Math.min(fade, frame.length);
        for (int i = 0; i < length; i++) {
            frame[frame.length - 1 - i] *= (float) i / length;
        }
    }

    /** {@return whether something was heard} */
    boolean hasBegun() {
        return begun;
    }

    /** {@return samples of silence that were left out} */
    long dropped() {
        return dropped;
    }
}
