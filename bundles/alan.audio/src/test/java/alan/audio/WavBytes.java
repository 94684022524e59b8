package alan.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Wav files made by hand, also such as no good program writes. */
final class WavBytes {
    private WavBytes() {}

    /** {@return a 16-bit wav file whose channels all carry the same samples, without a word about which channels they are} */
    static byte[] of(int sampleRate, int channels, float[] samples) {
        return of(sampleRate, channels, samples, 2 * channels * samples.length);
    }

    /** {@return the same, but its data chunk says that it has {@code declaredBytes}} */
    static byte[] of(int sampleRate, int channels, float[] samples, int declaredBytes) {
        ByteBuffer wav = ByteBuffer.allocate(44 + 2 * channels * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF")).putInt(36 + declaredBytes).put(ascii("WAVE"));
        wav.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) channels);
        wav.putInt(sampleRate).putInt(sampleRate * 2 * channels).putShort((short) (2 * channels)).putShort((short) 16);
        wav.put(ascii("data")).putInt(declaredBytes);
        for (float sample : samples) {
            for (int channel = 0; channel < channels; channel++) {
                wav.putShort((short) Math.round(sample * 32767));
            }
        }
        return wav.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
