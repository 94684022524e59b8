package alan.api.llm;

import java.util.List;

/**
 * How to sample an answer and when to stop.
 *
 * @param maxTokens at most so many tokens, at least 1
 * @param temperature 0 for greedy
 * @param topP nucleus sampling, 1 for none
 * @param repeatPenalty what the probability of tokens that came shortly before is divided by (llama.cpp's {@code repeat_penalty}); 1 for none
 * @param seed for sampling; {@code null} for a new one each time
 * @param stop the answer ends before any of these
 */
public record GenerationOptions(int maxTokens, double temperature, double topP, double repeatPenalty, Long seed, List<String> stop) {
    /** Checks the ranges. */
    public GenerationOptions {
        if (maxTokens < 1) {
            throw new IllegalArgumentException("max tokens " + maxTokens);
        }
        if (temperature < 0) {
            throw new IllegalArgumentException("temperature " + temperature);
        }
        if (repeatPenalty <= 0) {
            throw new IllegalArgumentException("repeat penalty " + repeatPenalty);
        }
        stop = List.copyOf(stop);
    }
}
