package alan.testing;

import alan.api.audio.Pcm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** Wav files for tests, by the JDK alone. The product has its own way ({@code alan.api.audio.AudioFiles}). */
public final class Wav {
    private Wav() {}

    /**
     * Reads a wav file as mono, at its own rate.
     *
     * @param file with 16-bit or 32-bit float samples, or what else the JDK can turn into 16 bits; channels are averaged
     * @return the sound
     * @throws IOException when it cannot be read or is no such file
     */
    public static Pcm read(Path file) throws IOException {
        try (AudioInputStream raw = AudioSystem.getAudioInputStream(file.toFile())) {
            AudioFormat format = raw.getFormat();
            boolean isFloat = format.getEncoding().equals(AudioFormat.Encoding.PCM_FLOAT) && format.getSampleSizeInBits() == 32;
            int channels = format.getChannels();
            AudioFormat wanted = new AudioFormat(
                    isFloat ? AudioFormat.Encoding.PCM_FLOAT : AudioFormat.Encoding.PCM_SIGNED,
                    format.getSampleRate(),
                    isFloat ? 32 : 16,
                    channels,
                    channels * (isFloat ? 4 : 2),
                    format.getSampleRate(),
                    false);
            try (AudioInputStream decoded = AudioSystem.getAudioInputStream(wanted, raw)) {
                ByteBuffer bytes = ByteBuffer.wrap(decoded.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
                return new Pcm(Math.round(format.getSampleRate()), mono(bytes, isFloat, channels));
            }
        } catch (UnsupportedAudioFileException | IllegalArgumentException e) {
            throw new IOException(file + " is no wav file that the JDK can read", e);
        }
    }

    /**
     * Reads a wav file as mono at a rate.
     *
     * @param file as {@link #read(Path)}
     * @param sampleRate wanted, in Hz
     * @return the sound
     * @throws IOException as {@link #read(Path)}
     */
    public static Pcm read(Path file, int sampleRate) throws IOException {
        return resample(read(file), sampleRate);
    }

    private static float[] mono(ByteBuffer bytes, boolean isFloat, int channels) {
        float[] samples = new float[bytes.remaining() / (channels * (isFloat ? 4 : 2))];
        for (int i = 0; i < samples.length; i++) {
            float sum = 0;
            for (int c = 0; c < channels; c++) {
                sum += isFloat ? bytes.getFloat() : bytes.getShort() / 32768f;
            }
            samples[i] = sum / channels;
        }
        return samples;
    }

    /**
     * Writes a wav file of 16-bit samples.
     *
     * @param file is replaced if it is there
     * @param pcm the sound; clipped to [-1, 1]
     * @throws IOException when it cannot be written
     */
    public static void write(Path file, Pcm pcm) throws IOException {
        float[] samples = pcm.samples();
        ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float sample : samples) {
            bytes.putShort((short) Math.max(-32768, Math.min(32767, Math.round(sample * 32768f))));
        }
        AudioFormat format = new AudioFormat(pcm.sampleRate(), 16, 1, true, false);
        try (AudioInputStream stream = new AudioInputStream(new ByteArrayInputStream(bytes.array()), format, samples.length)) {
            AudioSystem.write(stream, AudioFileFormat.Type.WAVE, file.toFile());
        }
    }

    /**
     * Changes the sample rate by linear interpolation: good enough for a test that listens to words, not for one that
     * measures sound.
     *
     * @param pcm the sound
     * @param sampleRate wanted, in Hz
     * @return the same sound, as long
     */
    public static Pcm resample(Pcm pcm, int sampleRate) {
        float[] from = pcm.samples();
        if (pcm.sampleRate() == sampleRate || from.length == 0) {
            return new Pcm(sampleRate, from);
        }
        float[] to = new float[Math.toIntExact(Math.round(from.length * (double) sampleRate / pcm.sampleRate()))];
        for (int i = 0; i < to.length; i++) {
            double at = i * (double) pcm.sampleRate() / sampleRate;
            int left = Math.min((int) at, from.length - 1);
            int right = Math.min(left + 1, from.length - 1);
            to[i] = (float) (from[left] + (at - left) * (from[right] - from[left]));
        }
        return new Pcm(sampleRate, to);
    }

    /**
     * Adds silence at the end. whisper.cpp hears nothing at all in less than a second of sound.
     *
     * @param pcm the sound
     * @param seconds that it is to last at least
     * @return the sound, lengthened if need be
     */
    public static Pcm atLeast(Pcm pcm, double seconds) {
        int length = Math.max(pcm.samples().length, (int) Math.ceil(seconds * pcm.sampleRate()));
        return new Pcm(pcm.sampleRate(), Arrays.copyOf(pcm.samples(), length));
    }
}
