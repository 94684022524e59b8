package alan.llm.llama;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A GGUF file's tokens. The library reads scores and types of tokens by the number of texts, without a look at how many there
 * are.
 */
final class GgufVocabulary {
    private static final String TOKENS = "tokenizer.ggml.tokens";
    private static final String TYPES = "tokenizer.ggml.token_type";
    private static final String SCORES = "tokenizer.ggml.scores";
    private static final String MERGES = "tokenizer.ggml.merges";
    private static final String BOS = "tokenizer.ggml.bos_token_id";
    private static final int INT32 = 5;
    private static final int FLOAT32 = 6;
    private static final int TEXT = 8;
    private static final int CONTROL = 3;

    private final Map<String, Object> metadata;

    /** @param metadata of the file */
    GgufVocabulary(Map<String, Object> metadata) {
        this.metadata = metadata;
    }

    /** Checks that what belongs to the tokens is as long as they are. @throws IOException when it is not */
    void check() throws IOException {
        if (!(metadata.get("general.architecture") instanceof String)) {
            throw new IOException("it does not say what kind of network it is");
        }
        GgufFile.Array tokens = array(TOKENS, TEXT);
        array(MERGES, TEXT);
        for (GgufFile.Array each : new GgufFile.Array[] {array(TYPES, INT32), array(SCORES, FLOAT32)}) {
            if (each != null && (tokens == null || each.length() < tokens.length())) {
                throw new IOException("its vocabulary's lists are of different lengths");
            }
        }
    }

    /** {@return the texts of control tokens} @param in the file */
    List<String> controlTexts(GgufInput in) throws IOException {
        List<String> texts = new ArrayList<>();
        GgufFile.Array tokens = array(TOKENS, TEXT);
        GgufFile.Array types = array(TYPES, INT32);
        if (tokens == null || types == null) {
            return texts;
        }
        List<Integer> control = new ArrayList<>();
        in.seek(types.position());
        for (int i = 0; i < tokens.length(); i++) {
            if (in.readInt() == CONTROL) {
                control.add(i);
            }
        }
        in.seek(tokens.position());
        int at = 0;
        for (int wanted : control) {
            for (; at < wanted; at++) {
                in.skipText();
            }
            texts.add(in.readText());
            at++;
        }
        return texts;
    }

    /** {@return the text of the token that begins a text; empty if the file names none} @param in the file */
    String bosText(GgufInput in) throws IOException {
        GgufFile.Array tokens = array(TOKENS, TEXT);
        if (tokens == null || !(metadata.get(BOS) instanceof Long bos) || bos < 0 || bos >= tokens.length()) {
            return "";
        }
        in.seek(tokens.position());
        for (long i = 0; i < bos; i++) {
            in.skipText();
        }
        return in.readText();
    }

    private GgufFile.Array array(String key, int type) throws IOException {
        Object value = metadata.get(key);
        if (value == null) {
            return null;
        }
        if (value instanceof GgufFile.Array array && array.type() == type) {
            return array;
        }
        throw new IOException("the entry " + key + " is of the wrong type");
    }
}
