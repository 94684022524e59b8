package alan.wyoming;

/**
 * How sound is written down: signed integers, little-endian, channels interleaved. The protocol's documentation does not say signed for a width of 1; the
 * reference library's converter takes it so.
 *
 * @param rate in Hz
 * @param width bytes of a sample, 1 to 4
 * @param channels 1 or more
 */
public record AudioFormat(int rate, int width, int channels) {
    private static final int LEAST_RATE = 4_000;
    private static final int MOST_RATE = 192_000;
    private static final int MOST_CHANNELS = 32;

    /**
     * {@return the format of an {@code audio-start} or {@code audio-chunk}}
     *
     * @param event of one of these types
     * @throws WyomingException when it does not say, or says what no sound has
     */
    public static AudioFormat of(WyomingEvent event) throws WyomingException {
        return new AudioFormat(Fields.whole(event, "rate", LEAST_RATE, MOST_RATE), Fields.whole(event, "width", 1, 4),
                Fields.whole(event, "channels", 1, MOST_CHANNELS));
    }

    /** {@return bytes of one sample of every channel} */
    public int frame() {
        return width * channels;
    }
}
