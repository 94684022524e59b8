package alan.listen.wake;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.audio.Pcm;
import alan.api.listen.WakeWord.Detection;
import alan.testing.SpeechSample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Wake words that are said, and what is said that is none. {@link Measurement} does the same at length. */
class SpokenIT {
    private static final List<String> READERS = List.of(Readers.JOE, "af_heart", "bm_george");

    private static OpenWakeWord engine;
    private static Readers readers;

    @BeforeAll
    static void load() throws Exception {
        engine = Ears.engine();
        engine.load();
        readers = new Readers(Path.of("target", "spoken"));
    }

    @AfterAll
    static void unload() {
        readers.close();
        engine.unload();
    }

    @Test
    void wordsAreHeardInVoicesOfWomenAndMen() throws Exception {
        int said = 0;
        List<String> heard = new ArrayList<>();
        for (String reader : READERS) {
            for (String id : new TreeSet<>(Ears.ALL)) {
                Pcm word = readers.say(reader, "en", Words.phrase(id) + "!", 0);
                List<Detection> found = Ears.hear(engine, Ears.ALL, Ears.joined(Ears.room(2, 0.001), word, Ears.room(1, 0.001)));
                System.out.printf("%s says %s: %s%n", reader, id, found);
                said++;
                found.forEach(each -> heard.add(reader + " " + id + " as " + each.name()));
                assertThat(found).as("%s says %s", reader, id).allMatch(each -> each.name().equals(id)).hasSizeLessThanOrEqualTo(1);
            }
        }
        assertThat(heard).as("of %d words", said).hasSizeGreaterThanOrEqualTo(said - 1);
    }

    @Test
    void ordinarySpeechIsNoWakeWord() throws Exception {
        List<Pcm> speech = new ArrayList<>();
        for (String name : List.of("en/counting", "en/hello_world", "en/quick_brown_fox", "es/conteo", "es/hola_mundo", "es/pangrama")) {
            speech.add(SpeechSample.fetch(name).sound());
        }
        for (String text : List.of(
                "Good morning. Hey, how did you sleep? I have not heard from Alexander since Friday, and Travis is in hospital.",
                "The train to the coast leaves at nine and arrives at eleven; there are twenty-five chairs in the kitchen, but only twelve are free.",
                "Would you like to hear the news or the weather? Hey, could you turn the light off in the living room and close the door?")) {
            speech.add(readers.say(Readers.JOE, "en", text, 1));
        }
        speech.add(readers.say("ef_dora", "es", "Oye, Javi, ¿me dejas el coche mañana? Alejandra sale de Sevilla a las nueve.", 0));
        assertThat(Ears.hear(engine, Ears.ALL, Ears.joined(speech.toArray(Pcm[]::new)))).isEmpty();
    }
}
