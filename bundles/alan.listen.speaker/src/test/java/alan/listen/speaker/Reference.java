package alan.listen.speaker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What {@code fixtures.py} wrote, and the sound that it makes itself. */
final class Reference {
    static final JsonNode FILE = file();

    private Reference() {}

    private static JsonNode file() {
        try {
            return new ObjectMapper().readTree(Reference.class.getResource("reference.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static float[] floats(JsonNode list) {
        float[] floats = new float[list.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) list.get(i).asDouble();
        }
        return floats;
    }

    /** {@return a gliding saw of six harmonics that comes and goes, with a little noise} @param seconds of it */
    static float[] made(double seconds) {
        float[] samples = new float[(int) (seconds * 16_000)];
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
        return samples;
    }
}
