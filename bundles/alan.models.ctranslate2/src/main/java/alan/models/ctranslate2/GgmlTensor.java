package alan.models.ctranslate2;

import java.util.List;

/**
 * A tensor of the ggml file and where its numbers come from.
 *
 * @param name as whisper.cpp knows it: {@code encoder.blocks.0.attn.query.weight}
 * @param dims the slowest-varying first
 * @param half whether it is written in 16 bits; in 32 otherwise
 * @param source the variable that holds it, perhaps with others before and after it
 * @param first element of the source that belongs to it
 * @param scale what the source's rows are to be divided by: a number, or one a row; {@code null} when the source is not quantised
 */
record GgmlTensor(String name, List<Integer> dims, boolean half, Variable source, long first, Variable scale) {
    /** {@return the number of elements} */
    long count() {
        return dims.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
    }

    /** {@return bytes of its elements as written} */
    long bytes() {
        return count() * (half ? 2 : 4);
    }
}
