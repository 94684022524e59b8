package alan.llm.llama;

import alan.api.AlanException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The header of a GGUF file, checked (<a href="https://github.com/ggml-org/ggml/blob/master/docs/gguf.md">the format</a>).
 *
 * <p>The library's own reader trusts much of what it reads: sizes that overflow, arrays that are shorter than the vocabulary that
 * indexes
 * them. So nothing is given to native code before this has read it.
 *
 * @param metadata texts, numbers ({@link Long}, {@link Double}), {@link Boolean}s and {@link Array}s by key
 * @param tensors in the order of the file
 * @param controlTexts texts of the tokens that structure a conversation ({@code <|im_start|>})
 * @param bosText text of the token that begins a text; empty if the file names none
 */
record GgufFile(Map<String, Object> metadata, List<Tensor> tensors, List<String> controlTexts, String bosText) {
    /** Names of {@code general.file_type} (llama.h, {@code llama_ftype}), by number. */
    private static final List<String> FILE_TYPES = List.of(
            "F32", "F16", "Q4_0", "Q4_1", "", "", "", "Q8_0", "Q5_0", "Q5_1", "Q2_K", "Q3_K_S", "Q3_K_M", "Q3_K_L", "Q4_K_S",
            "Q4_K_M",
            "Q5_K_S", "Q5_K_M", "Q6_K", "IQ2_XXS", "IQ2_XS", "Q2_K_S", "IQ3_XS", "IQ3_XXS", "IQ1_S", "IQ4_NL", "IQ3_S", "IQ3_M",
            "IQ2_S", "IQ2_M", "IQ4_XS", "IQ1_M", "BF16");

    /**
     * An array of the metadata; its elements are not kept.
     *
     * @param type of its elements, as in the file
     * @param length number of elements
     * @param position of the first, in bytes from the start of the file
     */
    record Array(int type, long length, long position) {}

    /**
     * A tensor.
     *
     * @param name unique
     * @param type of its numbers
     * @param bytes that it takes
     * @param offset from the start of the tensor data
     */
    record Tensor(String name, GgufType type, long bytes, long offset) {}

    /**
     * Reads and checks a file's header. Tensor data is not read, but must be there in full.
     *
     * @param file a GGUF file
     * @return its header
     * @throws AlanException when it is no GGUF file, is damaged, or is of a kind that the library does not know
     */
    static GgufFile read(Path file) throws AlanException {
        try (FileChannel channel = FileChannel.open(file)) {
            return new GgufReader(new GgufInput(channel)).read();
        } catch (GgufReader.Foreign foreign) {
            throw new AlanException("The model file " + file.getFileName() + " cannot be used: " + foreign.getMessage()
                    + ".", foreign);
        } catch (FileSystemException unreadable) {
            throw new AlanException("The model file " + file + " cannot be read; see whether it is there and may be read.",
                    unreadable);
        } catch (IOException damaged) {
            throw new AlanException(
                    "The model file " + file.getFileName() + " is damaged (" + damaged.getMessage()
                    + "); remove the model and fetch it again.",
                    damaged);
        }
    }

    /** {@return the network's kind: {@code llama}} */
    String architecture() {
        return text("general.architecture");
    }

    /** {@return what the model is called; empty if the file does not say} */
    String name() {
        return text("general.name");
    }

    /** {@return the tokens that the model was trained to see at once; 0 if the file does not say} */
    int contextLength() {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(0, number(architecture() + ".context_length", 0)));
    }

    /** {@return the source of its chat template; empty if it has none} */
    String chatTemplate() {
        return text("tokenizer.chat_template");
    }

    /** {@return how its weights are stored, for people: {@code Q4_K_M}} */
    String quantisation() {
        long fileType = number("general.file_type", -1);
        String known = fileType < 0 || fileType >= FILE_TYPES.size() ? "" : FILE_TYPES.get((int) fileType);
        if (!known.isEmpty()) {
            return known;
        }
        Map<String, Long> bytes = tensors.stream()
                .collect(Collectors.groupingBy(tensor -> tensor.type().name(), Collectors.summingLong(Tensor::bytes)));
        return bytes.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
    }

    /**
     * {@return whether the library's tokenizer begins a text with a token of its own} As in {@code llama-vocab.cpp} of b4916: the
     * file says it;
     * else SentencePiece vocabularies do, and of the others a few.
     */
    boolean addsBos() {
        if (metadata.get("tokenizer.ggml.add_bos_token") instanceof Boolean said) {
            return said;
        }
        return text("tokenizer.ggml.model").equals("llama")
                || List.of("llama3", "llama-v3", "llama-bpe", "falcon3", "pixtral").contains(text("tokenizer.ggml.pre"));
    }

    /**
     * {@return the text that a rendered prompt must begin with though the library takes it away; empty if there is none}
     *
     * <p>The library removes the beginning-of-text token from what a template renders, so that its tokenizer does not add it a
     * second time, and
     * does so for models whose tokenizer adds none, too. SmolLM2's {@code <|im_start|>} is such a one.
     */
    String lostBosText() {
        boolean inTemplate = chatTemplate().contains("bos_token") || chatTemplate().contains(bosText);
        return !addsBos() && !bosText.isEmpty() && inTemplate ? bosText : "";
    }

    private String text(String key) {
        return metadata.get(key) instanceof String text ? text : "";
    }

    private long number(String key, long otherwise) {
        return metadata.get(key) instanceof Long number ? number : otherwise;
    }
}
