package alan.tts.csm.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.ArrayList;
import java.util.List;

/** What is done with tensors outside of networks, as a script: DJL's own arrays cannot be of every type. */
final class Kit implements AutoCloseable {
    private static final String METHODS = """
            def empty(self: __torch__.M, sizes: List[int], type: int) -> Tensor:
              return torch.empty(sizes, dtype=type, layout=None, device=torch.device("%1$s"))
            def zeros(self: __torch__.M, sizes: List[int], type: int) -> Tensor:
              return torch.zeros(sizes, dtype=type, layout=None, device=torch.device("%1$s"))
            def staging(self: __torch__.M, sizes: List[int], type: int) -> Tensor:
              return torch.empty(sizes, dtype=type, layout=None, device=torch.device("cpu"))
            def fill(self: __torch__.M, target: Tensor, at: int, numbers: Tensor, count: int) -> Tensor:
              flat = torch.view(target, [-1])
              return torch.copy_(torch.slice(flat, 0, at, torch.add(at, count)), torch.slice(numbers, 0, 0, count))
            def halves(self: __torch__.M, target: Tensor, rows: int, size: int) -> Tensor:
              pairs = torch.slice(target, 0, 0, rows)
              split = torch.view(pairs, [-1, torch.floordiv(size, 2), 2, torch.size(target, 1)])
              return torch.copy_(pairs, torch.reshape(torch.transpose(split, 1, 2), [rows, torch.size(target, 1)]))
            def turned(self: __torch__.M, target: Tensor) -> Tensor:
              return torch.contiguous(torch.t(target))
            def packed(self: __torch__.M, target: Tensor) -> Tensor:
              return ops.mkldnn._reorder_linear_weight(target, None)
            def copy(self: __torch__.M, to: List[Tensor], index: int, source: List[Tensor], sentence: int, positions: int) -> int:
              for i in range(torch.len(to)):
                here = torch.select(to[i], 0, index)
                there = torch.select(source[i], 0, sentence)
                if torch.ge(positions, 0):
                  _0 = torch.copy_(torch.slice(here, 0, 0, positions), torch.slice(there, 0, 0, positions))
                else:
                  _1 = torch.copy_(here, there)
              return index
            """;

    private final Engine engine;
    private final Device device;
    private final Module module;

    /** @param engine DJL's @param device that the tensors are on */
    Kit(Engine engine, Device device) {
        this.engine = engine;
        this.device = device;
        Script script = new Script();
        script.add(METHODS.formatted(PyTorch.name(device)));
        module = new Module(script, engine.newBaseManager(device));
    }

    /** {@return what DJL's arrays belong to, on the device} To be closed, with all of them. */
    NDManager manager() {
        return engine.newBaseManager(device);
    }

    /** Values that are closed together. */
    private static final class Arguments implements AutoCloseable {
        private final List<IValue> values = new ArrayList<>();

        IValue of(IValue value) {
            values.add(value);
            return value;
        }

        @Override
        public void close() {
            values.forEach(IValue::close);
        }
    }

    /** {@return room for numbers} @param manager that it belongs to @param type of {@link Script} @param sizes outermost dimension first */
    PtNDArray empty(NDManager manager, int type, long... sizes) {
        return make("empty", manager, type, sizes);
    }

    /** {@return zeros} @param manager that they belong to @param type of {@link Script} @param sizes outermost dimension first */
    PtNDArray zeros(NDManager manager, int type, long... sizes) {
        return make("zeros", manager, type, sizes);
    }

    private PtNDArray make(String method, NDManager manager, int type, long... sizes) {
        try (Arguments arguments = new Arguments();
                IValue made = module.run(method, arguments.of(IValue.listFrom(sizes)), arguments.of(IValue.from((long) type)))) {
            return made.toTensor((PtNDManager) manager);
        }
    }

    /** {@return room for numbers that go elsewhere, on the processor} @param manager that it belongs to @param type of them @param count of them */
    PtNDArray staging(NDManager manager, int type, long count) {
        return make("staging", manager, type, count);
    }

    /**
     * Puts numbers where they belong, in the type that they have there.
     *
     * @param target any
     * @param at numbers before them
     * @param numbers in a row
     * @param count of them, from the first on
     */
    void fill(PtNDArray target, long at, PtNDArray numbers, long count) {
        try (Arguments arguments = new Arguments()) {
            module.run("fill", arguments.of(IValue.from(target)), arguments.of(IValue.from(at)), arguments.of(IValue.from(numbers)),
                    arguments.of(IValue.from(count))).close();
        }
    }

    /** Puts rows of pairs into two halves. @param target [out, in] @param rows of those at its beginning @param size of a head */
    void halves(PtNDArray target, long rows, long size) {
        try (Arguments arguments = new Arguments()) {
            module.run("halves", arguments.of(IValue.from(target)), arguments.of(IValue.from(rows)), arguments.of(IValue.from(size))).close();
        }
    }

    /** {@return the same with its dimensions exchanged, in memory of its own} @param manager that it belongs to @param target [a, b] */
    PtNDArray turned(NDManager manager, PtNDArray target) {
        return made("turned", manager, target);
    }

    /** {@return the same as oneDNN's products want it, in memory of its own} @param manager that it belongs to @param target [out, in] */
    PtNDArray packed(NDManager manager, PtNDArray target) {
        return made("packed", manager, target);
    }

    private PtNDArray made(String method, NDManager manager, PtNDArray target) {
        try (Arguments arguments = new Arguments(); IValue made = module.run(method, arguments.of(IValue.from(target)))) {
            return made.toTensor((PtNDManager) manager);
        }
    }

    /**
     * Copies one sentence's part of tensors.
     *
     * @param to tensors [sentences, …]
     * @param index there
     * @param from as many tensors
     * @param sentence in those
     * @param positions along the second dimension; −1 for all
     */
    void copy(IValue to, int index, IValue from, int sentence, int positions) {
        try (Arguments arguments = new Arguments()) {
            module.run("copy", to, arguments.of(IValue.from((long) index)), from, arguments.of(IValue.from((long) sentence)),
                    arguments.of(IValue.from((long) positions))).close();
        }
    }

    @Override
    public void close() {
        module.close();
    }
}
