package alan.llm.llama.gguf;

import java.util.List;

/**
 * A tensor.
 *
 * @param name unique
 * @param dimensions the fastest-varying first; 1 to 4, each at least 1
 * @param type of its numbers
 * @param bytes that it takes
 * @param offset from the start of the tensor data
 */
record GgufTensor(String name, List<Long> dimensions, GgufType type, long bytes, long offset) {}
