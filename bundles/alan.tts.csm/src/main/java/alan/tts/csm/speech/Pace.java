package alan.tts.csm.speech;

import java.util.Map;
import java.util.TreeMap;

/**
 * How fast frames are made, and when a sentence may begin to sound so that it needs no pause in the middle. Where synthesis is slower than speech,
 * playing waits: from the moment when frame g of n is there, the others come at a rate of r a second and are played at p a second, so none is late
 * if g ≥ n · (1 − r/p).
 */
final class Pace {
    /** Of how many frames the time is averaged. */
    private static final double FRAMES = 8;
    /** What another sentence in the batch costs until it has been measured, as a share. */
    private static final double ANOTHER = 0.25;
    /** A machine that is used for other things, too, is now and then a little slower. */
    private static final double MARGIN = 0.9;
    /** Frames that are there before anything sounds, so that one late frame is not heard. */
    private static final int LEAD = 3;

    private final double played;
    /** Seconds for a frame of each sentence, by the number of sentences. */
    private final TreeMap<Integer, Double> seconds = new TreeMap<>();

    /** @param played frames a second of sound */
    Pace(double played) {
        this.played = played;
    }

    /** Learns. @param sentences in the batch @param took seconds for one frame of each */
    synchronized void took(int sentences, double took) {
        seconds.merge(sentences, took, (before, now) -> before + (now - before) / FRAMES);
    }

    /** {@return frames a second of each sentence; 0 if nothing is known yet} @param sentences in the batch */
    synchronized double rate(int sentences) {
        Map.Entry<Integer, Double> known = seconds.floorEntry(sentences);
        if (known == null) {
            known = seconds.firstEntry();
        }
        return known == null ? 0 : 1 / (known.getValue() * (1 + ANOTHER * Math.max(0, sentences - known.getKey())));
    }

    /**
     * {@return whether a sentence that begins to sound now is played without a gap}
     *
     * @param there frames
     * @param most frames that it may have
     * @param sentences in the batch
     */
    boolean mayBegin(int there, int most, int sentences) {
        return there >= Math.min(most, Math.max(LEAD, needed(most, sentences)));
    }

    private int needed(int most, int sentences) {
        return (int) Math.ceil(most - (most - 1) * Math.min(1, MARGIN * rate(sentences) / played));
    }

    /**
     * {@return whether a sentence that is sounding goes on without a gap when the batch changes}
     *
     * @param there frames
     * @param most frames that it may have
     * @param sounded seconds for which it has been played
     * @param sentences in the new batch
     */
    boolean goesOn(int there, int most, double sounded, int sentences) {
        return (most - there) / (MARGIN * rate(sentences)) <= most / played - sounded;
    }

    /**
     * {@return seconds until a sentence may begin to sound, at most} @param there frames @param most frames that it may have @param sentences in
     * the batch
     */
    double wait(int there, int most, int sentences) {
        double rate = rate(sentences);
        return rate == 0 ? 0 : Math.max(0, Math.max(LEAD, needed(most, sentences)) - there) / rate;
    }
}
