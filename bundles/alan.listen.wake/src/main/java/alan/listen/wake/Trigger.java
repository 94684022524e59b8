package alan.listen.wake;

/** Makes one detection of a phrase out of the scores of its frames, which stay high for some of them. */
final class Trigger {
    private final double threshold;
    private final long refractory;
    private long silentUntil;
    private boolean high;

    /**
     * @param threshold score from which a frame counts
     * @param refractory frames after a detection in which there is no other
     */
    Trigger(double threshold, long refractory) {
        this.threshold = threshold;
        this.refractory = refractory;
    }

    /**
     * {@return whether the phrase is said now}
     *
     * @param frame number of the frame, rising
     * @param score of it
     */
    boolean said(long frame, double score) {
        boolean was = high;
        high = score >= threshold;
        if (!high || was || frame < silentUntil) {
            return false;
        }
        silentUntil = frame + refractory;
        return true;
    }
}
