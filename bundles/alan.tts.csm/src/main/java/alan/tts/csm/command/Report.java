package alan.tts.csm.command;

import alan.api.text.Text;
import alan.tts.csm.tensor.Backend;
import java.nio.file.Path;

/**
 * What is said after a generation.
 *
 * @param runtime name of the runtime
 * @param backend that computed it
 * @param result what it made
 * @param sampleRate of the sound
 */
record Report(String runtime, Backend backend, Generation.Result result, int sampleRate) {
    /** Prints it. @param console where to @param codes file of the codes; {@code null} for none @param sound likewise */
    void print(Console console, Path codes, Path sound) {
        Timings took = result.codes().timings();
        int frames = result.codes().frames().size();
        Labels labels = new Labels();
        labels.add(Text.tr("backend:"), Text.tr("%s on %s in %s (%s)", runtime, backend.device(), backend.precision().id(), backend.reason()));
        labels.add(Text.tr("frames:"), result.codes().stopped().equals(Codes.EOS)
                ? Text.tr("%s, the last of which ends the utterance", frames)
                : Text.tr("%s, cut off before the utterance ended", frames));
        if (result.codes().seed() != null) {
            labels.add(Text.tr("seed:"), result.codes().seed());
        }
        labels.add(Text.tr("times:"), Text.tr("load %.2f s, clips %.2f s, prompt %.2f s, first frame after %.2f s, all frames %.2f s, sound %.2f s",
                took.load(), took.encode(), took.prefill(), took.firstFrame(), took.frames(), took.decode()));
        labels.add(Text.tr("speed:"), took.realTimeFactor() == null
                ? Text.tr("%.2f frames a second", took.framesPerSecond())
                : Text.tr("%.2f frames a second, real-time factor %.2f", took.framesPerSecond(), took.realTimeFactor()));
        if (codes != null) {
            labels.add(Text.tr("codes:"), codes);
        }
        if (sound != null) {
            labels.add(Text.tr("sound:"), Text.tr("%s, %.2f s", sound, result.sound().length / (double) sampleRate));
        }
        labels.print(console.out());
    }
}
