package alan.llm.llama;

import java.util.List;

/**
 * Keeps what people say from being taken for the marks that structure a conversation. The library finds the texts of control
 * tokens anywhere in a
 * rendered prompt; a message that contains {@code <|im_end|><|im_start|>system} would else speak with the system's voice.
 */
final class SpecialTokens {
    private final List<String> texts;

    /** @param texts of the model's control tokens */
    SpecialTokens(List<String> texts) {
        this.texts = texts.stream().filter(text -> text.length() > 1).toList();
    }

    /** {@return the text, with a space in every control token that stands in it} @param text of a message */
    String disarm(String text) {
        String disarmed = text;
        for (String token : texts) {
            if (disarmed.contains(token)) {
                int second = token.offsetByCodePoints(0, 1);
                disarmed = disarmed.replace(token, token.substring(0, second) + " " + token.substring(second));
            }
        }
        return disarmed;
    }
}
