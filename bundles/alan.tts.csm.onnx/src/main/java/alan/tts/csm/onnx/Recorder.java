package alan.tts.csm.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import alan.tts.csm.tensor.Attention;
import alan.tts.csm.tensor.Cache;
import alan.tts.csm.tensor.Ops;
import alan.tts.csm.tensor.Precision;
import alan.tts.csm.tensor.Tensor;
import alan.tts.csm.tensor.Weight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Writes the operations down as nodes of an ONNX graph; some only when their values are needed, since there may be a node for two of them. */
final class Recorder implements Ops {
    private final Graph graph;
    private final Halves halves;
    private final Initializers weights;
    private final Products products;
    private final Attentions attentions;
    private final Convolutions convolutions;
    private final Set<String> outputs = new LinkedHashSet<>();
    /** Names of the values that are integers; the others are floats. */
    private final Set<String> integer = new HashSet<>();

    /** @param graph to write into @param halves of it @param weights its initializers @param precision of the stored weights in matrix products */
    Recorder(Graph graph, Halves halves, Initializers weights, Precision precision) {
        this.graph = graph;
        this.halves = halves;
        this.products = new Products(graph, halves, weights, precision);
        this.weights = weights;
        this.attentions = new Attentions(graph, halves);
        this.convolutions = new Convolutions(graph, weights);
    }

    /** {@return what a program needs to know of the network that was recorded} */
    OnnxProgram.Ports ports() {
        return new OnnxProgram.Ports(outputs, attentions.lasting(), convolutions.carried());
    }

    /** A sum that may not have been written down yet. */
    private static final class Sum implements Tensor {
        private final Symbol a;
        private final Symbol b;
        private Symbol value;

        Sum(Symbol a, Symbol b) {
            this.a = a;
            this.b = b;
        }
    }

    /** {@return a value in 32 bits, written down} */
    private Symbol of(Tensor tensor) {
        return halves.full(raw(tensor));
    }

    /** {@return a value as it is, written down: for who takes it in 16 bits, too} */
    private Symbol raw(Tensor tensor) {
        if (tensor instanceof Products.Product product) {
            return products.value(product);
        }
        if (tensor instanceof Sum sum) {
            if (sum.value == null) {
                sum.value = graph.node(Graph.ONNX, "Add").in(sum.a, sum.b).out(sum.a.shape());
            }
            return sum.value;
        }
        return (Symbol) tensor;
    }

    private Graph.Node onnx(String type, Tensor... inputs) {
        Graph.Node node = graph.node(Graph.ONNX, type);
        for (Tensor input : inputs) {
            node.in(of(input));
        }
        return node;
    }

    private Symbol integers(Symbol longs) {
        return onnx("Cast", longs).set("to", DataType.INT32.getNumber()).out(longs.shape());
    }

    @Override
    public Tensor floats(String name, int... shape) {
        return graph.input(name, DataType.FLOAT, shape);
    }

    @Override
    public Tensor ints(String name, int... shape) {
        return graph.input(name, DataType.INT32, shape);
    }

    @Override
    public void output(String name, Tensor value) {
        outputs.add(name);
        graph.output(name, integer.contains(of(value).name()) ? DataType.INT32 : DataType.FLOAT, of(value));
    }

    private Symbol integer(Symbol symbol) {
        integer.add(symbol.name());
        return symbol;
    }

    @Override
    public Tensor embed(Weight table, Tensor rows) {
        Symbol ids = of(rows);
        int[] shape = Arrays.copyOf(ids.shape(), ids.shape().length + 1);
        shape[shape.length - 1] = Math.toIntExact(table.shape().get(1));
        return weights.rows(table, ids, shape);
    }

    @Override
    public Tensor embedSum(Weight table, Tensor rows, int each) {
        Symbol ids = of(rows);
        int columns = ids.dimension(2);
        int[] offsets = IntStream.range(0, columns).map(i -> i * each).toArray();
        int size = Math.toIntExact(table.shape().get(1));
        Symbol all = onnx("Add", ids, graph.ints(offsets, columns)).out(ids.shape());
        Symbol found = weights.rows(table, all, ids.dimension(0), ids.dimension(1), columns, size);
        // Not by ReduceSum, which adds in another order when there are more sentences; what it rounds differently, quantisation makes much of.
        Symbol sum = onnx("MatMul", graph.ones(columns), found).out(ids.dimension(0), ids.dimension(1), 1, size);
        return onnx("Squeeze", sum, graph.longs(2)).out(ids.dimension(0), ids.dimension(1), size);
    }

    @Override
    public Tensor linear(Tensor x, Weight weight) {
        return products.of(raw(x), weight, false);
    }

    @Override
    public Tensor project(Tensor x, Weight weight) {
        return products.of(raw(x), weight, true);
    }

    @Override
    public Tensor rmsNorm(Tensor x, Weight weight, double epsilon) {
        if (x instanceof Sum sum && sum.value == null && Arrays.equals(sum.a.shape(), sum.b.shape())) {
            Graph.Node node = graph.node(Graph.MICROSOFT, "SkipSimplifiedLayerNormalization").in(sum.a, sum.b, weights.get(weight))
                    .set("epsilon", epsilon);
            String normed = node.name();
            // Between the two would be what only training needs.
            sum.value = node.also(normed, sum.a.shape()).also("").also("").out(sum.a.shape());
            return new Symbol(normed, sum.a.shape());
        }
        return onnx("SimplifiedLayerNormalization", x, weights.get(weight))
                .set("axis", -1).set("epsilon", epsilon).set("stash_type", 1)
                .out(of(x).shape());
    }

    @Override
    public Tensor layerNorm(Tensor x, Weight weight, Weight bias, double epsilon) {
        return onnx("LayerNormalization", x, weights.get(weight), weights.get(bias)).set("axis", -1).set("epsilon", epsilon).out(of(x).shape());
    }

    @Override
    public Tensor add(Tensor a, Tensor b) {
        return new Sum(of(a), of(b));
    }

    @Override
    public Tensor subtract(Tensor a, Tensor b) {
        return onnx("Sub", a, b).out(of(a).shape());
    }

    @Override
    public Tensor choose(Tensor a, Tensor b, Tensor mask) {
        Symbol is = onnx("Cast", mask).set("to", DataType.BOOL.getNumber()).out(of(mask).shape());
        return onnx("Where", is, a, b).out(of(a).shape());
    }

    @Override
    public Tensor scale(Tensor x, Weight weight) {
        return onnx("Mul", x, weights.get(weight)).out(of(x).shape());
    }

    @Override
    public Tensor gelu(Tensor x) {
        return onnx("Gelu", x).out(of(x).shape());
    }

    @Override
    public Tensor elu(Tensor x) {
        return onnx("Elu", x).out(of(x).shape());
    }

    @Override
    public Tensor swiGlu(Tensor gate, Tensor x) {
        List<Symbol> both = products.innerPair(gate, x);
        Symbol first = both.isEmpty() ? halves.half(raw(gate)) : both.get(0);
        Symbol second = both.isEmpty() ? halves.half(raw(x)) : both.get(1);
        // With alpha 1, gate · sigmoid(gate).
        Symbol open = halves.node(Graph.MICROSOFT, "QuickGelu").in(first).set("alpha", 1.0).out(first.shape());
        return products.inner(halves.noted(graph.node(Graph.ONNX, "Mul").in(open, second).out(second.shape())));
    }

    @Override
    public Cache cache(String name) {
        return attentions.lasting(name);
    }

    @Override
    public Cache cache() {
        return attentions.passing();
    }

    @Override
    public Tensor attention(Tensor query, Tensor key, Tensor value, Attention shape, Cache cache) {
        Symbol all = products.together(query, key, value);
        return all == null ? attentions.attention(raw(query), raw(key), raw(value), shape, cache)
                : attentions.attention(all, null, null, shape, cache);
    }

    @Override
    public Tensor at(Tensor x, Tensor positions) {
        Symbol longs = onnx("Cast", positions).set("to", DataType.INT64.getNumber()).out(of(positions).shape());
        Symbol index = onnx("Unsqueeze", longs, graph.longs(-1)).out(of(positions).dimension(0), 1, 1);
        return onnx("GatherND", x, index).set("batch_dims", 1).out(of(x).with(1, 1));
    }

    @Override
    public Tensor last(Tensor x) {
        return of(x).dimension(1) == 1 ? x
                : onnx("Slice", x, graph.longs(-1), graph.longs(Long.MAX_VALUE), graph.longs(1)).out(of(x).with(1, 1));
    }

    @Override
    public Tensor draw(Tensor logits, Tensor noise, Tensor temperature) {
        int batch = of(logits).dimension(0);
        Symbol count = onnx("Slice", onnx("Shape", noise).out(2), graph.longs(1), graph.longs(2)).out(1);
        Graph.Node top = onnx("TopK", logits, count).set("axis", -1);
        String values = top.name();
        Symbol found = top.also(values).out(batch, 1, ANY);
        Symbol likeliest = onnx("Squeeze", new Symbol(values, batch, 1, ANY), graph.longs(1)).out(batch, ANY);
        Symbol codes = onnx("Squeeze", found, graph.longs(1)).out(batch, ANY);
        Symbol tempered = onnx("Div", likeliest, temperature).out(batch, ANY);
        Symbol shaken = onnx("Add", tempered, noise).out(batch, ANY);
        Symbol best = onnx("ArgMax", shaken).set("axis", -1).set("keepdims", 1).out(batch, 1);
        return integer(integers(onnx("GatherElements", codes, best).set("axis", 1).out(batch, 1)));
    }

    @Override
    public Tensor slice(Tensor x, int index) {
        return onnx("Gather", x, graph.scalar(index)).set("axis", 1).out(of(x).dimension(0), of(x).dimension(2));
    }

    @Override
    public Tensor join(List<Tensor> values) {
        List<Symbol> columns = new ArrayList<>();
        Symbol first = of(values.get(0));
        for (Tensor value : values) {
            columns.add(onnx("Unsqueeze", value, graph.longs(-1)).out(first.dimension(0), first.dimension(1), 1));
        }
        return integer(onnx("Concat", columns.toArray(Symbol[]::new)).set("axis", -1).out(first.dimension(0), first.dimension(1), values.size()));
    }

    @Override
    public Tensor append(Tensor a, Tensor b) {
        int positions = of(a).dimension(1) < 0 || of(b).dimension(1) < 0 ? ANY : of(a).dimension(1) + of(b).dimension(1);
        return onnx("Concat", a, b).set("axis", 1).out(of(a).with(1, positions));
    }

    @Override
    public Tensor nearest(Tensor x, Weight codebook, Weight bias) {
        halves.unfit();
        Tensor closeness = onnx("Add", products.exact(of(x), codebook, false), weights.get(bias)).out(of(x).dimension(0), of(x).dimension(1), ANY);
        Symbol best = onnx("ArgMax", closeness).set("axis", -1).set("keepdims", 0).out(of(x).dimension(0), of(x).dimension(1));
        return integer(integers(best));
    }

    @Override
    public Tensor transpose(Tensor x) {
        Symbol symbol = of(x);
        return onnx("Transpose", x).setAll("perm", 0, 2, 1).out(symbol.dimension(0), symbol.dimension(2), symbol.dimension(1));
    }

    @Override
    public Tensor pad(Tensor x, int before, int multiple, Edge edge) {
        return convolutions.pad(of(x), before, multiple, edge);
    }

    @Override
    public Tensor carried(String name, Tensor x, int channels, int count) {
        return convolutions.carried(name, of(x), channels, count);
    }

    @Override
    public Tensor convolution(Tensor x, Weight weight, Weight bias, int stride, int dilation) {
        return convolutions.convolution(of(x), weight, bias, stride, dilation);
    }

    @Override
    public Tensor transposedConvolution(Tensor x, Weight weight, Weight bias, int stride, int groups) {
        return convolutions.transposed(of(x), weight, bias, stride, groups);
    }
}
