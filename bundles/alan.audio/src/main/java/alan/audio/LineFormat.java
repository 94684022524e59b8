package alan.audio;

import alan.api.audio.Pcm16;
import java.util.ArrayList;
import java.util.List;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.TargetDataLine;

/**
 * An open line of a device, in 16-bit PCM with the lower byte first.
 *
 * @param line open, not started
 * @param sampleRate of the device, in Hz
 * @param channels of the device
 */
record LineFormat<L extends DataLine>(L line, int sampleRate, int channels) {
    /** How much sound a device keeps ahead or behind, in milliseconds. */
    private static final int BUFFER_MILLIS = 200;

    /** Rates that hardware has where it does not have the wanted one. */
    private static final int[] USUAL_RATES = {48000, 44100};

    /**
     * Opens a device at the wanted rate, or at the next best that it has.
     *
     * @param mixer the device
     * @param kind of the line
     * @param wanted sample rate in Hz
     * @return the open line
     * @throws LineUnavailableException when another program has it
     * @throws IllegalArgumentException when the device has none of these formats
     */
    static <L extends DataLine> LineFormat<L> open(Mixer mixer, Class<L> kind, int wanted) throws LineUnavailableException {
        for (AudioFormat format : candidates(wanted)) {
            DataLine.Info info = new DataLine.Info(kind, format);
            if (mixer.isLineSupported(info)) {
                L line = kind.cast(mixer.getLine(info));
                open(line, format);
                return new LineFormat<>(line, (int) format.getSampleRate(), format.getChannels());
            }
        }
        throw new IllegalArgumentException("no 16-bit format at " + wanted + ", 48000 or 44100 Hz");
    }

    private static List<AudioFormat> candidates(int wanted) {
        List<AudioFormat> formats = new ArrayList<>();
        formats.add(pcm(wanted, 1));
        formats.add(pcm(wanted, 2));
        for (int rate : USUAL_RATES) {
            formats.add(pcm(rate, 1));
            formats.add(pcm(rate, 2));
        }
        return formats;
    }

    private static AudioFormat pcm(int rate, int channels) {
        return new AudioFormat(rate, 16, channels, true, false);
    }

    private static void open(DataLine line, AudioFormat format) throws LineUnavailableException {
        int bytes = (int) format.getSampleRate() * BUFFER_MILLIS / 1000 * format.getFrameSize();
        if (line instanceof TargetDataLine microphone) {
            microphone.open(format, bytes);
        } else if (line instanceof SourceDataLine speaker) {
            speaker.open(format, bytes);
        }
    }

    /** {@return 16-bit frames as mono: the mean of the channels} */
    float[] toMono(byte[] bytes, int length) {
        float[] mono = new float[length / (2 * channels)];
        int at = 0;
        for (int i = 0; i < mono.length; i++) {
            int sum = 0;
            for (int channel = 0; channel < channels; channel++, at += 2) {
                sum += (bytes[at] & 0xFF) | bytes[at + 1] << 8;
            }
            mono[i] = sum / (32768f * channels);
        }
        return mono;
    }

    /** {@return mono as 16-bit frames: the same in each channel} */
    byte[] fromMono(float[] mono) {
        byte[] bytes = new byte[mono.length * 2 * channels];
        int at = 0;
        for (float sample : mono) {
            short value = Pcm16.of(sample);
            for (int channel = 0; channel < channels; channel++) {
                bytes[at++] = (byte) value;
                bytes[at++] = (byte) (value >> 8);
            }
        }
        return bytes;
    }
}
