package alan.audio;

import alan.api.audio.PcmStream;

/** Silence without end, at the pace of time. */
final class SilentMicrophone implements PcmStream {
    private static final int BLOCK_MILLIS = 20;

    private final int sampleRate;
    private final Pace pace;
    private long given;

    /** @param sampleRate in Hz */
    SilentMicrophone(int sampleRate) {
        this.sampleRate = sampleRate;
        this.pace = new Pace(sampleRate);
    }

    @Override
    public int sampleRate() {
        return sampleRate;
    }

    @Override
    public float[] read() {
        int length = Math.max(1, sampleRate * BLOCK_MILLIS / 1000);
        given += length;
        return pace.await(given) ? new float[length] : null;
    }

    @Override
    public void close() {
        pace.stop();
    }
}
