package alan.tts.kokoro;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.phonemes.PhonemeReader;
import alan.phonemes.EspeakPhonemizer;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares with the phonemes that misaki gives, which Kokoro was trained with; the file's first line says how they were made. */
class ReferencePhonemesIT {
    @TempDir
    static Path data;

    private static PhonemeReader reader;

    @BeforeAll
    static void open() throws Exception {
        reader = new EspeakPhonemizer(data).open();
    }

    @AfterAll
    static void close() {
        reader.close();
    }

    static Stream<Arguments> sentences() throws Exception {
        try (InputStream in = ReferencePhonemesIT.class.getResourceAsStream("phonemes.tsv")) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
            return lines.stream().filter(line -> !line.startsWith("#")).map(line -> Arguments.of((Object[]) line.split("\t")));
        }
    }

    @ParameterizedTest
    @MethodSource("sentences")
    void readsLikeMisaki(String language, String text, String expected) throws Exception {
        Dialect dialect = Dialect.ofLanguage(language);
        List<Passage> passages = new Passages(dialect).of(reader.read(dialect.espeakVoice(), text, true));
        String phonemes = passages.stream().map(Passage::phonemes).collect(Collectors.joining(" "));
        assertThat(phonemes).isEqualTo(expected);
        assertThat(Vocabulary.encode(phonemes)).hasSize(expected.length() + 2).startsWith(0).endsWith(0);
    }
}
