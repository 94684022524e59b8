package alan.tts.csm.generate;

import alan.tts.csm.checkpoint.CsmConfig;
import alan.tts.csm.checkpoint.Layout;

/** When an utterance ends. The two implementations disagree about a frame that is zero but for its last codebook. */
public enum StopRule {
    /** Of the original repository: when every code is 0. */
    ALL,
    /** Of transformers: when every code but the last is 0. Its sound ends before the first frame where every code is 0 all the same. */
    ALL_BUT_LAST;

    /** {@return the rule of the implementation that a checkpoint is made for} @param layout of the checkpoint */
    public static StopRule of(Layout layout) {
        return layout == Layout.ORIGINAL ? ALL : ALL_BUT_LAST;
    }

    /** {@return whether a frame ends the utterance} @param frame its codes */
    public boolean ends(int... frame) {
        return zeros(frame, this == ALL ? frame.length : frame.length - 1);
    }

    /** {@return whether a frame has no sound} @param frame its codes */
    public static boolean isSilent(int... frame) {
        return zeros(frame, frame.length);
    }

    private static boolean zeros(int[] frame, int count) {
        for (int i = 0; i < count; i++) {
            if (frame[i] != CsmConfig.END) {
                return false;
            }
        }
        return true;
    }
}
