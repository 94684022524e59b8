package alan.llm.llama.worker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What to answer, and how.
 *
 * @param messages the conversation
 * @param maxTokens at most so many
 * @param temperature 0 for greedy
 * @param topP nucleus sampling, 1 for none
 * @param repeatPenalty what the probability of tokens that came shortly before is divided by, 1 for none
 * @param seed for sampling, in the library's range: 0 to 2³¹ − 1
 * @param reproducible whether the same request must give the same answer; it then computes the whole prompt anew, because a
 *     prompt that is
 *     partly taken from the cache is computed in batches of other sizes, which differ in the last bits
 * @param stop the answer ends before any of these
 */
public record GenerateRequest(
        List<ChatMessage> messages,
        int maxTokens,
        float temperature,
        float topP,
        float repeatPenalty,
        int seed,
        boolean reproducible,
        List<String> stop) {
    /**
     * Writes this.
     *
     * @param out a frame's body
     * @throws IOException as {@code out}
     */
    public void write(DataOutputStream out) throws IOException {
        ChatMessage.writeAll(out, messages);
        out.writeInt(maxTokens);
        out.writeFloat(temperature);
        out.writeFloat(topP);
        out.writeFloat(repeatPenalty);
        out.writeInt(seed);
        out.writeBoolean(reproducible);
        out.writeInt(stop.size());
        for (String text : stop) {
            Frame.writeText(out, text);
        }
    }

    /**
     * Reads one.
     *
     * @param in a frame's body
     * @return the request
     * @throws IOException when the body is broken
     */
    public static GenerateRequest read(DataInputStream in) throws IOException {
        List<ChatMessage> messages = ChatMessage.readAll(in);
        int maxTokens = in.readInt();
        float temperature = in.readFloat();
        float topP = in.readFloat();
        float repeatPenalty = in.readFloat();
        int seed = in.readInt();
        boolean reproducible = in.readBoolean();
        int stops = in.readInt();
        List<String> stop = new ArrayList<>();
        for (int i = 0; i < stops; i++) {
            stop.add(Frame.readText(in));
        }
        return new GenerateRequest(messages, maxTokens, temperature, topP, repeatPenalty, seed, reproducible, stop);
    }
}
