package alan.voices.store;

import alan.api.AlanException;
import alan.api.text.Text;

/** How much a voice may be: far more than a good one needs, and little enough to be read into memory. */
public final class Limits {
    /** Segments of a voice. */
    public static final int SEGMENTS = 2_000;

    /** Seconds of a voice's sound. */
    public static final double SECONDS = 3_600;

    /** Seconds of a segment. */
    public static final double SEGMENT_SECONDS = 300;

    /** Characters of a segment's text. */
    public static final int TEXT = 5_000;

    /** Bytes of {@code voice.json} and of a receipt. */
    static final long JSON = 8L << 20;

    private Limits() {}

    /**
     * {@return a segment's text as it is kept: in one line}
     *
     * @param text as somebody wrote it
     * @param where for the sentence: which segment, or which file
     * @throws AlanException when nothing is in it, or too much
     */
    public static String text(String text, Text where) throws AlanException {
        String line = text.replaceAll("[\\p{Cntrl}\\p{Z}\uFEFF]+", " ").strip();
        if (line.isEmpty()) {
            throw new AlanException("%s has no text; write down what is said in it.", where);
        }
        if (line.length() > TEXT) {
            throw new AlanException("%s has a text of %s characters; more than %s are not said in one segment.", where, line.length(), TEXT);
        }
        return line;
    }

    /** @param segments how many @param seconds of all of them @param where for the sentence @throws AlanException when a voice is too large */
    public static void check(int segments, double seconds, Text where) throws AlanException {
        if (segments == 0) {
            throw new AlanException("%s has no segment.", where);
        }
        if (segments > SEGMENTS || seconds > SECONDS) {
            throw new AlanException("%s has %s segments with %.0f s of sound; a voice has at most %s with %.0f s.", where, segments, seconds, SEGMENTS, SECONDS);
        }
    }

    /** @param seconds of a segment @param where for the sentence @throws AlanException when it is too long or empty */
    public static void check(double seconds, Text where) throws AlanException {
        if (seconds <= 0) {
            throw new AlanException("%s has no sound.", where);
        }
        if (seconds > SEGMENT_SECONDS) {
            throw new AlanException("%s lasts %.0f s; a segment lasts at most %.0f s, and sounds best with 2 to 15 s.", where, seconds, SEGMENT_SECONDS);
        }
    }
}
