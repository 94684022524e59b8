package alan.tts.csm.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.model.InstalledModel;
import alan.models.Catalogue;
import alan.tts.csm.checkpoint.CsmConfig;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The tokenizer with CSM-1B's whole vocabulary, Llama 3's, against what Meta's own tokenizer makes of a thousand lines ({@code
 * src/test/reference/llama3.py} wrote them). The vocabulary comes through pip, once for all runs, and is kept in {@code target}.
 */
class Llama3TokenizerIT {
    private static final Path RESOURCES = Path.of("src/test/resources/alan/tts/csm/llama3");
    private static final Path FOLDER = Path.of("target/llama3").toAbsolutePath();
    /** Only the numbers that begin and end a text matter here. */
    private static final CsmConfig CONFIG = new CsmConfig(32, 2051, 128256, 2048, 128000, 128001, null, null, null);

    private static Llama3Vocabulary vocabulary;
    private static int merges;

    @BeforeAll
    static void convert() throws Exception {
        InstalledModel model = new Catalogue(RESOURCES.resolve("models.json").toAbsolutePath(), FOLDER, List.of())
                .fetch("llama3-tokenizer", (file, source, done, total) -> { });
        vocabulary = new Llama3Vocabulary(model.file("tokenizer.model"));
        merges = vocabulary.write(FOLDER.resolve("tokenizer.json"));
    }

    @Test
    void thereAreAsManyTokensAndMergesAsTransformersFindsInTheSameFile() {
        assertThat(vocabulary.size()).isEqualTo(128_000);
        assertThat(merges).isEqualTo(280_147);
    }

    @Test
    void aThousandLinesAreTheTokensOfMetasTokenizer() throws Exception {
        Set<String> texts = new HashSet<>();
        List<String> different = new ArrayList<>();
        try (InputStream in = new GZIPInputStream(Files.newInputStream(RESOURCES.resolve("lines.jsonl.gz")));
                MappingIterator<JsonNode> lines = JsonMapper.builder().build().readerFor(JsonNode.class).readValues(in);
                CsmTokenizer tokenizer = CsmTokenizer.open(FOLDER, CONFIG)) {
            while (lines.hasNext()) {
                JsonNode line = lines.next();
                texts.add(line.path("text").asText());
                int[] expected = withEnds(line.path("ids"));
                int[] tokens = tokenizer.encode(line.path("speaker").intValue(), line.path("text").asText());
                if (!Arrays.equals(tokens, expected)) {
                    different.add(line.path("text") + "\n  Alan " + IntStream.of(tokens).boxed().toList() + "\n  Meta "
                            + IntStream.of(expected).boxed().toList());
                }
            }
        }
        assertThat(texts).hasSize(1000);
        assertThat(different).isEmpty();
    }

    private static int[] withEnds(JsonNode ids) {
        IntStream text = StreamSupport.stream(ids.spliterator(), false).mapToInt(JsonNode::intValue);
        return IntStream.concat(IntStream.concat(IntStream.of(CONFIG.beginText()), text), IntStream.of(CONFIG.endText())).toArray();
    }
}
