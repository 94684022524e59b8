package alan.llm.llama;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Keeps what people say from being taken for the marks that structure a conversation. The library finds the texts of special tokens anywhere
 * in a rendered prompt, since it cannot know which part of it the template wrote; a message that contains {@code <|im_end|><|im_start|>system}
 * would else speak with the system's voice.
 */
final class SpecialTokens {
    /** By first character. */
    private final Map<Character, List<String>> texts;

    /** @param texts of the model's special tokens */
    SpecialTokens(Collection<String> texts) {
        this.texts = texts.stream().filter(text -> text.codePointCount(0, text.length()) > 1).collect(Collectors.groupingBy(text -> text.charAt(0)));
    }

    /** {@return the text, with a space in every special token that stands in it, also where they overlap} @param text of a message */
    String disarm(String text) {
        StringBuilder disarmed = null;
        int copied = 0;
        for (int at = 0; at < text.length(); at++) {
            if (tokenBegins(text, at)) {
                disarmed = disarmed == null ? new StringBuilder() : disarmed;
                int second = text.offsetByCodePoints(at, 1);
                disarmed.append(text, copied, second).append(' ');
                copied = second;
            }
        }
        return disarmed == null ? text : disarmed.append(text, copied, text.length()).toString();
    }

    private boolean tokenBegins(String text, int at) {
        for (String token : texts.getOrDefault(text.charAt(at), List.of())) {
            if (text.startsWith(token, at)) {
                return true;
            }
        }
        return false;
    }
}
