package alan.tts.csm.djl;

import alan.tts.csm.tensor.Ops;
import alan.tts.csm.tensor.Weight;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes convolutions over sound down. */
final class Convolutions {
    private final Script script;
    private final Parameters parameters;
    private final Map<String, int[]> carried = new LinkedHashMap<>();

    Convolutions(Script script, Parameters parameters) {
        this.script = script;
        this.parameters = parameters;
    }

    /** {@return channels and samples of each end that is carried from one run to the next, by name} */
    Map<String, int[]> carried() {
        return carried;
    }

    Symbol pad(Symbol x, int before, int multiple, Ops.Edge edge) {
        String after = "0";
        if (multiple > 1) {
            String length = script.let("torch.size(%s, 2)", x.name());
            String whole = script.let("torch.mul(torch.floordiv(torch.add(%s, %d), %d), %d)", length, multiple - 1, multiple, multiple);
            after = script.let("torch.sub(%s, %s)", whole, length);
        } else if (before == 0) {
            return x;
        }
        String operator = edge == Ops.Edge.ZERO ? "torch.constant_pad_nd(%s, [%d, %s])" : "torch.replication_pad1d(%s, [%d, %s])";
        return symbol(x.with(2, Ops.ANY), operator, x.name(), before, after);
    }

    Symbol carried(String name, Symbol x, int channels, int count) {
        if (count == 0) {
            return x;
        }
        String end = "ends[" + carried.size() + "]";
        carried.put(name, new int[] {channels, count});
        Symbol all = symbol(x.with(2, Ops.ANY), "torch.cat([%s, %s], 2)", end, x.name());
        script.let("torch.copy_(%s, torch.slice(%s, 2, %d))", end, all.name(), -count);
        return all;
    }

    Symbol convolution(Symbol x, Weight weight, Weight bias, int stride, int dilation) {
        int[] shape = {x.dimension(0), Math.toIntExact(weight.shape().get(0)), Ops.ANY};
        return symbol(shape, "torch.conv1d(%s, %s, %s, [%d], [0], [%d])", x.name(), exact(weight), exact(bias), stride, dilation);
    }

    Symbol transposed(Symbol x, Weight weight, Weight bias, int stride, int groups) {
        int[] shape = {x.dimension(0), Math.toIntExact(weight.shape().get(1)) * groups, Ops.ANY};
        Symbol all = symbol(shape, "torch.conv_transpose1d(%s, %s, %s, [%d], [0], [0], %d)", x.name(), exact(weight), exact(bias), stride, groups);
        return symbol(shape, "torch.slice(%s, 2, %d, %d)", all.name(), stride, -stride);
    }

    private String exact(Weight weight) {
        return weight == null ? "None" : parameters.get(Parameter.of(weight, Script.FLOAT));
    }

    private Symbol symbol(int[] shape, String expression, Object... arguments) {
        return new Symbol(script.let(expression, arguments), false, shape);
    }
}
