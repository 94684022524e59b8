package alan.api.llm;

import java.util.Objects;

/**
 * One message of a conversation.
 *
 * @param role who says it
 * @param text what is said
 */
public record Message(Role role, String text) {
    /** Checks that both are there. */
    public Message {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(text, "text");
    }

    /** Who says a message. */
    public enum Role {
        /** Instructions. */
        SYSTEM,
        /** The person. */
        USER,
        /** The model. */
        ASSISTANT
    }

    /** {@return a system message} @param text what is said */
    public static Message system(String text) {
        return new Message(Role.SYSTEM, text);
    }

    /** {@return a user's message} @param text what is said */
    public static Message user(String text) {
        return new Message(Role.USER, text);
    }

    /** {@return the model's message} @param text what is said */
    public static Message assistant(String text) {
        return new Message(Role.ASSISTANT, text);
    }
}
