package alan.tts.csm.prompt;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Llama 3's vocabulary as Meta publishes it, in tiktoken's format (a token's bytes in Base64 and its rank a line, the most frequent first), and the
 * {@code tokenizer.json} that Hugging Face's tools make of it.
 *
 * @see <a href="https://github.com/huggingface/transformers/blob/main/src/transformers/convert_slow_tokenizer.py">transformers, TikTokenConverter</a>
 */
final class Llama3Vocabulary {
    private static final String SPLIT = "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*"
            + "|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
    /** The first of the 256 tokens that structure prompts, as CSM-1B names them. */
    private static final List<String> STRUCTURING = List.of("begin_of_text", "end_of_text", "AUDIO", "audio_eos", "finetune_right_pad_id",
            "reserved_special_token_2", "start_header_id", "end_header_id", "eom_id", "eot_id", "python_tag");
    private static final int ALL_STRUCTURING = 256;

    /** Rank by token; a character is a byte. */
    private final Map<String, Integer> ranks = new LinkedHashMap<>();

    private record Merge(String left, String right) {}

    /** @param file with the ranks in ascending order */
    Llama3Vocabulary(Path file) throws IOException {
        for (String line : Files.readAllLines(file)) {
            int space = line.indexOf(' ');
            ranks.put(new String(Base64.getDecoder().decode(line.substring(0, space)), StandardCharsets.ISO_8859_1),
                    Integer.valueOf(line.substring(space + 1)));
        }
    }

    /** {@return how many tokens there are, without those that structure prompts} */
    int size() {
        return ranks.size();
    }

    /** Writes {@code tokenizer.json}. {@return how many merges it has} */
    int write(Path file) throws IOException {
        List<Merge> merges = ranks.keySet().stream().flatMap(this::merges).toList();
        try (OutputStream out = Files.newOutputStream(file);
                JsonGenerator json = JsonMapper.builder().build().createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("version", "1.0");
            writeStructuring(json);
            json.writeFieldName("pre_tokenizer");
            json.writePOJO(Map.of("type", "Sequence", "pretokenizers", List.of(
                    Map.of("type", "Split", "pattern", Map.of("Regex", SPLIT), "behavior", "Isolated", "invert", false),
                    Map.of("type", "ByteLevel", "add_prefix_space", false, "trim_offsets", true, "use_regex", false))));
            writeModel(json, merges);
            json.writeEndObject();
        }
        return merges.size();
    }

    /** The ways to put a token together from two others; those of a lower rank are tried first. */
    private Stream<Merge> merges(String token) {
        return IntStream.range(1, token.length())
                .mapToObj(at -> new Merge(token.substring(0, at), token.substring(at)))
                .filter(merge -> ranks.containsKey(merge.left) && ranks.containsKey(merge.right))
                .sorted(Comparator.<Merge>comparingInt(merge -> ranks.get(merge.left)).thenComparingInt(merge -> ranks.get(merge.right)));
    }

    private void writeStructuring(JsonGenerator json) throws IOException {
        List<String> names = new ArrayList<>(STRUCTURING);
        while (names.size() < ALL_STRUCTURING) {
            names.add("reserved_special_token_" + (names.size() - STRUCTURING.size() + 3));
        }
        json.writeArrayFieldStart("added_tokens");
        for (int i = 0; i < names.size(); i++) {
            json.writePOJO(Map.of("id", ranks.size() + i, "content", "<|" + names.get(i) + "|>", "single_word", false, "lstrip", false,
                    "rstrip", false, "normalized", false, "special", true));
        }
        json.writeEndArray();
    }

    private void writeModel(JsonGenerator json, List<Merge> merges) throws IOException {
        json.writeObjectFieldStart("model");
        json.writeStringField("type", "BPE");
        json.writeBooleanField("ignore_merges", true);
        json.writeObjectFieldStart("vocab");
        for (Map.Entry<String, Integer> token : ranks.entrySet()) {
            json.writeNumberField(shown(token.getKey()), token.getValue());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("merges");
        for (Merge merge : merges) {
            json.writeArray(new String[] {shown(merge.left), shown(merge.right)}, 0, 2);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Bytes as the printable characters that stand for them in byte-level BPE: their own where they have one, else those from U+0100 on. */
    private static String shown(String bytes) {
        StringBuilder shown = new StringBuilder();
        for (char b : bytes.toCharArray()) {
            shown.append(printable(b) ? b : (char) (0x100 + IntStream.range(0, b).filter(other -> !printable(other)).count()));
        }
        return shown.toString();
    }

    private static boolean printable(int b) {
        return b >= '!' && b <= '~' || b >= 0xA1 && b <= 0xAC || b >= 0xAE && b <= 0xFF;
    }
}
