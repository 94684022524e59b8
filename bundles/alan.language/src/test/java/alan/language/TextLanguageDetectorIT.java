package alan.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The detector with OpenNLP's own model, over 400 everyday questions and words. */
class TextLanguageDetectorIT {
    private static final TextLanguageDetector DETECTOR = new TextLanguageDetector(new OpenNlp(), "en, es");
    private static final Map<String, List<String>> QUESTIONS = new TreeMap<>();

    @BeforeAll
    static void readQuestions() throws IOException {
        try (InputStream in = TextLanguageDetectorIT.class.getResourceAsStream("questions.tsv")) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] parts = line.split("\t");
                QUESTIONS.computeIfAbsent(parts[0], any -> new ArrayList<>()).add(parts[1]);
            });
        }
    }

    private static double share(String language) {
        List<String> questions = QUESTIONS.get(language);
        List<String> wrong = questions.stream().filter(text -> !DETECTOR.detect(text).orElse("?").equals(language)).toList();
        double share = 1 - (double) wrong.size() / questions.size();
        System.out.printf("%s: %.1f %% of %d; not: %s%n", language, 100 * share, questions.size(), wrong);
        return share;
    }

    @Test
    void englishAndSpanishAreTold() {
        assertThat(share("en")).isGreaterThan(0.97);
        assertThat(share("es")).isGreaterThan(0.95);
    }

    @Test
    void aSpanishOrEnglishQuestionIsHardlyEverTakenForAnotherLanguage() {
        for (String language : List.of("en", "es")) {
            List<String> elsewhere = QUESTIONS.get(language).stream()
                    .filter(text -> DETECTOR.detect(text).filter(told -> !told.equals(language)).isPresent())
                    .toList();
            assertThat(elsewhere).hasSizeLessThanOrEqualTo(3);
        }
    }

    @Test
    void namesAndNumbersAreLeftOpen() {
        assertThat(share("?")).isGreaterThan(0.95);
    }

    @Test
    void neighboursAreToldMoreOftenThanNot() {
        for (String language : List.of("fr", "it", "de", "nl", "eu")) {
            assertThat(share(language)).as(language).isGreaterThan(0.8);
        }
        assertThat(share("pt")).isGreaterThan(0.6);
        assertThat(share("ca")).isGreaterThan(0.8);
        share("gl");
    }

    @Test
    void manyThreadsGetTheSameAnswers() {
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String text = i % 2 == 0 ? "What is the moon?" : "qué hora es ahora";
            answers.add(CompletableFuture.supplyAsync(() -> DETECTOR.detect(text).orElse("?")));
        }
        for (int i = 0; i < 200; i++) {
            assertThat(answers.get(i).join()).isEqualTo(i % 2 == 0 ? "en" : "es");
        }
    }

    @Test
    void nothingThatIsTypedUpsetsIt() {
        String emoji = "😀👨‍👩‍👧‍👦 ".repeat(500);
        for (String text : List.of("", "\u0000", "what\u0000 is\u0000 this", emoji, "# **Hello** `world` now", "\u202Eabc def",
                "\uD83D\uD83D a b cc dd", "word ".repeat(20_000),
                "مرحبا كيف حالك", "a".repeat(100_000), "שלום world and more words")) {
            assertThat(DETECTOR.detect(text)).isNotNull();
        }
        assertThat(DETECTOR.detect("# **What** is `this` thing?")).contains("en");
    }
}
