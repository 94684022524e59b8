package alan.listen.wake;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.listen.WakeWord;
import alan.api.model.InstalledModel;
import alan.api.tts.SpeechRequest;
import alan.api.tts.TextToSpeech;
import alan.phonemes.EspeakPhonemizer;
import alan.testing.OneModel;
import alan.testing.TestModels;
import alan.testing.Unconfigured;
import alan.testing.Wav;
import alan.tts.kokoro.KokoroTextToSpeech;
import alan.tts.piper.PiperTextToSpeech;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Synthetic voices that say what they are given. What they say is kept in {@code target/}, since Kokoro takes about as long to speak as one listens. */
final class Readers implements AutoCloseable {
    /** The voice of Piper's; all others are Kokoro's. */
    static final String JOE = "joe";

    private final Path data;
    /** One for both, as on a node: espeak-ng has one voice in a process, and a second phonemizer would not know that the first has changed it. */
    private final EspeakPhonemizer phonemizer;
    private InstalledModel kokoroModel;
    private PiperTextToSpeech piper;
    private KokoroTextToSpeech kokoro;

    /** @param data folder for native libraries and what was said */
    Readers(Path data) throws IOException {
        this.data = Files.createDirectories(data.toAbsolutePath());
        phonemizer = new EspeakPhonemizer(this.data);
    }

    /** {@return as this, with more voices than the model has} @param files of voices, by name */
    Readers with(Map<String, Path> files) throws AlanException {
        kokoroModel = More.of(TestModels.fetch("kokoro-82m"), files);
        return this;
    }

    /**
     * {@return what a voice makes of a text, at 16 kHz}
     *
     * @param reader {@link #JOE} or a voice of Kokoro's
     * @param language of the text
     * @param text to be said
     * @param seed of joe, who says it a little otherwise with each
     */
    Pcm say(String reader, String language, String text, int seed) throws AlanException, IOException {
        Path kept = data.resolve("readings").resolve(reader + "-" + seed + "-" + Integer.toHexString((language + text).hashCode()) + ".wav");
        if (!Files.exists(kept)) {
            Map<String, String> options = reader.equals(JOE) ? Map.of("seed", String.valueOf(seed)) : Map.of();
            Pcm sound = reader(reader).speak(new SpeechRequest(text, null, reader.equals(JOE) ? null : reader, language, options)).readAll();
            Files.createDirectories(kept.getParent());
            Path aside = Files.createTempFile(kept.getParent(), "new", ".wav");
            Wav.write(aside, Resampled.of(sound, WakeWord.SAMPLE_RATE));
            Files.move(aside, kept, java.nio.file.StandardCopyOption.ATOMIC_MOVE, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        return Wav.read(kept);
    }

    private TextToSpeech reader(String name) throws AlanException {
        if (name.equals(JOE)) {
            if (piper == null) {
                piper = Unconfigured.of(PiperTextToSpeech.class, new OneModel(TestModels.fetch("piper-en-us-joe")), phonemizer);
                piper.load();
            }
            return piper;
        }
        if (kokoro == null) {
            InstalledModel model = kokoroModel == null ? TestModels.fetch("kokoro-82m") : kokoroModel;
            kokoro = Unconfigured.of(KokoroTextToSpeech.class, new OneModel(model), phonemizer);
            kokoro.load();
        }
        return kokoro;
    }

    @Override
    public void close() {
        if (piper != null) {
            piper.unload();
        }
        if (kokoro != null) {
            kokoro.unload();
        }
    }
}
