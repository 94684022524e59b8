package alan.stt.whisper;

import alan.api.AlanException;
import alan.api.text.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

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
    /** For these ggml ends the process ({@code ggml_ftype_to_ggml_type}). */
    private static final Set<Integer> NO_FILE_TYPES = Set.of(4, 5, 6);

    /** Of 64 layers on either side. */
    private static final int MOST_TENSORS = 11 + 15 * 64 + 24 * 64;

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
        try {
            if (Files.isDirectory(file)) {
                throw new AlanException("%s is a folder and no Whisper model; choose another model.", file);
            }
            if (Files.size(file) == 0) {
                throw new AlanException("The Whisper model's file %s is empty; remove the model and install it again.", file);
            }
            try (GgmlFile ggml = new GgmlFile(FileChannel.open(file, StandardOpenOption.READ))) {
                ggml.check();
            }
        } catch (Foreign e) {
            throw new AlanException("The file %s is no Whisper model that can be used: %s; remove the model and install it again.", file, e.what, e);
        } catch (IOException e) {
            throw new AlanException("The Whisper model's file %s cannot be read; see whether it is there and may be read.", file, e);
        }
    }

    private void check() throws IOException {
        if (number() != MAGIC) {
            throw new Foreign(Text.of("it does not begin like a ggml file"));
        }
        // More, and whisper.cpp would look for names of languages that it does not have.
        int tokens = within("n_vocab", number(), 51_864, 51_866);
        within("n_audio_ctx", number(), 1500, 1500);
        int audioState = within("n_audio_state", number(), 64, 4096);
        divides("n_audio_head", number(), audioState);
        int audioLayers = within("n_audio_layer", number(), 1, 64);
        within("n_text_ctx", number(), 64, 4096);
        within("n_text_state", number(), audioState, audioState);
        divides("n_text_head", number(), audioState);
        int textLayers = within("n_text_layer", number(), 1, 64);
        int mels = within("n_mels", number(), 80, 128);
        int fileType = within("ftype", number() % 1000, 0, 14);
        if (NO_FILE_TYPES.contains(fileType)) {
            throw new Foreign(Text.of("its %s is %s", "ftype", fileType));
        }
        int bands = within("filters.n_mel", number(), mels, mels);
        skip(4L * bands * within("filters.n_fft", number(), 201, 201));
        int words = within("vocab.size", number(), 50_000, tokens);
        for (int i = 0; i < words; i++) {
            skip(within("token.length", number(), 0, 1024));
        }
        int tensors = tensors();
        // Seven of the encoder's, four of the decoder's, and those of the layers.
        int expected = 11 + 15 * audioLayers + 24 * textLayers;
        if (tensors != expected) {
            throw new Foreign(Text.of("it has %s tensors instead of %s, so it may be cut off", tensors, expected));
        }
    }

    private int tensors() throws IOException {
        Set<String> names = new HashSet<>();
        while (at() < size) {
            int dimensions = within("tensor.n_dims", number(), 1, 4);
            int nameLength = within("tensor.name.length", number(), 1, 128);
            int[] block = TYPES.get(number());
            if (block == null) {
                throw new Foreign(Text.of("a tensor has an unknown type"));
            }
            long elements = 1;
            for (int i = 0; i < dimensions; i++) {
                int length = within("tensor.ne", number(), 1, 1 << 24);
                if (length > size * 8 / elements) {
                    throw new Foreign(Text.of("a tensor is larger than the file"));
                }
                elements *= length;
                if (i == 0 && length % block[1] != 0) {
                    throw new Foreign(Text.of("a tensor has rows that are not whole blocks"));
                }
            }
            // whisper.cpp counts tensors, so one that comes twice would stand for one that is missing.
            if (!names.add(name(nameLength)) || names.size() > MOST_TENSORS) {
                throw new Foreign(Text.of("it has two tensors of one name, or far too many"));
            }
            skip(elements / block[1] * block[0]);
        }
        return names.size();
    }

    private String name(int length) throws IOException {
        byte[] name = new byte[length];
        for (int i = 0; i < length; i++) {
            name[i] = need(1).get();
        }
        return new String(name, StandardCharsets.ISO_8859_1);
    }

    private static void divides(String what, int heads, int width) throws Foreign {
        within(what, heads, 1, 64);
        if (width % heads != 0) {
            throw new Foreign(Text.of("its %s is %s, and its width %s", what, heads, width));
        }
    }

    private static int within(String what, int value, int from, int to) throws Foreign {
        if (value < from || value > to) {
            throw new Foreign(Text.of("its %s is %s", what, value));
        }
        return value;
    }

    private long at() {
        return read - buffer.remaining();
    }

    private void skip(long bytes) throws IOException {
        long target = at() + bytes;
        if (target > size) {
            throw cutOff();
        }
        if (bytes <= buffer.remaining()) {
            buffer.position(buffer.position() + (int) bytes);
        } else {
            read = target;
            buffer.limit(0);
        }
    }

    private Foreign cutOff() {
        return new Foreign(Text.of("it is cut off at %s bytes", size));
    }

    private int number() throws IOException {
        return need(4).getInt();
    }

    private ByteBuffer need(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            long from = at();
            buffer.clear();
            read = from;
            while (buffer.position() < bytes) {
                int more = channel.read(buffer, read);
                if (more < 0) {
                    throw cutOff();
                }
                read += more;
            }
            buffer.flip();
        }
        return buffer;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** The file is not what it should be. */
    private static final class Foreign extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient Text what;

        Foreign(Text what) {
            super(what.english());
            this.what = what;
        }
    }
}
