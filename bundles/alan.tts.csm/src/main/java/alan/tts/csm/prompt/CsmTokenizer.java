package alan.tts.csm.prompt;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import alan.api.AlanException;
import alan.tts.csm.checkpoint.CsmConfig;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * The tokenizer that a checkpoint brings, {@code tokenizer.json}, and the form in which CSM was shown texts: who speaks stands in brackets before it.
 *
 * <p>A token that structures a prompt, such as {@code <|end_of_text|>}, is plain text when somebody writes it.
 *
 * @see <a href="https://github.com/SesameAILabs/csm/blob/main/generator.py">SesameAILabs/csm, generator.py, _tokenize_text_segment</a>
 */
public final class CsmTokenizer implements AutoCloseable {
    private static final String FILE = "tokenizer.json";

    private final CsmConfig config;
    private final HuggingFaceTokenizer tokenizer;
    /** Where a structuring token would be recognised: behind its first character. */
    private final Pattern structuring;

    private CsmTokenizer(CsmConfig config, HuggingFaceTokenizer tokenizer, Pattern structuring) {
        this.config = config;
        this.tokenizer = tokenizer;
        this.structuring = structuring;
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
        try (InputStream in = Files.newInputStream(file)) {
            Pattern structuring = structuring(JsonMapper.builder().build().readTree(file.toFile()).path("added_tokens"));
            // Nothing before or after a text, and nothing cut off.
            return new CsmTokenizer(config, HuggingFaceTokenizer.newInstance(in, Map.of(
                    "addSpecialTokens", "false", "truncation", "false", "padding", "false")), structuring);
        } catch (IOException | RuntimeException e) {
            throw new AlanException("The checkpoint file %s is no tokenizer: fetch it again.", file, e);
        }
    }

    private static Pattern structuring(JsonNode added) {
        String any = StreamSupport.stream(added.spliterator(), false)
                .map(token -> token.path("content").asText())
                .filter(text -> text.length() > 1)
                .map(text -> "(?<=" + Pattern.quote(text.substring(0, 1)) + ")(?=" + Pattern.quote(text.substring(1)) + ")")
                .collect(Collectors.joining("|"));
        return Pattern.compile(any.isEmpty() ? "(?!)" : any);
    }

    /**
     * {@return the tokens of what somebody says}
     *
     * @param speaker 0 and up
     * @param text what is said
     */
    public int[] encode(int speaker, String text) {
        List<int[]> pieces = new ArrayList<>();
        String whole = "[" + speaker + "]" + text;
        Matcher cut = structuring.matcher(whole);
        int from = 0;
        while (cut.find()) {
            pieces.add(plain(whole.substring(from, cut.start())));
            from = cut.start();
        }
        pieces.add(plain(whole.substring(from)));
        return IntStream.concat(
                IntStream.concat(IntStream.of(config.beginText()), pieces.stream().flatMapToInt(Arrays::stream)),
                IntStream.of(config.endText())).toArray();
    }

    private int[] plain(String text) {
        return Arrays.stream(tokenizer.encode(text, false, false).getIds()).mapToInt(Math::toIntExact).toArray();
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
