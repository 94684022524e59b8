package alan.llm.llama.gguf;

import static alan.llm.llama.gguf.GgufProblem.damaged;

import alan.api.text.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The texts of a file's tokens, read once from end to end; only the few that mean something by themselves are kept. */
final class GgufTokens {
    /** In bytes; real ones have some hundred. */
    private static final int LONGEST_TOKEN = 1 << 14;

    /** {@code LLAMA_TOKEN_TYPE_UNKNOWN}, {@code _CONTROL}, {@code _USER_DEFINED} and {@code _BYTE} (llama.h). */
    private static final int UNKNOWN = 2;

    private static final int CONTROL = 3;
    private static final int USER_DEFINED = 4;
    private static final int BYTE = 6;

    /** What the library takes for control tokens whatever the file says (llama-vocab.cpp). */
    private static final Set<String> CONTROL_BY_NAME = Set.of(
            "<|eot_id|>", "<|im_end|>", "<|end|>", "<end_of_turn>", "<|endoftext|>", "<|eom_id|>", "<EOT>", "_<EOT>", "<｜end▁of▁sentence｜>",
            "<|fim_prefix|>", "<fim-prefix>", "<｜fim▁begin｜>", "<PRE>", "▁<PRE>", "<|fim_suffix|>", "<fim-suffix>", "<｜fim▁hole｜>", "<SUF>", "▁<SUF>",
            "<|fim_middle|>", "<fim-middle>", "<｜fim▁end｜>", "<MID>", "▁<MID>", "<|fim_pad|>", "<fim-pad>", "<PAD>", "<|fim_repo|>", "<|repo_name|>",
            "<fim-repo>", "<REPO>", "<|file_sep|>");

    private static final Pattern LOOKS_LIKE_CONTROL = Pattern.compile("<[|｜]\\S+[|｜]>");
    private static final Pattern MARK = Pattern.compile("[<\\[]\\S+[>\\]]");
    private static final Pattern BYTE_TEXT = Pattern.compile("<0x[0-9A-Fa-f]{2}>");

    private final String template;
    private final List<String> marks = new ArrayList<>();
    private String bosText = "";

    private GgufTokens(String template) {
        this.template = template;
    }

    /**
     * Reads the tokens.
     *
     * @param in at the first of them
     * @param types of all of them; 0 where the file says nothing
     * @param bytes whether tokens of the type for bytes are read as numbers
     * @param template of conversations
     * @param bos number of the token that begins a text; larger than any if there is none
     * @return what there is to know of them
     */
    static GgufTokens read(GgufInput in, byte[] types, boolean bytes, String template, long bos) throws IOException, GgufProblem {
        GgufTokens tokens = new GgufTokens(template);
        byte[] text = new byte[LONGEST_TOKEN];
        long[] hashes = new long[types.length];
        for (int i = 0; i < types.length; i++) {
            int length = in.readText(text);
            hashes[i] = length == 0 ? i : hash(text, length);
            boolean interesting = i == bos || types[i] >= UNKNOWN || length > 3 && text[length - 1] == '>';
            if (interesting) {
                String taken = new String(text, 0, length, StandardCharsets.UTF_8);
                if (tokens.take(taken, i, types[i], bytes, i == bos)) {
                    in.keep(length);
                }
            }
        }
        checkUnique(hashes);
        return tokens;
    }

    /** {@return whether it is kept as a mark} */
    private boolean take(String text, int id, int type, boolean bytes, boolean bos) throws GgufProblem {
        if (bytes && type == BYTE && !BYTE_TEXT.matcher(text).matches()) {
            throw damaged(Text.of("its token %s stands for a byte, and none is called '%s'", id, GgufProblem.shown(text)));
        }
        boolean mark = type == CONTROL
                || type == UNKNOWN
                || CONTROL_BY_NAME.contains(text)
                || LOOKS_LIKE_CONTROL.matcher(text).matches()
                || type == USER_DEFINED && MARK.matcher(text).matches() && template.contains(text);
        if (mark && !text.isEmpty()) {
            marks.add(text);
        }
        bosText = bos ? text : bosText;
        return mark;
    }

    /** The library ends its process when two tokens have one text. Hashes: a second copy of the vocabulary would take more than all the rest. */
    private static void checkUnique(long[] hashes) throws GgufProblem {
        Arrays.sort(hashes);
        for (int i = 1; i < hashes.length; i++) {
            if (hashes[i] == hashes[i - 1]) {
                throw damaged(Text.of("it has two tokens of the same text"));
            }
        }
    }

    /** FNV-1a, 64 bits. */
    private static long hash(byte[] text, int length) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < length; i++) {
            hash = (hash ^ text[i] & 0xFF) * 0x100000001b3L;
        }
        return hash;
    }

    /** {@return texts that must not come from a person: the library would take them for marks of the conversation} */
    List<String> marks() {
        return List.copyOf(marks);
    }

    /** {@return the text of the token that begins a text; empty if there is none} */
    String bosText() {
        return bosText;
    }
}
