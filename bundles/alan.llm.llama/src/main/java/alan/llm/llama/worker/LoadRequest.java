package alan.llm.llama.worker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Which model to load, and how.
 *
 * @param model path of a GGUF file
 * @param context tokens of prompt and answer together
 * @param threads that generate
 * @param batchThreads that read prompts
 * @param gpuLayers how many layers go to the graphics card
 * @param bosText text that a prompt must begin with, because the library drops it from the rendered template and its tokenizer
 *     does not add it
 *     again; empty if there is no such text
 * @param addsBos whether the library's tokenizer begins every prompt with a token of its own
 */
public record LoadRequest(
        String model, int context, int threads, int batchThreads, int gpuLayers, String bosText, boolean addsBos) {
    /**
     * Writes this.
     *
     * @param out a frame's body
     * @throws IOException as {@code out}
     */
    public void write(DataOutputStream out) throws IOException {
        Frame.writeText(out, model);
        out.writeInt(context);
        out.writeInt(threads);
        out.writeInt(batchThreads);
        out.writeInt(gpuLayers);
        Frame.writeText(out, bosText);
        out.writeBoolean(addsBos);
    }

    /**
     * Reads one.
     *
     * @param in a frame's body
     * @return the request
     * @throws IOException when the body is broken
     */
    public static LoadRequest read(DataInputStream in) throws IOException {
        return new LoadRequest(
                Frame.readText(in),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                Frame.readText(in),
                in.readBoolean());
    }
}
