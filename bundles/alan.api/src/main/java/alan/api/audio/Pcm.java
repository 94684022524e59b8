package alan.api.audio;

import java.time.Duration;
import java.util.Objects;

/**
 * A piece of mono sound that fits in memory.
 *
 * @param sampleRate in Hz
 * @param samples one float a sample, nominally in [-1, 1]; owned by this record: neither the giver nor a reader changes it
 */
public record Pcm(int sampleRate, float[] samples) {
    /** Checks the rate. */
    public Pcm {
        Objects.requireNonNull(samples, "samples");
        if (sampleRate <= 0) {
            throw new IllegalArgumentException("sample rate " + sampleRate + " Hz");
        }
    }

    /** {@return the length in seconds} */
    public double seconds() {
        return samples.length / (double) sampleRate;
    }

    /** {@return the length} */
    public Duration duration() {
        return Duration.ofNanos(Math.round(seconds() * 1e9));
    }

    /**
     * {@return a copy of the samples from {@code from} (inclusive) to {@code to} (exclusive), clipped to what there is}
     *
     * @param from first sample
     * @param to the sample after the last
     */
    public Pcm slice(int from, int to) {
        int begin = Math.max(0, Math.min(from, samples.length));
        int end = Math.max(begin, Math.min(to, samples.length));
        return new Pcm(sampleRate, java.util.Arrays.copyOfRange(samples, begin, end));
    }
}
