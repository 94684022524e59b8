package alan.phonemes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.phonemes.Clause;
import alan.api.phonemes.PhonemeReader;
import alan.testing.Memory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EspeakPhonemizerIT {
    @TempDir
    static Path data;

    private final EspeakPhonemizer phonemizer = new EspeakPhonemizer(data);
    private PhonemeReader reader;

    @BeforeEach
    void open() throws Exception {
        reader = phonemizer.open();
    }

    @AfterEach
    void stop() {
        phonemizer.stop();
    }

    @Test
    void readsATextIntoClausesWithTheirMarks() throws Exception {
        assertThat(reader.read("es", "Buenos días, ¿cómo estás? Son las 3.", false))
                .containsExactly(
                        new Clause("bwˈenos ðˈias", ',', false),
                        new Clause("kˈomo estˈas", '?', true),
                        new Clause("sˈon las tɾˈes", '.', true));
        assertThat(reader.read("en-us", "Well… yes: really; go!", false)).extracting(Clause::mark).containsExactly('…', ':', ';', '!');
        assertThat(reader.read("en-us", "Yes", false)).containsExactly(new Clause("jˈɛs", Clause.NO_MARK, true));
    }

    @Test
    void tiesTheLettersOfOnePhoneme() throws Exception {
        assertThat(reader.read("en-us", "I choose a boat.", true)).extracting(Clause::phonemes).containsExactly("a͡ɪ t͡ʃˈuːz ɐ bˈo͡ʊt");
        assertThat(reader.read("es", "mucho auto", true)).extracting(Clause::phonemes).containsExactly("mˈut͡ʃo ˈa͡ʊto");
    }

    @Test
    void leavesOutSwitchesOfLanguage() throws Exception {
        assertThat(reader.read("fr", "le software", false).get(0).phonemes()).doesNotContain("(", ")").isNotBlank();
    }

    @Test
    void readsOnAfterWhatIsNoText() throws Exception {
        assertThat(reader.read("en-us", "yes\0yes\u0007yes\uD83D", false)).extracting(Clause::phonemes).containsExactly("jˈɛs jˈɛs jˈɛs");
        assertThat(reader.read("en-us", "", false)).allMatch(clause -> clause.phonemes().isEmpty());
        assertThat(reader.read("en-us", "yes\n\nyes", false)).extracting(Clause::endsSentence).containsExactly(true, true);
        assertThat(reader.read("en-us", "word ".repeat(5_000), false)).isNotEmpty().allMatch(clause -> clause.phonemes().length() < 5_000);
    }

    @Test
    void saysThatItKnowsNoSuchLanguage() throws Exception {
        assertThatThrownBy(() -> reader.read("no-such-tongue", "Yes.", false))
                .isInstanceOf(AlanException.class)
                .hasMessageContaining("\"no-such-tongue\"");
        assertThat(reader.read("en-us", "Yes.", false)).hasSize(1);
    }

    @Test
    void staysInMemoryForAsLongAsSomebodyUsesIt() throws Exception {
        PhonemeReader other = phonemizer.open();
        reader.close();
        reader.close();
        assertThatThrownBy(() -> reader.read("es", "Hola", false)).isInstanceOf(AlanException.class).hasMessageContaining("unloaded");
        assertThat(phonemizer.started()).isTrue();
        assertThat(other.read("es", "Hola", false)).hasSize(1);
        other.close();
        assertThat(phonemizer.started()).isFalse();
        try (PhonemeReader again = phonemizer.open()) {
            assertThat(again.read("es", "Hola", false)).hasSize(1);
        }
    }

    @Test
    void failsWhoeverStillUsesItWhenItIsStopped() throws Exception {
        phonemizer.stop();
        assertThatThrownBy(() -> reader.read("es", "Hola", false)).isInstanceOf(AlanException.class).hasMessageContaining("unloaded");
        PhonemeReader later = phonemizer.open();
        reader.close();
        assertThat(later.read("es", "Hola", false)).hasSize(1);
    }

    @Test
    void servesSeveralLanguagesAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<List<Clause>>> readings = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String voice = i % 2 == 0 ? "es" : "en-us";
            readings.add(threads.submit(() -> reader.read(voice, "once", false)));
        }
        for (int i = 0; i < readings.size(); i++) {
            assertThat(readings.get(i).get().get(0).phonemes()).isEqualTo(i % 2 == 0 ? "ˈonθe" : "wˈʌns");
        }
        threads.shutdown();
    }

    @Test
    void leavesNoMemoryBehind() throws Exception {
        reader.close();
        cycles(30);
        long before = Memory.resident();
        cycles(100);
        assertThat((Memory.resident() - before) / 100).as("bytes more after each start").isLessThan(20_000);
    }

    private void cycles(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            try (PhonemeReader use = phonemizer.open()) {
                use.read("es", "Buenos días.", false);
                use.read("en-us", "Good morning.", false);
            }
        }
        System.gc();
    }
}
