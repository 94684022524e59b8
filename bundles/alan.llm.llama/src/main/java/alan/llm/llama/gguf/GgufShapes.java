package alan.llm.llama.gguf;

import static alan.llm.llama.gguf.GgufProblem.damaged;
import static alan.llm.llama.gguf.GgufProblem.shown;

import alan.api.text.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Whether tensors have the sizes that the metadata promises. The library looks at that, too; so what is here is what the most common networks
 * have in common.
 */
final class GgufShapes {
    /** Those with a matrix each for queries, keys and values (llama-model.cpp, {@code load_tensors}). */
    private static final Set<String> PLAIN = Set.of(
            "llama", "refact", "minicpm", "granite", "granitemoe", "baichuan", "stablelm", "qwen2", "qwen2vl", "gemma", "gemma2", "gemma3",
            "orion", "internlm2",
            "xverse", "command-r", "cohere2", "olmo", "olmo2", "exaone", "chameleon");

    private final GgufNetwork network;
    private final GgufTensors tensors;

    private GgufShapes(GgufNetwork network, GgufTensors tensors) {
        this.network = network;
        this.tensors = tensors;
    }

    /** Checks. @param network the sizes @param tokens of the vocabulary @param all tensors of the model */
    static void check(GgufNetwork network, long tokens, GgufTensors all) throws GgufProblem {
        GgufShapes shapes = new GgufShapes(network, all);
        long width = network.width();
        shapes.needed("token_embd.weight", width, tokens);
        shapes.ifThere("output.weight", width, tokens);
        shapes.ifThere("output_norm.weight", width);
        if (PLAIN.contains(network.architecture()) && network.heads() > 0) {
            for (int i = 0; i < network.layers(); i++) {
                shapes.checkLayer("blk." + i + ".");
            }
        }
    }

    private void checkLayer(String layer) throws GgufProblem {
        long width = network.width();
        long queries = network.heads() * network.keyLength();
        needed(layer + "attn_q.weight", width, queries);
        needed(layer + "attn_k.weight", width, network.headsKv() * network.keyLength());
        needed(layer + "attn_v.weight", width, network.headsKv() * network.valueLength());
        needed(layer + "attn_output.weight", queries, width);
        ifThere(layer + "attn_norm.weight", width);
        ifThere(layer + "ffn_norm.weight", width);
        if (network.feedForward() > 0) {
            needed(layer + "ffn_up.weight", width, network.feedForward());
            needed(layer + "ffn_down.weight", network.feedForward(), width);
            ifThere(layer + "ffn_gate.weight", width, network.feedForward());
        }
    }

    private void needed(String name, Long... shape) throws GgufProblem {
        if (tensors.get(name) == null) {
            throw damaged(Text.of("it has no tensor %s", name));
        }
        ifThere(name, shape);
    }

    private void ifThere(String name, Long... shape) throws GgufProblem {
        GgufTensor tensor = tensors.get(name);
        if (tensor != null && !without1s(tensor.dimensions()).equals(without1s(Arrays.asList(shape)))) {
            throw damaged(Text.of("the tensor %s has the shape %s instead of %s", shown(name), tensor.dimensions(), Arrays.asList(shape)));
        }
    }

    /** Dimensions of 1 at the end say nothing. */
    private static List<Long> without1s(List<Long> shape) {
        int length = shape.size();
        while (length > 0 && shape.get(length - 1) == 1) {
            length--;
        }
        return shape.subList(0, length);
    }
}
