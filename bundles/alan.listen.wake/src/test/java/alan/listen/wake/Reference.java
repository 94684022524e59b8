package alan.listen.wake;

import alan.api.audio.Pcm;
import alan.testing.Wav;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;

/** What {@code fixtures.py} wrote, and the sounds that it is about. */
final class Reference {
    private Reference() {}

    /** {@return scores by sound and word: {@code spoken alexa}; one a frame} */
    static JsonNode scores() throws IOException {
        return new ObjectMapper().readTree(Reference.class.getResource("reference.json"));
    }

    /** {@return "Hey Jarvis", "Alexa", "Hey Mycroft", "Hey Rhasspy", from 0.6 s on, with pauses of 0.3 s} */
    static Pcm spoken() throws IOException, URISyntaxException {
        return Wav.read(Path.of(Reference.class.getResource("spoken.wav").toURI()));
    }

    /** {@return 4 s of a gliding saw of six harmonics that comes and goes, with a little noise, and a second of digital silence} */
    static Pcm made() {
        float[] samples = new float[4 * 16_000];
        long state = 12_345;
        for (int i = 0; i < samples.length; i++) {
            state = (state * 1_664_525 + 1_013_904_223) & 0xFFFF_FFFFL;
            double t = i / 16_000.0;
            double phase = 2 * Math.PI * (120 * t + 15 * t * t / 2);
            double tone = 0;
            for (int k = 1; k <= 6; k++) {
                tone += Math.sin(k * phase) / k;
            }
            samples[i] = (float) (0.2 * tone * (0.55 + 0.45 * Math.sin(2 * Math.PI * 3 * t)) + 0.01 * (state / 4_294_967_296.0 - 0.5));
        }
        return new Pcm(16_000, Arrays.copyOf(samples, 5 * 16_000));
    }
}
