package alan.tts.csm.speech;

import alan.tts.csm.generate.StopRule;
import java.util.Arrays;

/**
 * Watches an utterance, frame by frame, and says when it is over. CSM ends most by itself; it fails to in up to one of six, goes on with silence,
 * with one frame again and again, or with noise, and for the last only the length of the text helps.
 */
final class Guard {
    /** Why an utterance is over. */
    enum Ending {
        /** The model said so. */
        END,
        /** The text cannot take that long. */
        LENGTH,
        /** The same frame again and again. */
        REPEATS,
        /** Nothing but silence. */
        SILENCE
    }

    /** So many equal frames are no speech: over half a second. */
    static final int EQUAL_FRAMES = 8;
    /** A pause within a sentence is shorter. */
    static final double LONGEST_PAUSE = 1.5;
    /** Before a good part of the text can have been said, somebody may be thinking. */
    static final double LONGEST_EARLY_PAUSE = 3;

    private final int most;
    private final double early;
    private final double frameSeconds;
    private int frames;
    private int equal;
    private int silent;
    private int[] last = {};

    /**
     * @param likely how long the text probably takes, in seconds
     * @param most frames that it can take
     * @param frameSeconds length of a frame
     */
    Guard(double likely, int most, double frameSeconds) {
        this.most = most;
        this.early = likely / 2;
        this.frameSeconds = frameSeconds;
    }

    /** {@return why the utterance is over before this frame; {@code null} if it is not} @param frame its codes */
    Ending before(int... frame) {
        if (StopRule.ALL_BUT_LAST.ends(frame)) {
            return Ending.END;
        }
        equal = Arrays.equals(frame, last) ? equal + 1 : 1;
        last = frame;
        return equal >= EQUAL_FRAMES ? Ending.REPEATS : null;
    }

    /** {@return why the utterance is over after this frame; {@code null} if it is not} @param isSilent whether nothing is heard in it */
    Ending after(boolean isSilent) {
        frames++;
        silent = isSilent ? silent + 1 : 0;
        double pause = frames * frameSeconds < early ? LONGEST_EARLY_PAUSE : LONGEST_PAUSE;
        if (silent * frameSeconds >= pause) {
            return Ending.SILENCE;
        }
        return frames >= most ? Ending.LENGTH : null;
    }
}
