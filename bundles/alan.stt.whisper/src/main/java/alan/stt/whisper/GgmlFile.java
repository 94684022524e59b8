package alan.stt.whisper;

import alan.api.AlanException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * Reads a Whisper model's file from end to end, all but the weights, before native code does: whisper.cpp trusts what it reads,
 * and takes a file whose last tensor is cut for a whole one.
 *
 * <p>The format (src/whisper.cpp, {@code whisper_model_load}), all numbers little-endian 32-bit: magic; eleven hyperparameters;
 * mel filters (bands, bins, floats); vocabulary (count, then length and bytes of each); tensors until the end (dimensions, length
 * of the name, type, sizes, name, data).
 */
final class GgmlFile implements AutoCloseable {
    private static final int MAGIC = 0x67676d6c;

    /** Bytes and elements of a block, by ggml's type number. */
    private static final Map<Integer, int[]> TYPES = Map.ofEntries(
            Map.entry(0, new int[] {4, 1}), Map.entry(1, new int[] {2, 1}), Map.entry(2, new int[] {18, 32}),
            Map.entry(3, new int[] {20, 32}), Map.entry(6, new int[] {22, 32}), Map.entry(7, new int[] {24, 32}),
            Map.entry(8, new int[] {34, 32}), Map.entry(10, new int[] {84, 256}), Map.entry(11, new int[] {110, 256}),
            Map.entry(12, new int[] {144, 256}), Map.entry(13, new int[] {176, 256}), Map.entry(14, new int[] {210, 256}));

    private final FileChannel channel;
    private final long size;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN).limit(0);
    /** Where in the file the buffer ends. */
    private long read;

    private GgmlFile(FileChannel channel) throws IOException {
        this.channel = channel;
        this.size = channel.size();
    }

    /**
     * Checks a file.
     *
     * @param file a model's
     * @throws AlanException when it is no whole Whisper model
     */
    static void check(Path file) throws AlanException {
        try (GgmlFile ggml = new GgmlFile(FileChannel.open(file, StandardOpenOption.READ))) {
            ggml.check();
        } catch (Foreign e) {
            throw new AlanException("The file " + file + " is no Whisper model that can be used: " + e.getMessage()
                    + "; remove the model and install it again.", e);
        } catch (IOException e) {
            throw new AlanException("The Whisper model's file " + file + " could not be read (" + e + ").", e);
        }
    }

    private void check() throws IOException {
        if (number() != MAGIC) {
            throw new Foreign("it does not begin like a ggml file");
        }
        within("n_vocab", number(), 51_864, 52_100);
        within("n_audio_ctx", number(), 1500, 1500);
        int audioState = within("n_audio_state", number(), 64, 4096);
        within("n_audio_head", number(), 1, 64);
        int audioLayers = within("n_audio_layer", number(), 1, 64);
        within("n_text_ctx", number(), 64, 4096);
        within("n_text_state", number(), audioState, audioState);
        within("n_text_head", number(), 1, 64);
        int textLayers = within("n_text_layer", number(), 1, 64);
        int mels = within("n_mels", number(), 80, 128);
        within("ftype", number() % 1000, 0, 14);
        int bands = within("mel filters", number(), mels, mels);
        skip(4L * bands * within("mel filter bins", number(), 201, 201));
        int words = within("vocabulary", number(), 50_000, 52_100);
        for (int i = 0; i < words; i++) {
            skip(within("token length", number(), 0, 1024));
        }
        int tensors = tensors();
        // Seven of the encoder's, four of the decoder's, and those of the layers.
        int expected = 11 + 15 * audioLayers + 24 * textLayers;
        if (tensors != expected) {
            throw new Foreign("it has " + tensors + " tensors instead of " + expected + ", so it may be cut off");
        }
    }

    private int tensors() throws IOException {
        int count = 0;
        while (at() < size) {
            int dimensions = within("tensor dimensions", number(), 1, 4);
            int name = within("tensor name length", number(), 1, 128);
            int[] block = TYPES.get(number());
            if (block == null) {
                throw new Foreign("a tensor has an unknown type");
            }
            long elements = 1;
            for (int i = 0; i < dimensions; i++) {
                elements *= within("tensor size", number(), 1, 1 << 24);
                if (elements > size * 8) {
                    throw new Foreign("a tensor is larger than the file");
                }
            }
            skip(name);
            skip(elements / block[1] * block[0]);
            count++;
        }
        return count;
    }

    private static int within(String what, int value, int from, int to) throws Foreign {
        if (value < from || value > to) {
            throw new Foreign("its " + what + " is " + value);
        }
        return value;
    }

    private long at() {
        return read - buffer.remaining();
    }

    private void skip(long bytes) throws IOException {
        long target = at() + bytes;
        if (target > size) {
            throw new Foreign("it is cut off at " + size + " bytes");
        }
        if (bytes <= buffer.remaining()) {
            buffer.position(buffer.position() + (int) bytes);
        } else {
            read = target;
            buffer.limit(0);
        }
    }

    private int number() throws IOException {
        if (buffer.remaining() < 4) {
            long from = at();
            buffer.clear();
            read = from;
            while (buffer.position() < 4) {
                int more = channel.read(buffer, read);
                if (more < 0) {
                    throw new Foreign("it is cut off at " + size + " bytes");
                }
                read += more;
            }
            buffer.flip();
        }
        return buffer.getInt();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** The file is not what it should be. */
    private static final class Foreign extends IOException {
        private static final long serialVersionUID = 1L;

        Foreign(String what) {
            super(what);
        }
    }
}
