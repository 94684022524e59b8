package alan.wyoming;

import java.util.Set;

/**
 * {@code detect}: a wake word is to be waited for in the sound that follows.
 *
 * @param names of the wake words, any of them; empty for all that there are
 */
public record Detect(Set<String> names) {
    /** Copies the names. */
    public Detect {
        names = Set.copyOf(names);
    }

    /**
     * {@return what an event asks for}
     *
     * @param event of this type
     * @throws WyomingException when something in it is of a wrong kind
     */
    public static Detect of(WyomingEvent event) throws WyomingException {
        return new Detect(Fields.texts(event, "names"));
    }
}
