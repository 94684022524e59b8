package alan.tts.csm.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import alan.tts.csm.tensor.Attention;
import alan.tts.csm.tensor.Program;
import com.sun.jna.Memory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keys, values and ends of sounds, in buffers that ONNX Runtime reads and writes in place. Keys and values are written behind those that are there,
 * into the very tensor that they are read from; the end of a sound is read while the next is written, so there are two of each.
 *
 * <p>Nor do they stay on a GPU. ONNX Runtime's Java API has no IoBinding, and makes tensors of nothing but the processor's memory: what a session
 * leaves on a device comes to the processor when the run ends. To keep it there one would have to call the C API past the Java API, by addresses that
 * the latter keeps private. So a GPU is sent a sentence's keys and values for each frame and sends them back: for CSM-1B 32 kB a position in 16 bits,
 * 6.5 MB after 200 positions, some milliseconds of the 80 that a frame lasts. That is also why such caches grow with the sentence, a step at a time,
 * instead of having their full size from the start, which would all be sent.
 */
final class OnnxState implements Program.State {
    /** Positions by which caches in 16 bits grow. */
    private static final int STEP = 128;

    private final Shape shape;
    private final int[] lengths;
    private final Map<String, Buffer> caches = new LinkedHashMap<>();
    private final Map<String, Buffer[]> ends = new LinkedHashMap<>();
    /** Positions that the caches have room for at the moment. */
    private int room;

    /**
     * What a state consists of.
     *
     * @param caches attention by name
     * @param ends channels and samples by name
     * @param batch sentences
     * @param capacity positions of the caches at most
     * @param halves whether caches are in 16-bit floats, and go to a GPU and back
     */
    record Shape(Map<String, Attention> caches, Map<String, int[]> ends, int batch, int capacity, boolean halves) {}

    /** Floats that native code sees, [sentences, …]. Not of Java's own direct memory, which would be given back when the collector likes. */
    private record Buffer(Memory memory, OnnxTensor tensor) implements AutoCloseable {
        static Buffer of(OrtEnvironment environment, OnnxJavaType type, long... shape) throws OrtException {
            long bytes = type.size * Arrays.stream(shape).reduce(1, Math::multiplyExact);
            Memory memory = new Memory(bytes);
            return new Buffer(memory, OnnxTensor.createTensor(environment, memory.getByteBuffer(0, bytes), shape, type));
        }

        Buffer silent() {
            memory.clear();
            return this;
        }

        /** {@return numbers of one sentence} */
        private long each() {
            return tensor.getInfo().getNumElements() / tensor.getInfo().getShape()[0];
        }

        /** Copies one sentence's numbers. @param to index here @param from of another size of batch @param sentence index there */
        void copy(int to, Buffer from, int sentence) {
            copy(to * each(), from, sentence * each(), each());
        }

        /** Copies the first positions of one sentence, of each head; as {@link #copy(int, Buffer, int)}, from a buffer of any capacity. */
        void copy(int to, Buffer from, int sentence, int positions) {
            long[] here = tensor.getInfo().getShape();
            long there = from.tensor.getInfo().getShape()[2];
            for (long head = 0; head < here[1]; head++) {
                copy((to * here[1] + head) * here[2] * here[3], from, (sentence * here[1] + head) * there * here[3], positions * here[3]);
            }
        }

        private void copy(long to, Buffer from, long at, long floats) {
            long size = tensor.getInfo().type.size;
            memory.getByteBuffer(to * size, floats * size).put(from.memory.getByteBuffer(at * size, floats * size));
        }

        @Override
        public void close() {
            tensor.close();
            memory.close();
        }
    }

    OnnxState(OrtEnvironment environment, Shape shape) throws OrtException {
        this.shape = shape;
        this.lengths = new int[shape.batch()];
        this.room = shape.halves() ? Math.min(STEP, shape.capacity()) : shape.capacity();
        for (Map.Entry<String, Attention> cache : shape.caches().entrySet()) {
            for (String part : new String[] {Attentions.KEYS, Attentions.VALUES}) {
                caches.put(cache.getKey() + part, cache(environment, cache.getValue()));
            }
        }
        for (Map.Entry<String, int[]> end : shape.ends().entrySet()) {
            int[] size = end.getValue();
            ends.put(end.getKey(), new Buffer[] {
                end(environment, size[0], size[1]), end(environment, size[0], size[1])});
        }
    }

    private Buffer end(OrtEnvironment environment, int channels, int samples) throws OrtException {
        return Buffer.of(environment, OnnxJavaType.FLOAT, shape.batch(), channels, samples).silent();
    }

    private Buffer cache(OrtEnvironment environment, Attention attention) throws OrtException {
        return Buffer.of(environment, shape.halves() ? OnnxJavaType.FLOAT16 : OnnxJavaType.FLOAT,
                shape.batch(), attention.keyValueHeads(), room, attention.headSize());
    }

    /** Makes room in the caches. @param positions at most the capacity */
    void reserve(int positions) {
        if (positions <= room) {
            return;
        }
        room = Math.min((positions + STEP - 1) / STEP * STEP, shape.capacity());
        try {
            for (Map.Entry<String, Attention> each : shape.caches().entrySet()) {
                for (String part : new String[] {Attentions.KEYS, Attentions.VALUES}) {
                    Buffer larger = cache(OrtEnvironment.getEnvironment(), each.getValue());
                    Buffer old = caches.put(each.getKey() + part, larger);
                    for (int i = 0; i < lengths.length; i++) {
                        larger.copy(i, old, i, lengths[i]);
                    }
                    old.close();
                }
            }
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int[] lengths() {
        return lengths.clone();
    }

    int capacity() {
        return shape.capacity();
    }

    /** Adds what a run reads and writes. */
    void bind(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> pinned) {
        caches.forEach((name, buffer) -> {
            inputs.put(name, buffer.tensor());
            pinned.put(name + Attentions.KEPT, buffer.tensor());
        });
        ends.forEach((name, buffers) -> {
            inputs.put(name, buffers[0].tensor());
            pinned.put(name + Convolutions.KEPT, buffers[1].tensor());
        });
    }

    /** A run has gone well: what it wrote is what the next one reads. @param more positions of each sentence */
    void advance(int... more) {
        for (int i = 0; i < lengths.length && i < more.length; i++) {
            lengths[i] += more[i];
        }
        for (Buffer[] each : ends.values()) {
            Buffer first = each[0];
            each[0] = each[1];
            each[1] = first;
        }
    }

    @Override
    public Program.State of(int... sentences) {
        OnnxState chosen = empty(sentences.length, shape.capacity());
        for (int i = 0; i < sentences.length; i++) {
            chosen.copy(i, this, sentences[i]);
        }
        return chosen;
    }

    /** {@return a state of the sentences of several} @param states one or more @param capacity at least the longest sentence's length */
    static OnnxState join(List<OnnxState> states, int capacity) {
        OnnxState joined = states.get(0).empty(states.stream().mapToInt(state -> state.shape.batch()).sum(), capacity);
        int at = 0;
        for (OnnxState state : states) {
            for (int i = 0; i < state.shape.batch(); i++) {
                joined.copy(at++, state, i);
            }
        }
        return joined;
    }

    @Override
    public long bytes() {
        return caches.values().stream().mapToLong(buffer -> buffer.memory().size()).sum()
                + ends.values().stream().mapToLong(buffers -> 2 * buffers[0].memory().size()).sum();
    }

    private OnnxState empty(int batch, int capacity) {
        try {
            return new OnnxState(OrtEnvironment.getEnvironment(), new Shape(shape.caches(), shape.ends(), batch, capacity, shape.halves()));
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    private void copy(int to, OnnxState from, int sentence) {
        int length = from.lengths[sentence];
        if (length > shape.capacity()) {
            throw new IllegalArgumentException(length + " positions do not fit a cache of " + shape.capacity());
        }
        reserve(length);
        lengths[to] = length;
        caches.forEach((name, buffer) -> buffer.copy(to, from.caches.get(name), sentence, length));
        ends.forEach((name, buffers) -> buffers[0].copy(to, from.ends.get(name)[0], sentence));
    }

    @Override
    public void close() {
        caches.values().forEach(Buffer::close);
        ends.values().forEach(buffers -> {
            buffers[0].close();
            buffers[1].close();
        });
    }
}
