package alan.wyoming;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A {@code transcript} that comes from a client: a question.
 *
 * @param text of it
 * @param language as the client names it; {@code null} if it does not
 * @param context which the answer gives back; {@code null} if there is none
 * @param conversation the id of the conversation that it belongs to, of {@code context}; {@code null} for none
 */
public record Question(String text, String language, ObjectNode context, String conversation) {
    /**
     * {@return what an event asks}
     *
     * @param event of this type
     * @throws WyomingException when it has no text, or something in it is of a wrong kind
     */
    public static Question of(WyomingEvent event) throws WyomingException {
        ObjectNode context = Fields.object(event, "context");
        String conversation = context == null ? null : Fields.named(event, context, "conversation_id");
        return new Question(Fields.required(event, "text"), Fields.named(event, event.data(), "language"), context, conversation);
    }
}
