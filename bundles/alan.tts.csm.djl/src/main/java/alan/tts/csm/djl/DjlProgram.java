package alan.tts.csm.djl;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import alan.api.AlanException;
import alan.tts.csm.tensor.Attention;
import alan.tts.csm.tensor.Program;
import alan.tts.csm.tensor.Value;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A script and its weights that PyTorch has loaded. */
final class DjlProgram implements Program {
    private static final Logger LOG = LoggerFactory.getLogger(DjlProgram.class);

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Thread ending = new Thread(this::close, "alan-djl-ending");
    private final Kit kit;
    private final Module module;
    private final IValue weights;
    private final Tables.Use tables;
    private final IValue nothing;
    private final Ports ports;
    private final int threads;
    private boolean closed;

    /**
     * What goes in and out.
     *
     * @param inputs names, in the script's order
     * @param outputs names, in the script's order
     * @param caches attentions that outlive a run, by name
     * @param ends channels and samples that are carried from one run to the next, by name
     */
    record Ports(List<String> inputs, List<String> outputs, Map<String, Attention> caches, Map<String, int[]> ends) {}

    /**
     * @param kit for the device
     * @param module the script; belongs to the program
     * @param weights a list of tensors; belongs to the program
     * @param tables that it shares with others
     * @param ports of the script
     * @param threads that compute one run
     */
    DjlProgram(Kit kit, Module module, IValue weights, Tables.Use tables, Ports ports, int threads) {
        this.kit = kit;
        this.module = module;
        this.weights = weights;
        this.tables = tables;
        this.nothing = IValue.listFrom(new PtNDArray[0]);
        this.ports = ports;
        this.threads = threads;
        // Otherwise a JVM that ends would destroy PyTorch's static objects while it computes.
        Runtime.getRuntime().addShutdownHook(ending);
    }

    @Override
    public State state(int batch, int capacity) {
        return new DjlState(kit,
                new DjlState.Shape(List.copyOf(ports.caches().values()), List.copyOf(ports.ends().values()), batch, capacity));
    }

    @Override
    public State join(List<State> states, int capacity) {
        return DjlState.join(states.stream().map(DjlState.class::cast).toList(), capacity);
    }

    @Override
    public Map<String, Value> run(Map<String, Value> inputs, State state, int... lengths) throws AlanException {
        lock.readLock().lock();
        try (NDManager own = closed ? null : kit.manager()) {
            if (own == null) {
                throw new AlanException("CSM was unloaded while it spoke; ask again.");
            }
            PyTorch.prepare(threads);
            return run(inputs, (DjlState) state, lengths, own);
        } catch (EngineException e) {
            throw problem(e);
        } finally {
            lock.readLock().unlock();
        }
    }

    private Map<String, Value> run(Map<String, Value> inputs, DjlState state, int[] lengths, NDManager own) {
        List<IValue> values = new ArrayList<>();
        try {
            boolean keeps = state != null && !ports.caches().isEmpty();
            int[] before = keeps ? state.lengths() : new int[0];
            int[] counts = keeps ? lengths : new int[0];
            values.add(IValue.from(longs(before, own)));
            values.add(IValue.from(longs(counts, own)));
            values.add(IValue.listFrom(keeps ? span(before, counts, state.capacity()) : new long[3]));
            values.add(IValue.listFrom(ports.inputs().stream().map(name -> tensor(inputs.get(name), own)).toArray(PtNDArray[]::new)));
            IValue caches = state == null ? nothing : state.caches();
            IValue ends = state == null ? nothing : state.ends();
            Map<String, Value> outputs = new LinkedHashMap<>();
            try (IValue result = module.run("forward", weights, caches, ends, values.get(0), values.get(1), values.get(2), values.get(3))) {
                PtNDArray[] tensors = result.toTensorArray((PtNDManager) own);
                for (int i = 0; i < tensors.length; i++) {
                    outputs.put(ports.outputs().get(i), value(tensors[i]));
                }
            }
            if (state != null) {
                state.advance(lengths);
            }
            return outputs;
        } finally {
            values.forEach(IValue::close);
        }
    }

    /** {@return what to say of what PyTorch said} */
    static AlanException problem(EngineException problem) {
        String message = String.valueOf(problem.getMessage());
        LOG.warn("PyTorch failed", problem);
        return message.contains("out of memory") || message.contains("can't allocate memory")
                ? new AlanException("There is too little memory for CSM: end something else, or use another precision or device.", problem)
                : new AlanException("PyTorch could not compute CSM; Alan's log says why.", problem);
    }

    private static long[] span(int[] before, int[] counts, int capacity) {
        if (before.length != counts.length) {
            throw new IllegalArgumentException(counts.length + " lengths for " + before.length + " sentences");
        }
        int total = 0;
        boolean equal = true;
        for (int i = 0; i < before.length; i++) {
            total = Math.max(total, before[i] + counts[i]);
            equal &= before[i] == before[0] && counts[i] == counts[0];
        }
        if (total > capacity) {
            throw new IllegalArgumentException(total + " positions do not fit a cache of " + capacity);
        }
        return new long[] {Arrays.stream(before).min().orElseThrow(), total, equal ? 1 : 0};
    }

    private static PtNDArray longs(int[] numbers, NDManager own) {
        return filled(own, new Shape(numbers.length), DataType.INT64, bytes -> {
            for (int number : numbers) {
                bytes.putLong(number);
            }
        });
    }

    private static PtNDArray tensor(Value value, NDManager own) {
        if (value instanceof Value.Floats floats) {
            return filled(own, new Shape(floats.shape()), DataType.FLOAT32, bytes -> bytes.asFloatBuffer().put(floats.data()));
        }
        Value.Ints ints = (Value.Ints) value;
        return filled(own, new Shape(ints.shape()), DataType.INT32, bytes -> bytes.asIntBuffer().put(ints.data()));
    }

    /** Writes numbers. */
    @FunctionalInterface
    private interface Filler {
        void fill(ByteBuffer bytes);
    }

    /** Of PyTorch's own memory, which is free as soon as it is closed, where Java's would be when the collector likes. */
    private static PtNDArray filled(NDManager own, Shape shape, DataType type, Filler filler) {
        PtNDArray array = (PtNDArray) own.create(shape, type, Device.cpu());
        if (shape.size() > 0) {
            filler.fill(array.toByteBuffer(true).order(ByteOrder.nativeOrder()));
        }
        return own.getDevice().isGpu() ? array.toDevice(own.getDevice(), true) : array;
    }

    private static Value value(PtNDArray tensor) {
        long[] shape = tensor.getShape().getShape();
        ByteBuffer bytes = tensor.toByteBuffer(true).order(ByteOrder.nativeOrder());
        if (tensor.getDataType() == DataType.FLOAT32) {
            float[] floats = new float[bytes.remaining() / Float.BYTES];
            bytes.asFloatBuffer().get(floats);
            return new Value.Floats(floats, shape);
        }
        int[] ints = new int[bytes.remaining() / Integer.BYTES];
        bytes.asIntBuffer().get(ints);
        return new Value.Ints(ints, shape);
    }

    /** Waits for runs that are under way, and frees everything at once. Does nothing the second time. */
    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                weights.close();
                tables.close();
                nothing.close();
                module.close();
                forgetEnding();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void forgetEnding() {
        try {
            Runtime.getRuntime().removeShutdownHook(ending);
        } catch (IllegalStateException e) {
            LOG.debug("the process is ending", e);
        }
    }
}
