package alan.llm.llama.gguf;

import static alan.llm.llama.gguf.GgufMetadata.INT32;
import static alan.llm.llama.gguf.GgufMetadata.UINT32;
import static alan.llm.llama.gguf.GgufProblem.damaged;
import static alan.llm.llama.gguf.GgufProblem.foreign;
import static alan.llm.llama.gguf.GgufProblem.shown;

import alan.api.text.Text;
import java.util.List;
import java.util.Set;

/**
 * A network's sizes, as its metadata has them.
 *
 * @param architecture its kind
 * @param width of its layers: {@code embedding_length}
 * @param layers number of them
 * @param heads of attention; 0 if it has none, or if their number differs from layer to layer
 * @param headsKv heads of keys and values; likewise
 * @param keyLength numbers of a head's key; 0 without heads
 * @param valueLength likewise of its value
 * @param feedForward width within a layer; 0 if it differs, or if there are experts
 */
record GgufNetwork(
        String architecture, long width, long layers, long heads, long headsKv, long keyLength, long valueLength, long feedForward) {
    /** What llama.cpp b4916 knows (llama-arch.cpp, {@code LLM_ARCH_NAMES}). */
    static final Set<String> KNOWN = Set.of(
            "llama", "deci", "falcon", "grok", "gpt2", "gptj", "gptneox", "mpt", "baichuan", "starcoder", "refact", "bert", "nomic-bert",
            "jina-bert-v2",
            "bloom", "stablelm", "qwen", "qwen2", "qwen2moe", "qwen2vl", "phi2", "phi3", "phimoe", "plamo", "codeshell", "orion", "internlm2",
            "minicpm",
            "minicpm3", "gemma", "gemma2", "gemma3", "starcoder2", "mamba", "xverse", "command-r", "cohere2", "dbrx", "olmo", "olmo2", "olmoe",
            "openelm",
            "arctic", "deepseek", "deepseek2", "chatglm", "bitnet", "t5", "t5encoder", "jais", "nemotron", "exaone", "rwkv6", "rwkv6qwen2", "rwkv7",
            "arwkv7", "granite", "granitemoe", "chameleon", "wavtokenizer-dec");

    /** Those that make vectors or sound of a text, or need another half to write one; and one that the library knows by name only. */
    private static final Set<String> WITHOUT_WORDS = Set.of("bert", "nomic-bert", "jina-bert-v2", "t5", "t5encoder", "wavtokenizer-dec", "gptj");

    private static final Set<String> WITHOUT_HEADS = Set.of("mamba", "rwkv6", "rwkv6qwen2", "rwkv7", "arwkv7");

    /** Those whose layers may differ from each other. */
    private static final Set<String> UNEVEN = Set.of("deci", "openelm");

    /** Those that turn the whole of a head. */
    private static final Set<String> WHOLE_ROPE = Set.of("llama", "deci", "falcon");

    private static final Set<String> ROPE_SCALINGS = Set.of("none", "linear", "yarn", "longrope");
    /** {@code LLAMA_MAX_LAYERS} and {@code LLAMA_MAX_EXPERTS}, for which there are places. */
    private static final long MOST_LAYERS = 512;

    private static final long MOST_EXPERTS = 256;
    private static final long WIDEST = 1 << 20;
    private static final long MOST_HEADS = 1 << 14;

    /** {@return the network's kind, if a conversation can be held with it} @param metadata of the file */
    static String architecture(GgufMetadata metadata) throws GgufProblem {
        String architecture = metadata.text("general.architecture");
        if (architecture.isEmpty()) {
            throw damaged(Text.of("it does not say what kind of network it is"));
        }
        if (!KNOWN.contains(architecture)) {
            throw foreign(Text.of("its architecture '%s' is not known to this version of llama.cpp (b4916)", shown(architecture)));
        }
        if (WITHOUT_WORDS.contains(architecture)) {
            throw foreign(Text.of("its architecture '%s' is none that a conversation can be held with", shown(architecture)));
        }
        return architecture;
    }

    /** {@return the sizes, which fit each other} @param architecture known @param metadata of the file */
    static GgufNetwork of(String architecture, GgufMetadata metadata) throws GgufProblem {
        return new Sizes(architecture, metadata).network();
    }

    /** Reads sizes and checks each. */
    private record Sizes(String architecture, GgufMetadata metadata) {
        GgufNetwork network() throws GgufProblem {
            within("context_length", 0, 1, Integer.MAX_VALUE);
            long width = within("embedding_length", 0, 1, WIDEST);
            long layers = within("block_count", 0, 1, MOST_LAYERS);
            boolean experts = experts();
            numbers();
            long feedForward = experts ? 0 : perLayer("feed_forward_length", layers, 0, 1 << 24, 0);
            boolean headless = WITHOUT_HEADS.contains(architecture);
            boolean uneven = metadata.isArray(key("attention.head_count")) || metadata.isArray(key("attention.head_count_kv"));
            long heads = perLayer("attention.head_count", layers, headless || UNEVEN.contains(architecture) ? 0 : 1, MOST_HEADS, 0);
            long headsKv = perLayer("attention.head_count_kv", layers, headless || UNEVEN.contains(architecture) ? 0 : 1, MOST_HEADS, heads);
            if (headless || uneven && UNEVEN.contains(architecture)) {
                return new GgufNetwork(architecture, width, layers, 0, 0, 0, 0, 0);
            }
            if (heads == 0 || headsKv == 0 || heads % headsKv != 0) {
                throw damaged(Text.of("it has %s attention heads and %s of keys and values, which do not fit each other", heads, headsKv));
            }
            long keyLength = within("attention.key_length", width / heads, 1, 1 << 16);
            long valueLength = within("attention.value_length", width / heads, 1, 1 << 16);
            checkRope(keyLength);
            return new GgufNetwork(architecture, width, layers, heads, headsKv, keyLength, valueLength, feedForward);
        }

        private String key(String name) {
            return architecture + "." + name;
        }

        private long within(String name, long otherwise, long from, long to) throws GgufProblem {
            long value = metadata.number(key(name), UINT32, otherwise);
            check(name, value, from, to);
            return value;
        }

        private void check(String name, long value, long from, long to) throws GgufProblem {
            if (value < from || value > to) {
                throw damaged(Text.of("its %s is %s", shown(key(name)), value));
            }
        }

        /** {@return a number that is the same in all layers; 0 if it differs} */
        private long perLayer(String name, long layers, long from, long to, long otherwise) throws GgufProblem {
            if (!metadata.isArray(key(name))) {
                return metadata.has(key(name)) ? within(name, 0, from, to) : otherwise;
            }
            List<Long> numbers = metadata.array(key(name), INT32).numbers();
            if (numbers.size() != layers) {
                throw damaged(Text.of("its list %s has %s elements for %s layers", shown(key(name)), numbers.size(), layers));
            }
            for (long number : numbers) {
                check(name, number, from, to);
            }
            boolean even = numbers.stream().distinct().count() == 1;
            if (!even && !UNEVEN.contains(architecture)) {
                throw damaged(Text.of("its layers differ in %s, which networks of the kind %s do not", shown(key(name)), architecture));
            }
            return even ? numbers.get(0) : 0;
        }

        /** {@return whether there are any} */
        private boolean experts() throws GgufProblem {
            long experts = within("expert_count", 0, 0, MOST_EXPERTS);
            within("expert_used_count", 0, Math.min(1, experts), experts);
            return experts > 0;
        }

        private void numbers() throws GgufProblem {
            for (String name : List.of("attention.layer_norm_rms_epsilon", "attention.layer_norm_epsilon", "rope.freq_base", "rope.scaling.factor",
                    "rope.scale_linear", "rope.scaling.attn_factor")) {
                double value = metadata.float32(key(name), 0);
                if (!Double.isFinite(value) || value < 0) {
                    throw damaged(Text.of("its %s is %s", shown(key(name)), value));
                }
            }
            String scaling = metadata.text(key("rope.scaling.type"));
            if (metadata.has(key("rope.scaling.type")) && !ROPE_SCALINGS.contains(scaling)) {
                throw damaged(Text.of("its %s is %s", shown(key("rope.scaling.type")), shown(scaling)));
            }
        }

        /** Of each head so many numbers are turned by the position, in pairs. */
        private void checkRope(long keyLength) throws GgufProblem {
            long turned = within("rope.dimension_count", keyLength, 0, keyLength);
            if (turned % 2 != 0 || WHOLE_ROPE.contains(architecture) && turned != keyLength) {
                throw damaged(Text.of("its %s is %s", shown(key("rope.dimension_count")), turned));
            }
        }
    }
}
