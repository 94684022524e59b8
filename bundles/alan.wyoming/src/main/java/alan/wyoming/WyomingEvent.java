package alan.wyoming;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Objects;

/**
 * An event.
 *
 * @param type see {@link EventType}
 * @param data what it says; empty, never {@code null}, if nothing. Owned by this record: neither the giver nor a reader changes it
 * @param payload bytes beside it, such as sound; empty, never {@code null}, if none. Likewise
 */
public record WyomingEvent(String type, ObjectNode data, byte[] payload) {
    private static final byte[] NOTHING = {};

    /** Checks that nothing is missing. */
    public WyomingEvent {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(payload, "payload");
    }

    /** An event without a payload. */
    public WyomingEvent(String type, ObjectNode data) {
        this(type, data, NOTHING);
    }

    /** An event that says nothing but its type. */
    public WyomingEvent(String type) {
        this(type, JsonNodeFactory.instance.objectNode());
    }

    /** {@return whether it is of a type} @param other see {@link EventType} */
    public boolean is(String other) {
        return type.equals(other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WyomingEvent event && type.equals(event.type) && data.equals(event.data) && Arrays.equals(payload, event.payload);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, data, Arrays.hashCode(payload));
    }

    /** {@return it, for logs: the payload is counted only} */
    @Override
    public String toString() {
        return type + " " + data + (payload.length == 0 ? "" : " + " + payload.length + " bytes");
    }
}
