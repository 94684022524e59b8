package alan.wyoming;

/**
 * {@code transcribe}: the sound that follows is to be written down.
 *
 * @param language as the client names it, such as {@code en} or {@code es-MX}; {@code null} if it does not
 */
public record Transcribe(String language) {
    /**
     * {@return what an event asks for}
     *
     * @param event of this type
     * @throws WyomingException when something in it is of a wrong kind
     */
    public static Transcribe of(WyomingEvent event) throws WyomingException {
        return new Transcribe(Fields.named(event, event.data(), "language"));
    }
}
