package alan.tts.kokoro;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.tts.SpeechRequest;
import alan.phonemes.EspeakPhonemizer;
import alan.testing.Effort;
import alan.testing.OneModel;
import alan.testing.TestModels;
import alan.testing.WordErrorRate;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the default voices say is understood by Whisper base: a third of it in each build, all of it with {@code -Psoak}. */
class UnderstoodIT {
    private static final List<String> SPANISH = List.of(
            "Buenos días, ¿cómo has dormido?",
            "Me llamo Alan y vivo en tu casa.",
            "Mañana por la mañana va a llover en toda la costa.",
            "El niño pequeño comió una manzana en el jardín de su abuela.",
            "¿Quieres que te lea el correo de José Luis Muñoz?",
            "El tren sale de Sevilla a las nueve y llega a las once.",
            "Mi cumpleaños es el 17 de noviembre.",
            "¡Qué alegría verte otra vez!",
            "Hay veinticinco sillas en el salón, pero solo doce están libres.",
            "Perdona, no te he entendido bien; ¿puedes repetirlo?",
            // Of the kind that Whisper mishears ("a noche"): here so that nothing is chosen to please.
            "El tren a Sevilla sale a las nueve.",
            "Anoche soñé con el mar.");
    private static final List<String> ENGLISH = List.of(
            "Good morning, how did you sleep?",
            "My name is Alan, and I live in your house.",
            "Tomorrow it will rain along the whole coast.",
            "There are twenty-five chairs in the kitchen, but only twelve are free.",
            "Would you like to hear the news or the weather?");

    @TempDir
    static Path data;

    private static KokoroTextToSpeech engine;
    private static Listener listener;

    @BeforeAll
    static void load() throws Exception {
        engine = new KokoroTextToSpeech(new OneModel(TestModels.fetch("kokoro-82m")), new EspeakPhonemizer(data), Settings.of());
        engine.load();
        listener = new Listener(data);
    }

    @AfterAll
    static void unload() {
        engine.unload();
        listener.close();
    }

    @Test
    void spanishIsUnderstood() throws Exception {
        assertThat(heard("es", null, some(SPANISH)).rate()).isLessThanOrEqualTo(0.08);
    }

    @Test
    void englishIsUnderstood() throws Exception {
        assertThat(heard("en", null, some(ENGLISH)).rate()).isLessThanOrEqualTo(0.08);
    }

    private static List<String> some(List<String> sentences) {
        return sentences.subList(0, Effort.of((sentences.size() + 2) / 3, sentences.size()));
    }

    private static WordErrorRate heard(String language, String voice, List<String> sentences) throws Exception {
        WordErrorRate all = WordErrorRate.NONE;
        for (String said : sentences) {
            String heard = listener.hear(engine.speak(new SpeechRequest(said, null, voice, language, Map.of())).readAll(), language);
            WordErrorRate rate = WordErrorRate.of(said, heard);
            System.out.printf("%s: %s | %s | %s%n", language, rate, said, heard);
            all = all.plus(rate);
        }
        System.out.printf("word error rate of %s: %s%n", language, all);
        return all;
    }
}
