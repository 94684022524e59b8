package alan.tts.csm.prompt;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import alan.api.AlanException;
import alan.tts.csm.checkpoint.CsmConfig;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * The tokenizer that a checkpoint brings, {@code tokenizer.json}, and the form in which CSM was shown texts: who speaks stands in brackets before it.
 *
 * <p>A token that structures a prompt, such as {@code <|end_of_text|>}, is plain text when somebody writes it.
 *
 * @see <a href="https://github.com/SesameAILabs/csm/blob/main/generator.py">SesameAILabs/csm, generator.py, _tokenize_text_segment</a>
 */
public final class CsmTokenizer implements AutoCloseable {
    private static final String FILE = "tokenizer.json";
    /** Bytes that a file may have; CSM-1B's has 17 million. */
    private static final long LARGEST = 200_000_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final CsmConfig config;
    private final HuggingFaceTokenizer tokenizer;

    private CsmTokenizer(CsmConfig config, HuggingFaceTokenizer tokenizer) {
        this.config = config;
        this.tokenizer = tokenizer;
    }

    /**
     * Opens the tokenizer of a checkpoint.
     *
     * @param folder of the checkpoint
     * @param config of the model
     * @return to be closed
     * @throws AlanException when the file is missing or is no tokenizer
     */
    public static CsmTokenizer open(Path folder, CsmConfig config) throws AlanException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            throw new AlanException("The folder %s has no %s: fetch the model again.", folder, FILE);
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (InputStream in = new ByteArrayInputStream(withoutStructuring(file))) {
            // DJL looks for its native code there, and only at the first use: what it does not find then, it never finds.
            thread.setContextClassLoader(HuggingFaceTokenizer.class.getClassLoader());
            // Nothing before or after a text, and nothing cut off.
            return new CsmTokenizer(config, HuggingFaceTokenizer.newInstance(in, Map.of(
                    "addSpecialTokens", "false", "truncation", "false", "padding", "false")));
        } catch (IOException | RuntimeException e) {
            throw new AlanException("The checkpoint file %s is no tokenizer: fetch it again.", file, e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /**
     * The library looks for structuring tokens in every text, and its Java interface cannot forbid it. So it gets them under names that nobody can
     * write; their numbers stay taken. Cutting texts inside of such tokens instead would part what belongs together: Llama 3 has a token for
     * {@code " <|"}.
     */
    private static byte[] withoutStructuring(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException(file + " has more than " + LARGEST + " bytes");
        }
        byte[] all = Files.readAllBytes(file);
        try (JsonParser json = JSON.createParser(all)) {
            json.nextToken();
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                json.nextToken();
                int from = Math.toIntExact(json.currentTokenLocation().getByteOffset());
                if (field.equals("added_tokens")) {
                    byte[] added = JSON.writeValueAsBytes(renamed(json.readValueAsTree()));
                    int to = Math.toIntExact(json.currentLocation().getByteOffset());
                    return ByteBuffer.allocate(from + added.length + all.length - to)
                            .put(all, 0, from).put(added).put(all, to, all.length - to).array();
                }
                json.skipChildren();
            }
            return all;
        }
    }

    private static JsonNode renamed(JsonNode added) {
        UUID unknown = UUID.randomUUID();
        for (JsonNode token : added) {
            if (token.path("special").asBoolean()) {
                ((ObjectNode) token).put("content", unknown + token.path("content").asText());
            }
        }
        return added;
    }

    /**
     * {@return the tokens of what somebody says}
     *
     * @param speaker 0 and up
     * @param text what is said
     */
    public int[] encode(int speaker, String text) {
        IntStream said = Arrays.stream(tokenizer.encode("[" + speaker + "]" + text, false, false).getIds()).mapToInt(Math::toIntExact);
        return IntStream.concat(IntStream.concat(IntStream.of(config.beginText()), said), IntStream.of(config.endText())).toArray();
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
