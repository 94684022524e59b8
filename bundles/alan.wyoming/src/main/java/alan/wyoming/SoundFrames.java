package alan.wyoming;


/** Made sound as events. */
public final class SoundFrames {
    /** Samples of an event: 4 KB, so a client that goes away is noticed soon. */
    public static final int MOST = 2048;

    private static final int WIDTH = 2;
    private static final float FULL_SCALE = 32_767;

    private SoundFrames() {}

    /** {@return how made sound is written down: 16 bits, mono} @param rate in Hz */
    public static AudioFormat format(int rate) {
        return new AudioFormat(rate, WIDTH, 1);
    }

    /** {@return some of a block as an event} @param rate in Hz @param block samples from -1 to 1 @param from which one, {@value #MOST} of them at most */
    public static WyomingEvent chunk(int rate, float[] block, int from) {
        int length = Math.min(MOST, block.length - from);
        byte[] bytes = new byte[length * WIDTH];
        for (int i = 0; i < length; i++) {
            int value = Math.round(Math.max(-1, Math.min(1, block[from + i])) * FULL_SCALE);
            bytes[2 * i] = (byte) value;
            bytes[2 * i + 1] = (byte) (value >> 8);
        }
        return Events.audioChunk(format(rate), bytes);
    }
}
