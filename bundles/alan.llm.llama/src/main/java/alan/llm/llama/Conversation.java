package alan.llm.llama;

import alan.api.AlanException;
import alan.api.llm.Message;
import alan.llm.llama.worker.ChatMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes a conversation fit for chat templates, some of which refuse, by a crash of the library, what is not in its order. */
final class Conversation {
    private Conversation() {}

    /**
     * Translates.
     *
     * @param messages system first, if there is one, then user and assistant in turn; the last is the user's
     * @param special tokens to disarm
     * @return the same for the worker
     * @throws AlanException when it is in another order
     */
    static List<ChatMessage> of(List<Message> messages, SpecialTokens special) throws AlanException {
        List<ChatMessage> chat = new ArrayList<>();
        Message.Role expected = Message.Role.USER;
        for (Message message : messages) {
            boolean opening = chat.isEmpty() && message.role() == Message.Role.SYSTEM;
            if (!opening && message.role() != expected) {
                throw disordered();
            }
            if (!opening) {
                expected = expected == Message.Role.USER ? Message.Role.ASSISTANT : Message.Role.USER;
            }
            chat.add(new ChatMessage(message.role().name().toLowerCase(Locale.ROOT), special.disarm(message.text())));
        }
        if (expected != Message.Role.ASSISTANT) {
            throw disordered();
        }
        return chat;
    }

    private static AlanException disordered() {
        return new AlanException("The language model takes a conversation of a system message (or none), then questions and answers in turn,"
                + " with a question at its end.");
    }
}
