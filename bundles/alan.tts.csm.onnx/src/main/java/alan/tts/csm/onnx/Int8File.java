package alan.tts.csm.onnx;

import alan.api.AlanException;
import alan.tts.csm.safetensors.SafeTensorsFile;
import alan.tts.csm.tensor.StoredTensor;
import alan.tts.csm.tensor.Weight;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Weights in 8-bit integers, made once and kept beside the model as safetensors: of each, the numbers [in, out] and a scale for each output. The
 * file says from what
 * it was made; when that changes, it is made anew.
 */
final class Int8File {
    /** What a weight's name has for its scales. */
    static final String SCALES = ".scales";

    private static final String SOURCE = "source";
    private static final int MOST = 127;

    private Int8File() {}

    /** A weight that is wanted. @param weight as it is stored @param inFirst whether its first dimension is what comes in */
    record Wanted(Weight weight, boolean inFirst) {
        long inputs() {
            return weight.shape().get(inFirst ? 0 : 1);
        }

        long outputs() {
            return weight.shape().get(inFirst ? 1 : 0);
        }
    }

    /** Told how far it is. */
    @FunctionalInterface
    interface Progress {
        /** So many of so many numbers are done. */
        void at(long done, long total);
    }

    /**
     * {@return the tensors of a file that holds all that are wanted} It is made if it is not there, or was made from something else.
     *
     * @param file to be read or made
     * @param wanted what it must hold
     * @param progress told while it is made
     * @throws AlanException when it cannot be written; nothing is left of it then
     */
    static Map<String, StoredTensor> of(Path file, List<Wanted> wanted, Progress progress) throws AlanException {
        try {
            String source = source(wanted);
            if (Files.exists(file)) {
                SafeTensorsFile there = SafeTensorsFile.read(file);
                boolean complete = wanted.stream().allMatch(each -> there.tensors().containsKey(each.weight().name()));
                if (complete && source.equals(there.metadata().get(SOURCE))) {
                    return there.tensors();
                }
            }
            Path aside = Files.createTempFile(file.toAbsolutePath().getParent(), "." + file.getFileName(), ".tmp");
            try {
                write(aside, wanted, source, progress);
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(aside);
            }
            return SafeTensorsFile.read(file).tensors();
        } catch (IOException e) {
            throw new AlanException("The 8-bit weights %s cannot be written: see whether there is room on the disk and the folder may be written to.",
                    file, e);
        }
    }

    private static String source(List<Wanted> wanted) throws IOException {
        List<String> files = new ArrayList<>();
        for (Path file : wanted.stream().map(each -> each.weight().stored().file()).distinct().sorted().toList()) {
            files.add(file.getFileName() + " " + Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis());
        }
        return String.join(", ", files);
    }

    private static void write(Path file, List<Wanted> wanted, String source, Progress progress) throws IOException {
        byte[] json = header(wanted, source);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer start = ByteBuffer.allocate(Long.BYTES + json.length).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).put(json).flip();
            long scales = start.limit();
            put(channel, start, 0);
            long numbers = scales + wanted.stream().mapToLong(Wanted::outputs).sum() * Float.BYTES;
            long total = wanted.stream().mapToLong(each -> each.weight().numbers()).sum();
            long done = 0;
            for (Wanted each : wanted) {
                progress.at(done, total);
                quantise(channel, each, scales, numbers);
                scales += each.outputs() * Float.BYTES;
                numbers += each.weight().numbers();
                done += each.weight().numbers();
            }
            progress.at(done, total);
            channel.force(true);
        }
    }

    private static byte[] header(List<Wanted> wanted, String source) {
        String escaped = source.replace("\\", "\\\\").replace("\"", "\\\"");
        StringBuilder header = new StringBuilder("{\"__metadata__\":{\"" + SOURCE + "\":\"" + escaped + "\"}");
        long at = 0;
        // Scales first: floats want to lie at multiples of four.
        for (Wanted each : wanted) {
            at = entry(header, each.weight().name() + SCALES, "F32", "[" + each.outputs() + "]", at, each.outputs() * Float.BYTES);
        }
        for (Wanted each : wanted) {
            at = entry(header, each.weight().name(), "I8", "[" + each.inputs() + "," + each.outputs() + "]", at, each.inputs() * each.outputs());
        }
        header.append('}');
        while ((header.length() + Long.BYTES) % 64 != 0) {
            header.append(' ');
        }
        return header.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static long entry(StringBuilder header, String name, String type, String shape, long at, long bytes) {
        header.append(",\"").append(name).append("\":{\"dtype\":\"").append(type).append("\",\"shape\":").append(shape)
                .append(",\"data_offsets\":[").append(at).append(',').append(at + bytes).append("]}");
        return at + bytes;
    }

    private static void quantise(FileChannel channel, Wanted wanted, long scalesAt, long numbersAt) throws IOException {
        Weight weight = wanted.weight();
        float[] floats = weight.stored().read(weight.offset(), weight.numbers());
        int inputs = Math.toIntExact(wanted.inputs());
        int outputs = Math.toIntExact(wanted.outputs());
        int inStep = wanted.inFirst() ? outputs : 1;
        int outStep = wanted.inFirst() ? 1 : inputs;
        byte[] numbers = new byte[floats.length];
        ByteBuffer scales = ByteBuffer.allocate(outputs * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        IntStream.range(0, outputs).parallel().forEach(out -> {
            float largest = Float.MIN_NORMAL;
            for (int in = 0; in < inputs; in++) {
                largest = Math.max(largest, Math.abs(floats[out * outStep + in * inStep]));
            }
            float scale = largest / MOST;
            scales.putFloat(out * Float.BYTES, scale);
            for (int in = 0; in < inputs; in++) {
                numbers[in * outputs + out] = (byte) Math.round(floats[out * outStep + in * inStep] / scale);
            }
        });
        put(channel, scales, scalesAt);
        put(channel, ByteBuffer.wrap(numbers), numbersAt);
    }

    private static void put(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes, at + bytes.position());
        }
    }
}
