package alan.llm.llama.gguf;

import static alan.llm.llama.gguf.GgufMetadata.UINT32;

import alan.api.AlanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What there is to know of a model's file before it is loaded, checked.
 *
 * @param architecture the network's kind: {@code llama}
 * @param name what the model is called; empty if the file does not say
 * @param contextLength tokens that the model was trained to see at once
 * @param quantisation how its weights are stored, for people: {@code Q4_K_M}
 * @param chatTemplate source of its chat template; empty if it has none
 * @param controlTexts texts of the tokens that structure a conversation ({@code <|im_start|>})
 * @param bosText text of the token that begins a text; empty if the file names none
 * @param addsBos whether the library's tokenizer begins a text with a token of its own
 */
public record GgufFile(
        String architecture,
        String name,
        int contextLength,
        String quantisation,
        String chatTemplate,
        List<String> controlTexts,
        String bosText,
        boolean addsBos) {
    /** Names of {@code general.file_type} (llama.h, {@code llama_ftype}), by number. */
    private static final List<String> FILE_TYPES = List.of(
            "F32", "F16", "Q4_0", "Q4_1", "", "", "", "Q8_0", "Q5_0", "Q5_1", "Q2_K", "Q3_K_S", "Q3_K_M", "Q3_K_L", "Q4_K_S", "Q4_K_M", "Q5_K_S",
            "Q5_K_M",
            "Q6_K", "IQ2_XXS", "IQ2_XS", "Q2_K_S", "IQ3_XS", "IQ3_XXS", "IQ1_S", "IQ4_NL", "IQ3_S", "IQ3_M", "IQ2_S", "IQ2_M", "IQ4_XS", "IQ1_M",
            "BF16");

    /** Pre-tokenizers whose texts begin with a token of their own (llama-vocab.cpp). */
    private static final List<String> PRE_WITH_BOS = List.of("llama3", "llama-v3", "llama-bpe", "falcon3", "tekken", "chameleon");

    /**
     * Reads and checks a file's header, and those of its further parts. Tensor data is not read, but must be there in full.
     *
     * @param file a GGUF file
     * @return what it says
     * @throws AlanException when it is no GGUF file, is damaged, or is of a kind that the library does not know
     */
    public static GgufFile read(Path file) throws AlanException {
        try {
            if (Files.isDirectory(file)) {
                throw new AlanException("%s is a folder and no model file; choose another model.", file);
            }
            if (Files.size(file) == 0) {
                throw new AlanException("The model file %s is empty; remove the model and fetch it again.", file.getFileName());
            }
            return GgufReader.read(file);
        } catch (GgufProblem problem) {
            if (problem.isForeign()) {
                throw new AlanException("The model file %s cannot be used: %s; choose another model.", file.getFileName(), problem.text(), problem);
            }
            throw new AlanException("The model file %s is damaged: %s; remove the model and fetch it again.",
                    file.getFileName(), problem.text(), problem);
        } catch (IOException unreadable) {
            throw new AlanException("The model file %s cannot be read; see whether it is there and may be read.", file, unreadable);
        }
    }

    /** {@return what a model's file says} @param architecture known @param first of its files @param vocabulary of it */
    static GgufFile of(String architecture, GgufReader.Part first, GgufVocabulary vocabulary) throws GgufProblem {
        GgufMetadata metadata = first.metadata();
        return new GgufFile(
                architecture,
                metadata.text("general.name"),
                (int) metadata.number(architecture + ".context_length", UINT32, 0),
                quantisation(metadata, first.tensors().all()),
                metadata.text("tokenizer.chat_template"),
                vocabulary.controlTexts(),
                vocabulary.bosText(),
                addsBos(metadata));
    }

    private static String quantisation(GgufMetadata metadata, List<GgufTensor> tensors) throws GgufProblem {
        long fileType = metadata.number("general.file_type", UINT32, FILE_TYPES.size());
        String known = fileType < FILE_TYPES.size() ? FILE_TYPES.get((int) fileType) : "";
        if (!known.isEmpty()) {
            return known;
        }
        Map<String, Long> bytes = tensors.stream()
                .collect(Collectors.groupingBy(tensor -> tensor.type().name(), Collectors.summingLong(GgufTensor::bytes)));
        return bytes.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey).orElse("");
    }

    /** As in {@code llama-vocab.cpp}: the file says it; else SentencePiece vocabularies do, and of the others a few. */
    private static boolean addsBos(GgufMetadata metadata) throws GgufProblem {
        boolean usual = metadata.text("tokenizer.ggml.model").equals("llama") || PRE_WITH_BOS.contains(metadata.text("tokenizer.ggml.pre"));
        return metadata.bool("tokenizer.ggml.add_bos_token", usual);
    }

    /**
     * {@return the text that a rendered prompt must begin with though the library takes it away; empty if there is none}
     *
     * <p>The library removes the beginning-of-text token from what a template renders, so that its tokenizer does not add it a
     * second time, and does so for models whose tokenizer adds none, too. SmolLM2's {@code <|im_start|>} is such a one.
     */
    public String lostBosText() {
        boolean inTemplate = chatTemplate.contains("bos_token") || chatTemplate.contains(bosText);
        return !addsBos && !bosText.isEmpty() && inTemplate ? bosText : "";
    }
}
