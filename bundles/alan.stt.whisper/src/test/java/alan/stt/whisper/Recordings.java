package alan.stt.whisper;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.testing.SpeechSample;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Spoken sentences with their texts: pytest-audioeval's samples, mono float WAV at 16 kHz. */
final class Recordings {
    private static final List<String> NAMES =
            List.of("en/counting", "en/hello_world", "en/quick_brown_fox", "es/conteo", "es/hola_mundo", "es/pangrama");

    private Recordings() {}

    /** One of them. */
    record Recording(String language, String name, Pcm pcm, String text) {
        @Override
        public String toString() {
            return language + "/" + name;
        }
    }

    static List<Recording> in(String language) {
        return NAMES.stream().filter(name -> name.startsWith(language + "/")).map(Recordings::fetch).toList();
    }

    static Recording one(String language, String name) {
        return fetch(language + "/" + name);
    }

    private static Recording fetch(String name) {
        try {
            SpeechSample sample = SpeechSample.fetch(name);
            return new Recording(name.substring(0, 2), name.substring(3), sample.sound(), sample.text());
        } catch (AlanException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One after the other, with silence between. */
    static Pcm joined(double secondsBetween, List<Pcm> parts) {
        int gap = (int) (secondsBetween * 16_000);
        float[] all = new float[parts.stream().mapToInt(part -> part.samples().length + gap).sum()];
        int at = 0;
        for (Pcm part : parts) {
            System.arraycopy(part.samples(), 0, all, at, part.samples().length);
            at += part.samples().length + gap;
        }
        return new Pcm(16_000, Arrays.copyOf(all, at));
    }
}
