package alan.api.perform;

import java.util.List;
import java.util.Objects;

/**
 * What a conversation is to be about.
 *
 * @param topic in words
 * @param voices that take turns, at least two
 * @param turns how many times somebody speaks
 * @param language ISO 639-1; {@code null} for the topic's
 * @param seed the same seed gives the same conversation, as far as the language model does; {@code null} for a new one each time
 */
public record DialogueRequest(String topic, List<String> voices, int turns, String language, Long seed) {
    /** Checks that there is a topic. */
    public DialogueRequest {
        Objects.requireNonNull(topic, "topic");
        voices = List.copyOf(voices);
    }
}
