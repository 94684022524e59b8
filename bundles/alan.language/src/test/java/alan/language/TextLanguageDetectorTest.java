package alan.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextLanguageDetectorTest {
    private final AtomicInteger asked = new AtomicInteger();
    private final Map<String, Double> likely = new HashMap<>();
    private final TextLanguageDetector detector = new TextLanguageDetector(text -> {
        asked.incrementAndGet();
        return likely;
    }, "en, es");

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "42", "12:30", "3.14", "???", "...", "10 + 7", "A", "x y", "25 °C", "100 km", "2024-05-01", "😀😀", "\u0000",
            "\u202E", "Alan", "Alan?",
        "OK", "Madrid", "Marta García", "David Bowie", "www.example.com", "a@b.c", "\uD83D"})
    void whatTellsNothingIsLeftOpen(String text) {
        assertThat(detector.detect(text)).isEmpty();
        assertThat(asked).as("questions to the model").hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({"Hola,es", "HOLA!,es", "Hola Alan,es", "'Gracias, Alan.',es", "Buenos Días,es", "Sí,es", "Hello,en", "Thanks Alan,en",
            "Good Morning,en", "Bonjour,fr",
        "Danke,de", "Guten Morgen,de", "Grazie,it", "Obrigada,pt", "Kaixo,eu", "Adéu,ca", "Bedankt!,nl", "Grazas,gl"})
    void whatPeopleSayInOneWordIsKnown(String text, String language) {
        assertThat(detector.detect(text)).contains(language);
    }

    @ParameterizedTest
    @CsvSource({"Καλημέρα,el", "今何時ですか,ja", "こんにちは,ja", "现在几点了？,zh", "지금 몇 시예요?,ko", "מה השעה?,he", "ขอบคุณ,th"})
    void aScriptOfOneLanguageTellsIt(String text, String language) {
        assertThat(detector.detect(text)).contains(language);
        assertThat(asked).hasValue(0);
    }

    @Test
    void invertedSignsAtTheStartAreSpanish() {
        assertThat(detector.detect(" ¿y tú?")).contains("es");
        assertThat(detector.detect("¡vaya!")).contains("es");
        assertThat(detector.detect("¿42?")).isEmpty();
    }

    @Test
    void whatIsExpectedHereWinsUnlessAnotherIsClearlyLikelier() {
        likely.putAll(Map.of("spa", 1.0, "glg", 1.05, "pol", 1.2, "war", 9.0));
        assertThat(detector.detect("cien palabras")).contains("es");
        likely.put("glg", 1.2);
        assertThat(detector.detect("cien palabras")).contains("gl");
        likely.put("pol", 1.4);
        assertThat(detector.detect("cien palabras")).contains("pl");
    }

    @Test
    void frequentWordsWeighMoreThanLetters() {
        likely.putAll(Map.of("eng", 1.0, "spa", 1.3));
        assertThat(detector.detect("Say hello.")).contains("en");
        assertThat(detector.detect("Alan, xyzzy")).contains("es");
    }

    @Test
    void theUsersOwnLanguageIsExpectedToo() {
        likely.putAll(Map.of("spa", 1.0, "glg", 1.05));
        Locale before = Locale.getDefault(Locale.Category.DISPLAY);
        try {
            Locale.setDefault(Locale.Category.DISPLAY, Locale.forLanguageTag("gl-ES"));
            assertThat(detector.detect("dúas palabras")).contains("gl");
        } finally {
            Locale.setDefault(Locale.Category.DISPLAY, before);
        }
    }

    @Test
    void onlyLanguagesOfTheTextsScriptComeIntoQuestion() {
        likely.putAll(Map.of("eng", 9.0, "ukr", 1.0, "rus", 1.1));
        assertThat(detector.detect("Котра година? OK")).contains("ru");
    }

    @Test
    void withoutAModelNothingIsClaimed() {
        assertThat(detector.detect("two words")).isEmpty();
    }

    @Test
    void aLongTextIsToldByItsBeginning() {
        StringBuilder seen = new StringBuilder();
        new TextLanguageDetector(text -> {
            seen.append(text);
            return Map.of();
        }, "").detect("word ".repeat(100_000));
        assertThat(seen).hasSizeLessThanOrEqualTo(1000);
    }

    @Test
    void theLanguagesAreNamedByTheirIsoCodes() {
        assertThat(detector.languages()).contains("en", "es", "ca", "eu", "gl", "fr", "it", "pt", "de", "nl",
                "ja").allMatch(code -> code.matches("[a-z]{2}"));
    }
}
