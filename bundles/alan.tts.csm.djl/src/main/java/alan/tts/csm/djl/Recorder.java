package alan.tts.csm.djl;

import alan.tts.csm.tensor.Attention;
import alan.tts.csm.tensor.Cache;
import alan.tts.csm.tensor.Ops;
import alan.tts.csm.tensor.Precision;
import alan.tts.csm.tensor.Tensor;
import alan.tts.csm.tensor.Weight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes the operations down as lines of a script. Its arguments: {@code w}, the weights; {@code caches}, keys and values of each cache that
 * outlives a run; {@code ends}, those of sounds; {@code before} and {@code counts}, positions of each sentence that are there and that come; {@code
 * span}, the least and the most positions that a sentence has before and after, and 1 where all have as many; {@code x}, the inputs.
 */
final class Recorder implements Ops {
    private final Script script;
    private final Parameters parameters;
    private final Products products;
    private final Attentions attentions;
    private final Convolutions convolutions;
    private final List<String> inputs = new ArrayList<>();
    private final Map<String, String> outputs = new LinkedHashMap<>();

    /**
     * @param script to write into
     * @param parameters its weights
     * @param precision of those in matrix products
     * @param packed whether those lie as oneDNN wants them
     */
    Recorder(Script script, Parameters parameters, Precision precision, boolean packed) {
        this.script = script;
        this.parameters = parameters;
        this.products = new Products(script, parameters, precision, packed);
        this.attentions = new Attentions(script, parameters, products);
        this.convolutions = new Convolutions(script, parameters);
        script.add("""
                def forward(self: __torch__.M, w: List[Tensor], caches: List[Tensor], ends: List[Tensor], before: Tensor, counts: Tensor, \
                span: List[int], x: List[Tensor]) -> List[Tensor]:""");
        script.line("spare = 0");
        script.line("if torch.gt(torch.len(caches), 0):");
        script.line("  spare = torch.sub(torch.size(caches[0], 1), 1)");
    }

    /** {@return what a program needs to know of the network that was recorded} The script is whole then. */
    DjlProgram.Ports finish() {
        script.line("return [%s]", String.join(", ", outputs.values()));
        return new DjlProgram.Ports(inputs, List.copyOf(outputs.keySet()), attentions.lasting(), convolutions.carried());
    }

    private Symbol of(Tensor tensor) {
        return tensor instanceof Products.Product product ? products.value(product) : (Symbol) tensor;
    }

    private Symbol floats(int[] shape, String expression, Object... arguments) {
        return new Symbol(script.let(expression, arguments), false, shape);
    }

    private Symbol integers(int[] shape, String expression, Object... arguments) {
        return new Symbol(script.let(expression, arguments), true, shape);
    }

    private Symbol input(String name, boolean integer, int... shape) {
        inputs.add(name);
        return new Symbol(script.let("x[%d]", inputs.size() - 1), integer, shape);
    }

    @Override
    public Tensor floats(String name, int... shape) {
        return input(name, false, shape);
    }

    @Override
    public Tensor ints(String name, int... shape) {
        return input(name, true, shape);
    }

    @Override
    public void output(String name, Tensor value) {
        Symbol symbol = of(value);
        outputs.put(name, symbol.integer() ? script.let("torch.to(%s, %d)", symbol.name(), Script.INT) : symbol.name());
    }

    @Override
    public Tensor embed(Weight table, Tensor rows) {
        return rows(table, of(rows));
    }

    /** A table stays in the type that the checkpoint has, and whole; only the rows are widened. */
    private Symbol rows(Weight table, Symbol rows) {
        int size = Math.toIntExact(table.shape().get(1));
        int[] shape = Arrays.copyOf(rows.shape(), rows.shape().length + 1);
        shape[shape.length - 1] = size;
        if (table.stored() == null) {
            return floats(shape, "torch.embedding(%s, %s)", exact(table), rows.name());
        }
        long first = table.offset() / table.stored().type().bytes() / size;
        Symbol all = first == 0 ? rows : integers(rows.shape(), "torch.add(%s, %d)", rows.name(), first);
        Parameter whole = Parameter.table(table.stored(), size);
        Symbol found = floats(shape, "torch.embedding(%s, %s)", parameters.get(whole), all.name());
        return whole.type() == Script.FLOAT ? found : floats(shape, "torch.to(%s, %d)", found.name(), Script.FLOAT);
    }

    @Override
    public Tensor embedSum(Weight table, Tensor rows, int each) {
        Symbol ids = of(rows);
        Symbol all = integers(ids.shape(), "torch.add(%s, torch.mul(%s, %d))", ids.name(), parameters.range(ids.dimension(2)), each);
        Symbol found = rows(table, all);
        return floats(new int[] {ids.dimension(0), ids.dimension(1), found.dimension(-1)}, "torch.sum(%s, [2])", found.name());
    }

    @Override
    public Tensor linear(Tensor x, Weight weight) {
        return products.of(of(x), weight, false);
    }

    @Override
    public Tensor project(Tensor x, Weight weight) {
        return products.of(of(x), weight, true);
    }

    private String exact(Weight weight) {
        return weight == null ? "None" : parameters.get(Parameter.of(weight, Script.FLOAT));
    }

    @Override
    public Tensor rmsNorm(Tensor x, Weight weight, double epsilon) {
        Symbol symbol = of(x);
        return floats(symbol.shape(), "torch.rms_norm(%s, [%d], %s, %s)", symbol.name(), symbol.dimension(-1), exact(weight), epsilon);
    }

    @Override
    public Tensor layerNorm(Tensor x, Weight weight, Weight bias, double epsilon) {
        Symbol symbol = of(x);
        return floats(symbol.shape(), "torch.layer_norm(%s, [%d], %s, %s, %s)",
                symbol.name(), symbol.dimension(-1), exact(weight), exact(bias), epsilon);
    }

    @Override
    public Tensor add(Tensor a, Tensor b) {
        return floats(of(a).shape(), "torch.add(%s, %s)", of(a).name(), of(b).name());
    }

    @Override
    public Tensor subtract(Tensor a, Tensor b) {
        return floats(of(a).shape(), "torch.sub(%s, %s)", of(a).name(), of(b).name());
    }

    @Override
    public Tensor choose(Tensor a, Tensor b, Tensor mask) {
        return floats(of(a).shape(), "torch.where(torch.ne(%s, 0), %s, %s)", of(mask).name(), of(a).name(), of(b).name());
    }

    @Override
    public Tensor scale(Tensor x, Weight weight) {
        return floats(of(x).shape(), "torch.mul(%s, %s)", of(x).name(), exact(weight));
    }

    @Override
    public Tensor gelu(Tensor x) {
        return floats(of(x).shape(), "torch.gelu(%s)", of(x).name());
    }

    @Override
    public Tensor elu(Tensor x) {
        return floats(of(x).shape(), "torch.elu(%s)", of(x).name());
    }

    @Override
    public Tensor swiGlu(Tensor gate, Tensor x) {
        Symbol both = products.together(0, 0, gate, x);
        if (both == null) {
            return floats(of(x).shape(), "torch.mul(torch.silu(%s), %s)", of(gate).name(), of(x).name());
        }
        int half = both.dimension(-1) / 2;
        return floats(both.with(-1, half), "torch.mul(torch.silu(torch.slice(%1$s, -1, 0, %2$d)), torch.slice(%1$s, -1, %2$d))", both.name(), half);
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
        return attentions.attention(new Tensor[] {query, key, value}, this::of, shape, cache);
    }

    @Override
    public Tensor at(Tensor x, Tensor positions) {
        Symbol symbol = of(x);
        Symbol wanted = of(positions);
        String index = script.let("torch.expand(torch.unsqueeze(torch.to(%s, %d), 2), [-1, -1, %d])",
                wanted.name(), Script.LONG, symbol.dimension(2));
        return floats(symbol.with(1, 1), "torch.gather(%s, 1, %s)", symbol.name(), index);
    }

    @Override
    public Tensor last(Tensor x) {
        Symbol symbol = of(x);
        return symbol.dimension(1) == 1 ? symbol : floats(symbol.with(1, 1), "torch.slice(%s, 1, -1)", symbol.name());
    }

    @Override
    public Tensor draw(Tensor logits, Tensor noise, Tensor temperature) {
        int batch = of(logits).dimension(0);
        String values = script.name();
        String codes = script.name();
        script.line("%s, %s = torch.topk(torch.squeeze(%s, 1), torch.size(%s, 1))", values, codes, of(logits).name(), of(noise).name());
        String shaken = script.let("torch.add(torch.div(%s, %s), %s)", values, of(temperature).name(), of(noise).name());
        return integers(new int[] {batch, 1}, "torch.gather(%s, 1, torch.argmax(%s, 1, True))", codes, shaken);
    }

    @Override
    public Tensor slice(Tensor x, int index) {
        return floats(new int[] {of(x).dimension(0), of(x).dimension(2)}, "torch.select(%s, 1, %d)", of(x).name(), index);
    }

    @Override
    public Tensor join(List<Tensor> values) {
        Symbol first = of(values.get(0));
        String all = values.stream().map(value -> of(value).name()).collect(Collectors.joining(", "));
        return integers(new int[] {first.dimension(0), first.dimension(1), values.size()}, "torch.stack([%s], -1)", all);
    }

    @Override
    public Tensor append(Tensor a, Tensor b) {
        int positions = of(a).dimension(1) < 0 || of(b).dimension(1) < 0 ? ANY : of(a).dimension(1) + of(b).dimension(1);
        return floats(of(a).with(1, positions), "torch.cat([%s, %s], 1)", of(a).name(), of(b).name());
    }

    @Override
    public Tensor nearest(Tensor x, Weight codebook, Weight bias) {
        Symbol products = this.products.exact(of(x), codebook);
        return integers(new int[] {products.dimension(0), products.dimension(1)},
                "torch.argmax(torch.add(%s, %s), -1)", products.name(), exact(bias));
    }

    @Override
    public Tensor transpose(Tensor x) {
        Symbol symbol = of(x);
        return floats(new int[] {symbol.dimension(0), symbol.dimension(2), symbol.dimension(1)}, "torch.transpose(%s, 1, 2)", symbol.name());
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
