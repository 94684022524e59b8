package alan.llm.llama.worker;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaIterator;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.ModelParameters;
import de.kherud.llama.Pair;
import de.kherud.llama.args.Sampler;
import java.util.ArrayList;
import java.util.List;

/**
 * The library's model with what it needs around it. {@link #prompt} and {@link #countTokens} may be called while another thread
 * generates.
 *
 * <p>There is no close: the library's frees nothing, the end of the process does.
 */
final class ChatModel {
    /**
     * Candidates that sampling looks at; the library's own default. Without a limit, nucleus sampling sorts the whole vocabulary.
     */
    private static final int TOP_K = 40;

    private final LlamaModel model;
    private final LoadRequest load;

    /** @param load which model, and how */
    ChatModel(LoadRequest load) {
        this.load = load;
        this.model = new LlamaModel(new ModelParameters()
                .setModel(load.model())
                .setCtxSize(load.context())
                .setThreads(load.threads())
                .setThreadsBatch(load.batchThreads())
                .setGpuLayers(load.gpuLayers())
                .setParallel(1)
                .disableContextShift()
                .enableJinja());
    }

    /** {@return tokens of prompt and answer together} */
    int context() {
        return load.context();
    }

    /**
     * Renders the model's own chat template, with the opening of the answer at its end.
     *
     * @param messages system first, if there is one
     * @return the prompt
     */
    String prompt(List<ChatMessage> messages) {
        String system = null;
        List<Pair<String, String>> rest = new ArrayList<>();
        for (ChatMessage message : messages) {
            String text = TemplateText.escape(message.text());
            if (message.role().equals("system")) {
                system = text;
            } else {
                rest.add(new Pair<>(message.role(), text));
            }
        }
        String prompt = TemplateText.unescape(model.applyTemplate(new InferenceParameters("").setMessages(system, rest)));
        return prompt.startsWith(load.bosText()) ? prompt : load.bosText() + prompt;
    }

    /** {@return tokens that a prompt takes} @param prompt rendered */
    int countTokens(String prompt) {
        return model.encode(prompt).length + (load.addsBos() ? 1 : 0);
    }

    /**
     * {@return tokens that a generated piece took} The library says it of no piece; one with several bytes a character may be of
     * several.
     */
    int tokensOf(String piece) {
        if (piece.isEmpty()) {
            return 0;
        }
        boolean ascii = piece.chars().allMatch(c -> c < 0x80);
        return ascii ? 1 : Math.max(1, model.encode(piece).length);
    }

    /**
     * Starts an answer.
     *
     * @param prompt rendered
     * @param request how to sample
     * @param tokens at most so many; 0 reads the prompt into the cache and generates a token that nobody wants
     * @return pieces, one a token but for tokens that end within a character; the last element is empty, and so is the one before
     *     it when
     *     the model itself ended the answer
     */
    LlamaIterator generate(String prompt, GenerateRequest request, int tokens) {
        InferenceParameters parameters = new InferenceParameters(prompt)
                .setNPredict(tokens)
                .setCachePrompt(!request.reproducible())
                .setSeed(request.seed());
        if (request.temperature() == 0) {
            parameters.setTopK(1);
        } else {
            parameters.setTopK(TOP_K).setTopP(request.topP()).setTemperature(request.temperature());
        }
        setSamplers(parameters, request);
        return model.generate(parameters).iterator();
    }

    /**
     * The library's setter knows no name for the penalties. They are first in its usual chain of samplers, of which all that is
     * not wanted is off by default, but for the least probability.
     */
    private static void setSamplers(InferenceParameters parameters, GenerateRequest request) {
        if (request.repeatPenalty() != 1) {
            parameters.setRepeatPenalty(request.repeatPenalty()).setMinP(0);
        } else if (request.temperature() == 0) {
            parameters.setSamplers(Sampler.TOP_K);
        } else {
            parameters.setSamplers(Sampler.TOP_K, Sampler.TOP_P, Sampler.TEMPERATURE);
        }
    }

    /**
     * Starts a text that does not end by itself.
     *
     * @param prompt as it is, without template
     * @param tokens so many
     * @return pieces, as {@link #generate}
     */
    LlamaIterator ramble(String prompt, int tokens) {
        return model.generate(new InferenceParameters(prompt)
                        .setNPredict(tokens)
                        .setIgnoreEos(true)
                        .setCachePrompt(false)
                        .setSamplers(Sampler.TOP_K)
                        .setTopK(1))
                .iterator();
    }
}
