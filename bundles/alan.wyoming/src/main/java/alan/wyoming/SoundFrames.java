package alan.wyoming;

import alan.api.audio.Pcm16;

/** Made sound as events. */
public final class SoundFrames {
    /** Samples of an event: 4 KB, so a client that goes away is noticed soon. */
    public static final int MOST = 2048;

    private SoundFrames() {}

    /** {@return how made sound is written down: 16 bits, mono} @param rate in Hz */
    public static AudioFormat format(int rate) {
        return new AudioFormat(rate, Pcm16.WIDTH, 1);
    }

    /** {@return some of a block as an event} @param rate in Hz @param block samples from -1 to 1 @param from which one, {@value #MOST} of them at most */
    public static WyomingEvent chunk(int rate, float[] block, int from) {
        int length = Math.min(MOST, block.length - from);
        return Events.audioChunk(format(rate), Pcm16.bytes(block, from, from + length));
    }
}
