package alan.tts.csm.onnx;

import alan.api.AlanException;
import alan.tts.csm.safetensors.SafeTensorsFile;
import alan.tts.csm.tensor.DataType;
import alan.tts.csm.tensor.Progress;
import alan.tts.csm.tensor.StoredTensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Weights in integers of few bits, made once and kept beside the model as safetensors. The file says from what it was made; when that changes, or
 * something else lies in its place, it is made anew.
 */
final class QuantisedFile {
    private static final Logger LOG = LoggerFactory.getLogger(QuantisedFile.class);
    private static final String SOURCE = "source";
    private static final int ALIGNMENT = 64;

    private final Path file;
    private final List<Quantised> wanted;
    private final Progress progress;

    /** @param file to be read or made @param wanted what it must hold @param progress told while it is made */
    QuantisedFile(Path file, List<Quantised> wanted, Progress progress) {
        this.file = file;
        this.wanted = wanted;
        this.progress = progress;
    }

    /**
     * {@return its tensors} It is made if it is not there, is another one, or was made from something else.
     *
     * @throws AlanException when it cannot be written; nothing is left of it then
     */
    Map<String, StoredTensor> tensors() throws AlanException {
        try {
            String source = source();
            Map<String, StoredTensor> there = Files.exists(file) ? right(source) : null;
            if (there != null) {
                return there;
            }
            Path aside = Files.createTempFile(file.toAbsolutePath().getParent(), "." + file.getFileName(), ".tmp");
            try {
                write(aside, source);
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(aside);
            }
            return SafeTensorsFile.read(file).tensors();
        } catch (IOException e) {
            throw new AlanException(
                    "The quantised weights %s cannot be written: see whether there is room on the disk and the folder may be written to.", file, e);
        }
    }

    /** {@return the tensors of the file that is there; {@code null} if it is not the right one} */
    private Map<String, StoredTensor> right(String source) {
        try {
            SafeTensorsFile there = SafeTensorsFile.read(file);
            boolean right = source.equals(there.metadata().get(SOURCE)) && wanted.stream().allMatch(each ->
                    fits(there.tensors().get(each.name()), each.type(), each.shape())
                            && fits(there.tensors().get(each.scalesName()), DataType.F32, each.scalesShape()));
            return right ? there.tensors() : null;
        } catch (AlanException e) {
            LOG.info("{} is made anew: {}", file, e.getMessage());
            return null;
        }
    }

    private static boolean fits(StoredTensor tensor, DataType type, List<Long> shape) {
        return tensor != null && tensor.type() == type && tensor.shape().equals(shape);
    }

    /** {@return what the weights are made from} The name, size and time of each file. */
    private String source() throws IOException {
        StringBuilder source = new StringBuilder();
        for (Path each : wanted.stream().flatMap(weight -> weight.parts().stream()).map(part -> part.stored().file()).distinct().sorted().toList()) {
            source.append(each.getFileName()).append(' ').append(Files.size(each)).append(' ').append(Files.getLastModifiedTime(each).toMillis())
                    .append("; ");
        }
        return source.toString();
    }

    private void write(Path aside, String source) throws IOException {
        byte[] json = header(source);
        try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
            put(channel, ByteBuffer.allocate(Long.BYTES + json.length).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).put(json).flip(), 0);
            long scales = Long.BYTES + json.length;
            long numbers = scales + wanted.stream().mapToLong(Quantised::scales).sum() * Float.BYTES;
            long total = numbers + wanted.stream().mapToLong(Quantised::bytes).sum();
            long done = scales;
            for (Quantised each : wanted) {
                progress.at(file.getFileName().toString(), done, total);
                Quantiser quantiser = new Quantiser(each);
                quantiser.run();
                ByteBuffer floats = ByteBuffer.allocate(each.scales() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                floats.asFloatBuffer().put(quantiser.scales());
                put(channel, floats, scales);
                put(channel, ByteBuffer.wrap(quantiser.numbers()), numbers);
                scales += floats.capacity();
                numbers += each.bytes();
                done += floats.capacity() + each.bytes();
            }
            channel.force(true);
            progress.at(file.getFileName().toString(), total, total);
        }
    }

    private byte[] header(String source) {
        String escaped = source.replace("\\", "\\\\").replace("\"", "\\\"");
        StringBuilder header = new StringBuilder("{\"__metadata__\":{\"" + SOURCE + "\":\"" + escaped + "\"}");
        long at = 0;
        // Scales first: floats want to lie at multiples of four.
        for (Quantised each : wanted) {
            at = entry(header, each.scalesName(), DataType.F32, each.scalesShape(), at, (long) each.scales() * Float.BYTES);
        }
        for (Quantised each : wanted) {
            at = entry(header, each.name(), each.type(), each.shape(), at, each.bytes());
        }
        header.append('}');
        int length = header.toString().getBytes(StandardCharsets.UTF_8).length + Long.BYTES;
        header.append(" ".repeat((ALIGNMENT - length % ALIGNMENT) % ALIGNMENT));
        return header.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static long entry(StringBuilder header, String name, DataType type, List<Long> shape, long at, long bytes) {
        header.append(",\"").append(name).append("\":{\"dtype\":\"").append(type).append("\",\"shape\":[")
                .append(shape.stream().map(String::valueOf).collect(Collectors.joining(",")))
                .append("],\"data_offsets\":[").append(at).append(',').append(at + bytes).append("]}");
        return at + bytes;
    }

    private static void put(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes, at + bytes.position());
        }
    }
}
