package alan.tts.csm.djl;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import alan.tts.csm.tensor.Attention;
import alan.tts.csm.tensor.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keys, values and ends of sounds, in tensors that a run changes in place. */
final class DjlState implements Program.State {
    private final Kit kit;
    private final Shape shape;
    private final int[] lengths;
    private final IValue caches;
    private final IValue ends;
    private final long bytes;

    /**
     * What a state consists of.
     *
     * @param caches attention by index; each has keys and values
     * @param ends channels and samples by index
     * @param batch sentences
     * @param capacity positions of the caches; there is room for one more, for what does not count
     */
    record Shape(List<Attention> caches, List<int[]> ends, int batch, int capacity) {}

    /** @param kit for the device @param shape of the state */
    DjlState(Kit kit, Shape shape) {
        this.kit = kit;
        this.shape = shape;
        this.lengths = new int[shape.batch()];
        List<long[]> sizes = new ArrayList<>();
        for (Attention cache : shape.caches()) {
            long[] size = {shape.batch(), shape.capacity() + 1L, cache.keyValueHeads(), cache.headSize()};
            sizes.addAll(List.of(size, size));
        }
        List<long[]> endSizes = shape.ends().stream().map(end -> new long[] {shape.batch(), end[0], end[1]}).toList();
        this.caches = zeros(sizes);
        this.ends = zerosBeside(caches, endSizes);
        sizes.addAll(endSizes);
        this.bytes = Float.BYTES * sizes.stream().mapToLong(size -> Arrays.stream(size).reduce(1, Math::multiplyExact)).sum();
    }

    /** The list holds the tensors; DJL's arrays are only handles. Zeros, since what is masked must be numbers. */
    private IValue zeros(List<long[]> sizes) {
        try (NDManager own = kit.manager()) {
            return IValue.listFrom(sizes.stream().map(size -> kit.zeros(own, Script.FLOAT, size)).toArray(PtNDArray[]::new));
        }
    }

    private IValue zerosBeside(IValue made, List<long[]> sizes) {
        try {
            return zeros(sizes);
        } catch (EngineException e) {
            made.close();
            throw e;
        }
    }

    @Override
    public int[] lengths() {
        return lengths.clone();
    }

    int capacity() {
        return shape.capacity();
    }

    /** {@return keys and values of each cache} [sentences, capacity + 1, heads, size] */
    IValue caches() {
        return caches;
    }

    /** {@return the ends of sounds} [sentences, channels, samples] */
    IValue ends() {
        return ends;
    }

    /** A run has gone well. @param more positions of each sentence */
    void advance(int... more) {
        for (int i = 0; i < lengths.length && i < more.length; i++) {
            lengths[i] += more[i];
        }
    }

    @Override
    public Program.State of(int... sentences) {
        DjlState chosen = new DjlState(kit, new Shape(shape.caches(), shape.ends(), sentences.length, shape.capacity()));
        for (int i = 0; i < sentences.length; i++) {
            chosen.copy(i, this, sentences[i]);
        }
        return chosen;
    }

    /** {@return a state of the sentences of several} @param states one or more @param capacity at least the longest sentence's length */
    static DjlState join(List<DjlState> states, int capacity) {
        DjlState first = states.get(0);
        int batch = states.stream().mapToInt(state -> state.shape.batch()).sum();
        DjlState joined = new DjlState(first.kit, new Shape(first.shape.caches(), first.shape.ends(), batch, capacity));
        int at = 0;
        for (DjlState state : states) {
            for (int i = 0; i < state.shape.batch(); i++) {
                joined.copy(at++, state, i);
            }
        }
        return joined;
    }

    private void copy(int to, DjlState from, int sentence) {
        int length = from.lengths[sentence];
        if (length > shape.capacity()) {
            throw new IllegalArgumentException(length + " positions do not fit a cache of " + shape.capacity());
        }
        lengths[to] = length;
        kit.copy(caches, to, from.caches, sentence, length);
        kit.copy(ends, to, from.ends, sentence, -1);
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        caches.close();
        ends.close();
    }
}
