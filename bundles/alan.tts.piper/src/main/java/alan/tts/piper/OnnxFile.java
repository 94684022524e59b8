package alan.tts.piper;

import alan.api.AlanException;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells a whole ONNX file from anything else before native code sees it: an ONNX model is one protobuf message, {@code
 * ModelProto} of
 * {@code onnx.proto}, whose fields at the top level end exactly where the file ends.
 */
final class OnnxFile {
    private static final int IR_VERSION = 1;
    private static final int GRAPH = 7;
    private static final int HIGHEST_FIELD = 64;
    private static final int VARINT = 0;
    private static final int BYTES = 2;

    private OnnxFile() {}

    /**
     * Checks a file.
     *
     * @param file supposed to be ONNX
     * @throws AlanException when it is missing, empty, cut off or something else
     */
    static void check(Path file) throws AlanException {
        boolean right;
        try {
            right = Files.isRegularFile(file) && Files.size(file) > 0 && isModel(file);
        } catch (IOException e) {
            throw new AlanException("The voice file %s cannot be read; check its permissions.", file, e);
        }
        if (!right) {
            throw new AlanException("The voice file %s is not a whole ONNX model; remove the voice's model and install it again.", file);
        }
    }

    private static boolean isModel(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            boolean version = false;
            boolean graph = false;
            while (file.getFilePointer() < file.length()) {
                long tag = varint(file);
                long field = tag >>> 3;
                int type = (int) (tag & 7);
                if (field < 1 || field > HIGHEST_FIELD || (type != VARINT && type != BYTES)) {
                    return false;
                }
                long value = varint(file);
                if (type == BYTES) {
                    long end = file.getFilePointer() + value;
                    if (value < 0 || end > file.length()) {
                        return false;
                    }
                    file.seek(end);
                }
                version |= field == IR_VERSION && type == VARINT;
                graph |= field == GRAPH && type == BYTES && value > 0;
            }
            return version && graph;
        } catch (EOFException e) {
            return false;
        }
    }

    private static long varint(RandomAccessFile file) throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = file.readUnsignedByte();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        return -1;
    }
}
