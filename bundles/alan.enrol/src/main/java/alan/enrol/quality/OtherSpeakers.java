package alan.enrol.quality;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.listen.SpeakerEncoder;
import alan.api.listen.VoiceActivity.Speech;
import alan.api.stt.NothingHeardException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether more than one person speaks. Each stretch is embedded by windows of some seconds; the window that half of the others sound most like is taken for
 * the person whose voice it is to be, and what does not sound like the ones around it is somebody else.
 */
public final class OtherSpeakers {
    /** Percent of the speech. */
    static final double LIMIT = 10;

    private static final Logger LOG = LoggerFactory.getLogger(OtherSpeakers.class);

    /** Length of a window in seconds: shorter ones are told apart worse, longer ones have two people in them sooner. */
    private static final double WINDOW = 4;
    private static final double LEAST = 1.5;
    /** How far below the encoder's threshold, which is for pairs, a window may be of the sum of all windows that are one person's. */
    private static final double SLACK = 0.05;

    private final SpeakerEncoder encoder;
    private final Pcm recording;

    /**
     * @param encoder leased by the caller
     * @param recording at 16 kHz
     */
    public OtherSpeakers(SpeakerEncoder encoder, Pcm recording) {
        this.encoder = encoder;
        this.recording = recording;
    }

    /**
     * {@return how much of the speech is not that of the one who speaks most, in percent}
     *
     * @param stretches of speech in samples
     * @throws AlanException when the encoder fails
     */
    public double percent(List<Speech> stretches) throws AlanException {
        List<float[]> windows = new ArrayList<>();
        for (Speech stretch : stretches) {
            int count = (int) Math.max(1, Math.round((stretch.to() - stretch.from()) / (WINDOW * recording.sampleRate())));
            int length = (stretch.to() - stretch.from()) / count;
            for (int i = 0; i < count && length >= LEAST * recording.sampleRate(); i++) {
                int from = stretch.from() + i * length;
                embed(recording.slice(from, from + length), windows);
            }
        }
        if (windows.isEmpty()) {
            return 0;
        }
        List<float[]> person = alike(windows, middle(windows), encoder.threshold());
        float[] sum = sum(person);
        long other = windows.stream().filter(each -> SpeakerEncoder.similarity(each, sum) < encoder.threshold() - SLACK).count();
        return 100.0 * other / windows.size();
    }

    /** One window that is mostly pause says nothing of the others. */
    private void embed(Pcm window, List<float[]> into) throws AlanException {
        try {
            into.add(encoder.embed(window));
        } catch (NothingHeardException e) {
            LOG.debug("Passed over {} s of {} Hz: {}", window.seconds(), window.sampleRate(), e.getMessage());
        }
    }

    /**
     * {@return the window that is most like the half of all which are most like it} Not the one that is somewhat like the most: that is one in which two people
     * speak, which is like both of them.
     */
    private static float[] middle(List<float[]> windows) {
        float[] best = windows.get(0);
        double most = -1;
        for (float[] each : windows) {
            double[] similar = windows.stream().mapToDouble(other -> SpeakerEncoder.similarity(each, other)).sorted().toArray();
            double score = Arrays.stream(similar, similar.length / 2, similar.length).average().orElse(0);
            if (score > most) {
                most = score;
                best = each;
            }
        }
        return best;
    }

    private static List<float[]> alike(List<float[]> windows, float[] to, double threshold) {
        return windows.stream().filter(each -> each == to || SpeakerEncoder.similarity(each, to) >= threshold).toList();
    }

    /** {@return the sum of vectors} @param vectors of one encoder, at least one */
    public static float[] sum(List<float[]> vectors) {
        float[] sum = new float[vectors.get(0).length];
        for (float[] vector : vectors) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += vector[i];
            }
        }
        return sum;
    }
}
