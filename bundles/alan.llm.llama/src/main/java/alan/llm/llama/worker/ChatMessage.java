package alan.llm.llama.worker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One message of a conversation.
 *
 * @param role as chat templates know it: {@code system}, {@code user}, {@code assistant}
 * @param text what is said
 */
public record ChatMessage(String role, String text) {
    /**
     * Writes a conversation.
     *
     * @param out a frame's body
     * @param messages in order
     * @throws IOException as {@code out}
     */
    public static void writeAll(DataOutputStream out, List<ChatMessage> messages) throws IOException {
        out.writeInt(messages.size());
        for (ChatMessage message : messages) {
            Frame.writeText(out, message.role);
            Frame.writeText(out, message.text);
        }
    }

    /**
     * Reads a conversation.
     *
     * @param in a frame's body
     * @return the messages in order
     * @throws IOException when the body is broken
     */
    public static List<ChatMessage> readAll(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<ChatMessage> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            messages.add(new ChatMessage(Frame.readText(in), Frame.readText(in)));
        }
        return messages;
    }
}
