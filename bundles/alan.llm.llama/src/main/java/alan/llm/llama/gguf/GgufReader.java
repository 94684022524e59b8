package alan.llm.llama.gguf;

import alan.api.text.Text;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Reads one file's header, and all that belongs to a model. */
final class GgufReader {
    private static final int MAGIC = 0x46554747;
    private static final int HEADER_BYTES = 24;

    private GgufReader() {}

    /**
     * What every file of a model has.
     *
     * @param metadata of the file
     * @param tensors of the file
     */
    record Part(GgufMetadata metadata, GgufTensors tensors) {}

    /** {@return a model's header, checked from end to end} @param path of its only or first file */
    static GgufFile read(Path path) throws IOException, GgufProblem {
        try (FileChannel channel = FileChannel.open(path)) {
            GgufInput in = new GgufInput(channel);
            Part first = readPart(in);
            // First, since its sentence is the most useful one about a file of another kind.
            String architecture = GgufNetwork.architecture(first.metadata());
            GgufParts.join(path, first);
            GgufVocabulary vocabulary = GgufVocabulary.read(in, first.metadata());
            GgufNetwork network = GgufNetwork.of(architecture, first.metadata());
            GgufShapes.check(network, vocabulary.size(), first.tensors());
            return GgufFile.of(architecture, first, vocabulary);
        }
    }

    /** {@return what a file holds} @param in at its start */
    static Part readPart(GgufInput in) throws IOException, GgufProblem {
        if (in.size() < HEADER_BYTES || in.readInt() != MAGIC) {
            throw GgufProblem.foreign(Text.of("it is no GGUF file"));
        }
        int version = in.readInt();
        if ((version & 0xFFFF) == 0 && version != 0) {
            throw GgufProblem.foreign(Text.of("it was made for machines with another byte order (big-endian)"));
        }
        if (version != 2 && version != 3) {
            throw GgufProblem.foreign(Text.of("it is GGUF of version %s, and versions 2 and 3 are known", Integer.toUnsignedString(version)));
        }
        long tensorCount = in.readLong();
        long entryCount = in.readLong();
        GgufMetadata metadata = GgufMetadata.read(in, entryCount);
        return new Part(metadata, GgufTensors.read(in, tensorCount, metadata));
    }
}
