package alan.tts.csm.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.RunOptions;
import alan.api.AlanException;
import alan.onnx.Canceller;
import alan.onnx.OnnxModel;
import alan.tts.csm.tensor.Attention;
import alan.tts.csm.tensor.Program;
import alan.tts.csm.tensor.Value;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A graph that ONNX Runtime has loaded. */
final class OnnxProgram implements Program {
    private final OnnxModel model;
    private final Ports ports;
    private final boolean halves;

    /**
     * What goes in and out.
     *
     * @param outputs names
     * @param caches attentions that outlive a run, by name
     * @param ends channels and samples that are carried from one run to the next, by name
     */
    record Ports(Set<String> outputs, Map<String, Attention> caches, Map<String, int[]> ends) {}

    /** @param model with it @param ports of it @param halves whether caches are in 16-bit floats */
    OnnxProgram(OnnxModel model, Ports ports, boolean halves) {
        this.model = model;
        this.ports = ports;
        this.halves = halves;
    }

    @Override
    public State state(int batch, int capacity) {
        try {
            return new OnnxState(OrtEnvironment.getEnvironment(),
                    new OnnxState.Shape(ports.caches(), ports.ends(), batch, capacity, halves));
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public State join(List<State> states, int capacity) {
        return OnnxState.join(states.stream().map(OnnxState.class::cast).toList(), capacity);
    }

    @Override
    public Map<String, Value> run(Map<String, Value> inputs, State state, int... lengths) throws AlanException {
        try {
            return model.run(new Canceller(),
                    (environment, session, options) -> run(inputs, (OnnxState) state, lengths, environment, session, options));
        } catch (OnnxModel.ClosedException e) {
            throw new AlanException("CSM was unloaded while it spoke; ask again.", e);
        } catch (OrtException e) {
            throw new AlanException("ONNX Runtime could not compute CSM; Alan's log says why.", e);
        }
    }

    private Map<String, Value> run(Map<String, Value> inputs, OnnxState state, int[] lengths, OrtEnvironment environment, OrtSession session,
            RunOptions options) throws OrtException {
        Map<String, OnnxTensor> all = new LinkedHashMap<>();
        Map<String, OnnxTensor> pinned = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, Value> input : inputs.entrySet()) {
                all.put(input.getKey(), tensor(environment, input.getValue()));
            }
            if (state != null && !ports.caches().isEmpty()) {
                positions(all, state, lengths, environment);
            }
            Map<String, OnnxTensor> own = new LinkedHashMap<>(all);
            if (state != null) {
                state.bind(own, pinned);
            }
            try (OrtSession.Result result = session.run(own, ports.outputs(), pinned, options)) {
                Map<String, Value> outputs = new LinkedHashMap<>();
                for (String name : ports.outputs()) {
                    outputs.put(name, value(result.get(name).orElseThrow()));
                }
                if (state != null) {
                    state.advance(lengths);
                }
                return outputs;
            }
        } finally {
            all.values().forEach(OnnxTensor::close);
        }
    }

    private static void positions(Map<String, OnnxTensor> all, OnnxState state, int[] lengths, OrtEnvironment environment) throws OrtException {
        int[] before = state.lengths();
        if (before.length != lengths.length) {
            throw new IllegalArgumentException(lengths.length + " lengths for " + before.length + " sentences");
        }
        int[] ends = new int[lengths.length];
        for (int i = 0; i < lengths.length; i++) {
            ends[i] = before[i] + lengths[i] - 1;
        }
        int total = Arrays.stream(ends).max().orElseThrow() + 1;
        if (total > state.capacity()) {
            throw new IllegalArgumentException(total + " positions do not fit a cache of " + state.capacity());
        }
        state.reserve(total);
        all.put(Attentions.ENDS, OnnxTensor.createTensor(environment, IntBuffer.wrap(ends), new long[] {ends.length}));
        all.put(Attentions.TOTAL, OnnxTensor.createTensor(environment, IntBuffer.wrap(new int[] {total}), new long[] {1}));
    }

    private static OnnxTensor tensor(OrtEnvironment environment, Value value) throws OrtException {
        if (value instanceof Value.Floats floats) {
            return OnnxTensor.createTensor(environment, FloatBuffer.wrap(floats.data()), floats.shape());
        }
        Value.Ints ints = (Value.Ints) value;
        return OnnxTensor.createTensor(environment, IntBuffer.wrap(ints.data()), ints.shape());
    }

    private static Value value(OnnxValue value) {
        OnnxTensor tensor = (OnnxTensor) value;
        long[] shape = tensor.getInfo().getShape();
        FloatBuffer floats = tensor.getFloatBuffer();
        if (floats != null) {
            float[] data = new float[floats.remaining()];
            floats.get(data);
            return new Value.Floats(data, shape);
        }
        IntBuffer ints = tensor.getIntBuffer();
        int[] data = new int[ints.remaining()];
        ints.get(data);
        return new Value.Ints(data, shape);
    }

    @Override
    public void close() {
        model.close();
    }
}
