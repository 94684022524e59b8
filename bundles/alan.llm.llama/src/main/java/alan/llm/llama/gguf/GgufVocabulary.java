package alan.llm.llama.gguf;

import static alan.llm.llama.gguf.GgufMetadata.FLOAT32;
import static alan.llm.llama.gguf.GgufMetadata.INT32;
import static alan.llm.llama.gguf.GgufMetadata.TEXT;
import static alan.llm.llama.gguf.GgufMetadata.UINT32;
import static alan.llm.llama.gguf.GgufProblem.damaged;

import alan.api.text.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A file's tokens.
 *
 * @param size number of them
 * @param controlTexts texts of the tokens that structure a conversation ({@code <|im_start|>})
 * @param bosText text of the token that begins a text; empty if the file names none
 */
record GgufVocabulary(int size, List<String> controlTexts, String bosText) {
    private static final String PREFIX = "tokenizer.ggml.";
    private static final String BOS = PREFIX + "bos_token_id";
    /** Gemma's, the largest, has 262,144. */
    private static final long MOST_TOKENS = 1 << 20;

    private static final long MOST_MERGES = 1 << 22;
    /** How "there is none" is written now and then. */
    private static final long NO_TOKEN = 0xFFFFFFFFL;

    /** The tokens that a kind of tokenizer takes for special where the file names none. */
    private static final Map<String, Map<String, Integer>> USUAL_IDS = Map.of(
            "llama", Map.of("bos_token_id", 1, "eos_token_id", 2, "unknown_token_id", 0),
            "gpt2", Map.of("bos_token_id", 11, "eos_token_id", 11),
            "rwkv", Map.of());

    private static final List<String> SPECIAL = Stream.of(
                    "bos", "eos", "eot", "eom", "unknown", "seperator", "padding", "mask", "fim_pre", "fim_suf", "fim_mid", "fim_pad", "fim_rep",
                    "fim_sep",
                    "prefix", "suffix", "middle")
            .map(name -> name + "_token_id")
            .toList();

    /** {@return the tokens} @param in the file @param metadata of it */
    static GgufVocabulary read(GgufInput in, GgufMetadata metadata) throws IOException, GgufProblem {
        String kind = metadata.text(PREFIX + "model");
        if (!USUAL_IDS.containsKey(kind)) {
            throw GgufProblem.foreign(Text.of("its tokenizer '%s' is none that a conversation can be held with", GgufProblem.shown(kind)));
        }
        GgufMetadata.Array tokens = metadata.array(PREFIX + "tokens", TEXT);
        if (tokens == null || tokens.length() == 0 || tokens.length() > MOST_TOKENS) {
            throw damaged(Text.of("it has %s tokens", tokens == null ? 0 : tokens.length()));
        }
        checkMerges(metadata.array(PREFIX + "merges", TEXT), kind);
        byte[] types = types(in, metadata, tokens.length());
        checkScores(in, metadata, tokens.length());
        checkSpecial(metadata, kind, tokens.length());
        in.seek(tokens.position());
        GgufTokens read = GgufTokens.read(in, types, kind.equals("llama"), metadata.text("tokenizer.chat_template"),
                metadata.number(BOS, UINT32, NO_TOKEN));
        return new GgufVocabulary(types.length, read.marks(), read.bosText());
    }

    private static void checkMerges(GgufMetadata.Array merges, String kind) throws GgufProblem {
        if (merges == null && kind.equals("gpt2")) {
            throw damaged(Text.of("it has no list of merges beside its tokens"));
        }
        if (merges != null && merges.length() > MOST_MERGES) {
            throw damaged(Text.of("it has %s merges", merges.length()));
        }
    }

    /** The library reads as many types and scores as there are tokens, without a look at how many there are. */
    private static void checkLength(GgufMetadata.Array list, long tokens) throws GgufProblem {
        if (list.length() != tokens) {
            throw damaged(Text.of("its vocabulary's lists are of different lengths: %s and %s", tokens, list.length()));
        }
    }

    private static byte[] types(GgufInput in, GgufMetadata metadata, long tokens) throws IOException, GgufProblem {
        byte[] types = new byte[(int) tokens];
        GgufMetadata.Array list = metadata.array(PREFIX + "token_type", INT32);
        if (list != null) {
            checkLength(list, tokens);
            in.seek(list.position());
            for (int i = 0; i < types.length; i++) {
                types[i] = (byte) Math.max(0, Math.min(Byte.MAX_VALUE, in.readInt()));
            }
        }
        return types;
    }

    private static void checkScores(GgufInput in, GgufMetadata metadata, long tokens) throws IOException, GgufProblem {
        GgufMetadata.Array list = metadata.array(PREFIX + "scores", FLOAT32);
        if (list != null) {
            checkLength(list, tokens);
            in.seek(list.position());
            for (long i = 0; i < tokens; i++) {
                // Tokens are sorted by their scores, and there is no order with that one.
                if (Float.isNaN(Float.intBitsToFloat(in.readInt()))) {
                    throw damaged(Text.of("the score of its token %s is no number", i));
                }
            }
        }
    }

    private static void checkSpecial(GgufMetadata metadata, String kind, long tokens) throws GgufProblem {
        List<String> named = new ArrayList<>();
        for (String name : SPECIAL) {
            long id = metadata.number(PREFIX + name, UINT32, NO_TOKEN);
            if (id != NO_TOKEN) {
                named.add(name);
                checkId(name, id, tokens);
            }
        }
        for (Map.Entry<String, Integer> usual : USUAL_IDS.get(kind).entrySet()) {
            if (!named.contains(usual.getKey())) {
                checkId(usual.getKey(), usual.getValue(), tokens);
            }
        }
    }

    private static void checkId(String name, long id, long tokens) throws GgufProblem {
        if (id >= tokens) {
            throw damaged(Text.of("its special token %s is %s, and it has %s tokens", name, id, tokens));
        }
    }
}
