package alan.watermark;

import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import alan.api.tts.SpeechRequest;
import alan.api.tts.TextToSpeech;
import alan.api.tts.Voice;
import alan.phonemes.EspeakPhonemizer;
import alan.testing.OneModel;
import alan.testing.TestModels;
import alan.testing.Wav;
import alan.tts.kokoro.KokoroTextToSpeech;
import alan.tts.piper.PiperTextToSpeech;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Lets the product's own voices read the project's own pages aloud, for hours if need be. */
final class SpeechCorpus {
    private SpeechCorpus() {}

    /**
     * Fills a folder with speech, one file a voice and a minute.
     *
     * @param args the folder, Piper's minutes, the minutes of each of Kokoro's voices, the project's root
     */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args[0]));
        Path root = Path.of(args[3]);
        Path data = Files.createTempDirectory("corpus");
        EspeakPhonemizer phonemizer = new EspeakPhonemizer(data);
        speak(engine(PiperTextToSpeech.class, "piper-en-us-joe", phonemizer), folder, root, Integer.parseInt(args[1]));
        speak(engine(KokoroTextToSpeech.class, "kokoro-82m", phonemizer), folder, root, Integer.parseInt(args[2]));
    }

    private static void speak(TextToSpeech engine, Path folder, Path root, int minutes) throws Exception {
        engine.load();
        int files = 0;
        for (int minute = 0; minute < minutes; minute++) {
            for (Voice voice : engine.voices()) {
                Path file = folder.resolve(voice.name() + "-" + minute + ".wav");
                files++;
                if (Files.exists(file)) {
                    continue;
                }
                List<String> sentences = sentences(root, voice.languages().contains("es"));
                Wav.write(file, minute(engine, voice, sentences, files * 37 % sentences.size()));
                System.out.println(file);
            }
        }
        engine.unload();
    }

    private static Pcm minute(TextToSpeech engine, Voice voice, List<String> sentences, int from) throws Exception {
        float[] sound = new float[voice.sampleRate() * 60];
        int length = 0;
        for (int i = from; length < sound.length; i++) {
            String language = voice.languages().iterator().next();
            SpeechRequest request = new SpeechRequest(sentences.get(i % sentences.size()), null, voice.name(), language, Map.of());
            try (PcmStream stream = engine.speak(request)) {
                float[] said = stream.readAll().samples();
                int taken = Math.min(said.length, sound.length - length);
                System.arraycopy(said, 0, sound, length, taken);
                length += taken;
            }
        }
        return new Pcm(voice.sampleRate(), sound);
    }

    private static List<String> sentences(Path root, boolean spanish) throws IOException {
        List<String> sentences = new ArrayList<>();
        for (String page : spanish ? List.of("README.es.md") : List.of("docs/ARCHITECTURE.md", "docs/csm.md", "README.md", "docs/add-an-engine.md")) {
            String text = Files.readString(root.resolve(page))
                    .replaceAll("(?s)```.*?```", " ").replaceAll("[`*|#_<>{}\\[\\]]", " ").replaceAll("\\s+", " ");
            Arrays.stream(text.split("(?<=[.:;!?]) ")).map(String::strip).filter(s -> s.length() > 25 && s.length() < 220).forEach(sentences::add);
        }
        return sentences;
    }

    /** {@return an engine as Declarative Services would make it, with a configuration in which nothing is set} */
    static <T> T engine(Class<T> type, String model, EspeakPhonemizer phonemizer) throws Exception {
        for (Constructor<?> each : type.getConstructors()) {
            if (each.getParameterCount() == 3) {
                Class<?> config = each.getParameterTypes()[2];
                Object defaults = Proxy.newProxyInstance(
                        config.getClassLoader(), new Class<?>[] {config}, (proxy, method, arguments) -> method.getDefaultValue());
                return type.cast(each.newInstance(new OneModel(TestModels.fetch(model)), phonemizer, defaults));
            }
        }
        throw new IllegalStateException(type + " has another constructor");
    }
}
