package alan.wyoming;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * {@code synthesize} or {@code synthesize-start}: a text is to be spoken.
 *
 * @param text of {@code synthesize}; {@code null} for {@code synthesize-start}, whose text follows
 * @param ssml whether the text is SSML
 * @param voice its name; {@code null} for any
 * @param speaker one of the voice's speakers; {@code null} for any
 * @param language as the client names it; {@code null} if it does not
 */
public record Synthesize(String text, boolean ssml, String voice, String speaker, String language) {
    /**
     * {@return what an event asks for}
     *
     * @param event of one of these types
     * @throws WyomingException when a {@code synthesize} has no text, or something in it is of a wrong kind
     */
    public static Synthesize of(WyomingEvent event) throws WyomingException {
        String text = event.is(EventType.SYNTHESIZE) ? Fields.required(event, "text") : null;
        boolean ssml = "ssml".equals(Fields.text(event, event.data(), "text_format"));
        ObjectNode voice = Fields.object(event, "voice");
        if (voice == null) {
            return new Synthesize(text, ssml, null, null, null);
        }
        return new Synthesize(text, ssml, Fields.named(event, voice, "name"), Fields.named(event, voice, "speaker"), Fields.named(event, voice, "language"));
    }

    /** {@return the text of a {@code synthesize-chunk}} @param event of that type @throws WyomingException when it has none */
    public static String chunk(WyomingEvent event) throws WyomingException {
        return Fields.required(event, "text");
    }
}
