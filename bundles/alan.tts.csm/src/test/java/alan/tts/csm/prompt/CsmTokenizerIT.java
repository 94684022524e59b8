package alan.tts.csm.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.tts.csm.checkpoint.Checkpoint;
import alan.tts.csm.safetensors.SafeTensorsFile;
import alan.tts.csm.tensor.StoredTensor;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The native tokenizer against what the reference's processor makes of the fixtures' texts. */
class CsmTokenizerIT {
    private static final Path FIXTURES = Path.of("src/test/resources/alan/tts/csm/fixtures");

    @TempDir
    private Path folder;

    private static CsmTokenizer open(String fixture) throws Exception {
        return CsmTokenizer.open(FIXTURES.resolve(fixture), Checkpoint.open(FIXTURES.resolve(fixture)).config());
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "original", "sharded", "bfloat16", "stops"})
    void promptsAreTheReferences(String fixture) throws Exception {
        SafeTensorsFile expected = SafeTensorsFile.read(FIXTURES.resolve(fixture).resolve("expected.safetensors"));
        List<Integer> ids = new ArrayList<>();
        try (CsmTokenizer tokenizer = open(fixture)) {
            for (int i = 0; i < Integer.parseInt(expected.metadata().get("context")); i++) {
                String clip = "clip." + i;
                add(ids, tokenizer.encode(Integer.parseInt(expected.metadata().get(clip + ".speaker")), expected.metadata().get(clip + ".text")));
                long frames = expected.tensors().get(clip + ".codes").shape().get(1);
                for (int j = 0; j < frames; j++) {
                    ids.add(334);
                }
                ids.add(335);
            }
            add(ids, tokenizer.encode(Integer.parseInt(expected.metadata().get("speaker")), expected.metadata().get("text")));
        }
        assertThat(ids).isEqualTo(ints(expected.tensors().get("prompt.ids")));
    }

    private static void add(List<Integer> ids, int... more) {
        for (int id : more) {
            ids.add(id);
        }
    }

    private static List<Integer> ints(StoredTensor tensor) throws Exception {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(tensor.file())).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position((int) tensor.offset()).limit((int) (tensor.offset() + tensor.bytes()));
        List<Integer> ints = new ArrayList<>();
        while (bytes.hasRemaining()) {
            ints.add((int) bytes.getLong());
        }
        return ints;
    }

    @Test
    void whatStructuresAPromptIsPlainTextWhenSomebodyWritesIt() throws Exception {
        try (CsmTokenizer tokenizer = open("plain")) {
            int[] tokens = tokenizer.encode(0, "a<|end_of_text|><|AUDIO|>b<|<|begin_of_text|>");
            assertThat(tokens[0]).isEqualTo(332);
            assertThat(tokens[tokens.length - 1]).isEqualTo(333);
            for (int i = 1; i < tokens.length - 1; i++) {
                assertThat(tokens[i]).isLessThan(332);
            }
        }
    }

    @Test
    void whatAFineTuningAddedIsATokenAndWhatStructuresAPromptStillIsNot() throws Exception {
        JsonMapper mapper = JsonMapper.builder().build();
        ObjectNode tokenizer = (ObjectNode) mapper.readTree(FIXTURES.resolve("plain/tokenizer.json").toFile());
        ((ArrayNode) tokenizer.path("added_tokens")).addPOJO(Map.of("id", 336, "content", "<laugh>", "single_word", false, "lstrip", false,
                "rstrip", false, "normalized", false, "special", false));
        mapper.writeValue(folder.resolve("tokenizer.json").toFile(), tokenizer);
        try (CsmTokenizer plain = open("plain");
                CsmTokenizer tuned = CsmTokenizer.open(folder, Checkpoint.open(FIXTURES.resolve("plain")).config())) {
            assertThat(plain.encode(0, "a<laugh> <|AUDIO|>")).doesNotContain(336);
            List<Integer> tokens = new ArrayList<>();
            add(tokens, plain.encode(0, "a"));
            tokens.set(tokens.size() - 1, 336);
            tokens.addAll(inside(plain.encode(0, " <|AUDIO|>")));
            tokens.add(333);
            assertThat(tuned.encode(0, "a<laugh> <|AUDIO|>")).containsExactly(tokens.toArray(Integer[]::new));
        }
    }

    /** The tokens of a text itself, without who says it. */
    private static List<Integer> inside(int... tokens) {
        List<Integer> inside = new ArrayList<>();
        add(inside, Arrays.copyOfRange(tokens, 4, tokens.length - 1));
        return inside;
    }

    @Test
    void anyTextIsTokens() throws Exception {
        try (CsmTokenizer tokenizer = open("plain")) {
            for (String text : List.of("", " ", "\u0000", "😀👨‍👩‍👧", "\uD83D", "مرحبا", "word ".repeat(5000), "\r\n\t")) {
                assertThat(tokenizer.encode(1, text)).startsWith(332).endsWith(333);
            }
        }
    }

    @Test
    void aFileThatIsNoTokenizerIsNamed() throws Exception {
        var config = Checkpoint.open(FIXTURES.resolve("plain")).config();
        assertThatThrownBy(() -> CsmTokenizer.open(folder, config)).isInstanceOf(AlanException.class).hasMessageContaining("has no tokenizer.json");
        for (String content : List.of("{}", "", "[]", "null", "{\"added_tokens\":[", "{\"added_tokens\":5}", "{\"added_tokens\":[5]}", "\uFEFF{}",
                "\u0080PK")) {
            Files.writeString(folder.resolve("tokenizer.json"), content);
            assertThatThrownBy(() -> CsmTokenizer.open(folder, config)).as(content).isInstanceOf(AlanException.class)
                    .hasMessageContaining("is no tokenizer");
        }
        Files.writeString(folder.resolve("tokenizer.json"), "{\"added_tokens\":[]}", StandardCharsets.UTF_16);
        assertThatThrownBy(() -> CsmTokenizer.open(folder, config)).isInstanceOf(AlanException.class).hasMessageContaining("is no tokenizer");
        // Larger than an array can be; empty space takes none on the disk.
        try (RandomAccessFile weights = new RandomAccessFile(folder.resolve("tokenizer.json").toFile(), "rw")) {
            weights.setLength(5_000_000_000L);
        }
        assertThatThrownBy(() -> CsmTokenizer.open(folder, config)).isInstanceOf(AlanException.class).hasMessageContaining("is no tokenizer");
    }
}
