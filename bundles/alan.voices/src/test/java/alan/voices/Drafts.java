package alan.voices;

import alan.api.audio.Pcm;
import alan.api.voice.Consent;
import alan.api.voice.VoiceDraft;
import alan.api.voice.VoiceProfiles.Evidence;
import alan.api.voice.VoiceSegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Made-up voices: tones, and lines of text. */
final class Drafts {
    static final Evidence READ = new Evidence(Consent.State.READ, "I allow Alan to use my voice: copper, seven, harbour.",
            "I allow Alan to use my voice copper seven harbor", 0.83);
    static final Evidence OWN = new Evidence(Consent.State.OWN, "The voice marta is my own.", null, null);

    private Drafts() {}

    /** {@return a second of a tone with some noise on it} @param seed of its pitch and noise */
    static Pcm sound(int seed, double seconds) {
        Random random = new Random(seed);
        double step = 2 * Math.PI * (100 + random.nextInt(200)) / 24_000;
        float[] samples = new float[(int) Math.round(seconds * 24_000)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.3 * Math.sin(step * i) + 0.001 * random.nextGaussian());
        }
        return new Pcm(24_000, samples);
    }

    static VoiceDraft.Segment segment(int number, String text, String language, double seconds, double snr, String... doubtful) {
        Pcm sound = sound(number + (int) (1000 * seconds), seconds);
        return new VoiceDraft.Segment(new VoiceSegment(number, text, language, sound.seconds(), List.of(doubtful), snr), sound);
    }

    /** {@return a voice with a segment a text, the first with a doubtful word: its last} @param texts in English */
    static VoiceDraft english(String... texts) {
        List<VoiceDraft.Segment> segments = new ArrayList<>();
        for (String text : texts) {
            String[] doubtful = segments.isEmpty() ? new String[] {text.substring(text.lastIndexOf(' ') + 1)} : new String[0];
            segments.add(segment(segments.size() + 1, text, "en", 0.5 + 0.25 * segments.size(), 30, doubtful));
        }
        return new VoiceDraft(segments, List.of(), List.of());
    }
}
