package alan.enrol.segments;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.audio.Pcm;
import alan.api.listen.VoiceActivity.Speech;
import alan.api.voice.VoiceProfiles;
import alan.enrol.sound.Levels;
import alan.enrol.sound.SpokenSound;

/**
 * Evens out a recording's loudness and offset, with one gain and one offset for all of it: how loud somebody speaks here and softly there is part of
 * the voice.
 */
public final class Evenness {
    /** Level of the speech, in dB below full scale: that of broadcasts (EBU R 128 asks for -23 LUFS, which speech of this level is about). */
    private static final double TARGET = -23;
    /** The highest peak, in dB: what a model makes of it has room, too. */
    private static final double PEAK = -1;

    private final SpokenSound sound;
    private final AudioFiles files;
    private final double offset;
    private final double gain;

    /**
     * @param sound the recording
     * @param files resamples
     */
    public Evenness(SpokenSound sound, AudioFiles files) {
        this.sound = sound;
        this.files = files;
        float[] samples = sound.original().samples();
        double sum = 0;
        for (float sample : samples) {
            sum += sample;
        }
        offset = sum / samples.length;
        double peak = 1e-6;
        for (Speech each : sound.speechOfOriginal()) {
            for (int i = each.from(); i < each.to(); i++) {
                peak = Math.max(peak, Math.abs(samples[i] - offset));
            }
        }
        double wanted = Math.sqrt(Levels.power(TARGET) / Math.max(sound.level(), Levels.FLOOR));
        gain = Math.min(wanted, Math.sqrt(Levels.power(PEAK)) / peak);
    }

    /**
     * {@return a stretch at 24 kHz, evened out}
     *
     * @param stretch in samples at 16 kHz
     * @throws AlanException when it cannot be resampled
     */
    public Pcm of(Speech stretch) throws AlanException {
        Pcm original = sound.original();
        double ratio = (double) original.sampleRate() / sound.listening().sampleRate();
        Pcm cut = original.slice((int) (stretch.from() * ratio), (int) (stretch.to() * ratio));
        float[] even = cut.samples();
        for (int i = 0; i < even.length; i++) {
            even[i] = (float) ((even[i] - offset) * gain);
        }
        return files.resample(cut, VoiceProfiles.SAMPLE_RATE);
    }
}
