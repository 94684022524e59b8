package alan.api.tts;

import java.util.function.ToIntFunction;

/**
 * How much an engine that speaks as it is shown can hear before a text, in positions: a token of a text takes one, and sound takes some a second.
 *
 * @param positions in all, for samples, conversation, the text and its sound together
 * @param positionsPerSecond of sound
 * @param overhead positions that a sample takes beside its text and sound
 * @param tokens of a text
 */
public record ContextWindow(int positions, double positionsPerSecond, int overhead, ToIntFunction<String> tokens) {
    /** {@return positions that a sample takes} @param text of it @param seconds of its sound */
    public int positions(String text, double seconds) {
        return overhead + tokens.applyAsInt(text) + (int) Math.ceil(seconds * positionsPerSecond - 1e-6);
    }
}
