package alan.tts.csm.djl;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import alan.tts.csm.tensor.StoredTensor;
import alan.tts.csm.tensor.Weight;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.LongStream;

/** The weights of a program: what its script finds in its first argument. */
final class Parameters {
    /** Bytes that are read at a time. */
    private static final int SIZE = 8 << 20;

    private final List<Parameter> all = new ArrayList<>();
    private final Map<String, Integer> known = new HashMap<>();

    /** {@return the expression by which a script has a weight} */
    String get(Parameter parameter) {
        int index = known.computeIfAbsent(parameter.key(), any -> {
            all.add(parameter);
            return all.size() - 1;
        });
        return "w[" + index + "]";
    }

    /** {@return the expression of 32-bit floats} @param name unique @param numbers of it @param shape outermost dimension first */
    String floats(String name, float[] numbers, long... shape) {
        return get(Parameter.of(Weight.computed(name, numbers, shape), Script.FLOAT));
    }

    /** {@return the expression of the numbers from 0 on, as 64-bit integers} @param count of them */
    String range(int count) {
        // Exact as floats: positions and codes are below 2²⁴.
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = i;
        }
        return get(Parameter.of(Weight.computed("range " + count, numbers, count), Script.LONG));
    }

    /**
     * {@return the weights in the memory of a device, as a list} To be closed.
     *
     * @param kit for that device
     * @param tables that programs share
     * @param loading that may be stopped
     * @throws IOException when a file cannot be read
     */
    IValue load(Kit kit, Tables.Use tables, Loading loading) throws IOException {
        try (NDManager own = kit.manager()) {
            Map<Integer, Piece> pieces = new HashMap<>();
            List<PtNDArray> loaded = new ArrayList<>();
            for (Parameter parameter : all) {
                loading.goOn();
                IntFunction<Piece> staging = type -> pieces.computeIfAbsent(type, any -> Piece.of(type, own, kit));
                loaded.add(parameter.shared() ? tables.get(parameter, own, table -> load(table, own, kit, staging))
                        : load(parameter, own, kit, staging));
            }
            return IValue.listFrom(loaded.toArray(PtNDArray[]::new));
        }
    }

    /** Numbers on their way. @param numbers to PyTorch @param bytes to Java, the same memory */
    private record Piece(PtNDArray numbers, ByteBuffer bytes) {
        static Piece of(int type, NDManager manager, Kit kit) {
            PtNDArray numbers = kit.staging(manager, type, SIZE / (type == Script.FLOAT ? Float.BYTES : Short.BYTES));
            // Not by the array itself, which would first find out its type, and knows not all.
            return new Piece(numbers, JniUtils.getByteBuffer(numbers, true).order(ByteOrder.LITTLE_ENDIAN));
        }
    }

    private static PtNDArray load(Parameter parameter, NDManager manager, Kit kit, IntFunction<Piece> pieces) throws IOException {
        PtNDArray target = kit.empty(manager, parameter.type(), parameter.shape());
        long at = 0;
        for (Weight part : parameter.parts()) {
            if (part.stored() == null) {
                copy(part, target, at, kit, pieces.apply(Script.FLOAT));
            } else {
                read(part, target, at, kit, pieces.apply(type(part.stored())));
            }
            at += part.numbers();
        }
        if (parameter.pairs() > 0) {
            kit.halves(target, parameter.pairs(), parameter.headSize());
        }
        if (parameter.turned()) {
            target = replaced(target, kit.turned(manager, target));
        }
        return parameter.packed() ? replaced(target, kit.packed(manager, target)) : target;
    }

    private static PtNDArray replaced(PtNDArray before, PtNDArray after) {
        before.close();
        return after;
    }

    private static void copy(Weight part, PtNDArray target, long at, Kit kit, Piece piece) {
        int most = SIZE / Float.BYTES;
        for (int done = 0; done < part.numbers(); done += most) {
            int count = (int) Math.min(most, part.numbers() - done);
            piece.bytes().clear().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(part.computed().slice(done, count));
            kit.fill(target, at + done, piece.numbers(), count);
        }
    }

    private static void read(Weight part, PtNDArray target, long at, Kit kit, Piece piece) throws IOException {
        StoredTensor stored = part.stored();
        int each = stored.type().bytes();
        long size = part.numbers() * each;
        ByteBuffer bytes = piece.bytes();
        try (FileChannel channel = FileChannel.open(stored.file())) {
            for (long done = 0; done < size; done += SIZE) {
                bytes.clear().limit((int) Math.min(SIZE, size - done));
                while (bytes.hasRemaining()) {
                    if (channel.read(bytes, stored.offset() + part.offset() + done + bytes.position()) < 0) {
                        throw new IOException(stored.file() + " has become shorter");
                    }
                }
                kit.fill(target, at + done / each, piece.numbers(), bytes.limit() / each);
            }
        }
    }

    /** {@return the type of what a checkpoint holds, of {@link Script}} */
    static int type(StoredTensor stored) {
        return switch (stored.type()) {
            case F32 -> Script.FLOAT;
            case F16 -> Script.HALF;
            case BF16 -> Script.BFLOAT16;
            default -> throw new IllegalArgumentException(stored.type() + " is no type of weights");
        };
    }

    /** {@return memory that they take, in bytes} */
    long bytes() {
        return all.stream().mapToLong(each -> LongStream.of(each.shape()).reduce(1, (a, b) -> a * b)
                * (each.type() == Script.FLOAT ? 4 : each.type() == Script.LONG ? 8 : 2)).sum();
    }
}
