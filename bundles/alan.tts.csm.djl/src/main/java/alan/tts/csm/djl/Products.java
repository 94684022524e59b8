package alan.tts.csm.djl;

import alan.tts.csm.tensor.Precision;
import alan.tts.csm.tensor.Tensor;
import alan.tts.csm.tensor.Weight;
import java.util.Arrays;
import java.util.List;

/** Writes matrix products down; each as late as possible, so that products of one input by several weights become one. */
final class Products {
    private final Script script;
    private final Parameters parameters;
    private final int type;
    private final boolean packed;

    /** A product that may not have been written down yet. */
    static final class Product implements Tensor {
        private final Symbol x;
        private final Weight weight;
        private final boolean inFirst;
        private Symbol value;

        private Product(Symbol x, Weight weight, boolean inFirst) {
            this.x = x;
            this.weight = weight;
            this.inFirst = inFirst;
        }
    }

    /** @param packed whether weights of 16 bits lie as oneDNN wants them: a third faster than as they are stored */
    Products(Script script, Parameters parameters, Precision precision, boolean packed) {
        this.script = script;
        this.parameters = parameters;
        this.packed = packed;
        this.type = switch (precision) {
            case FP32 -> Script.FLOAT;
            case BF16 -> Script.BFLOAT16;
            case FP16 -> Script.HALF;
            default -> throw new IllegalArgumentException("PyTorch does not compute in " + precision);
        };
    }

    /** {@return x · weight} @param x […, in] @param weight [out, in], or [in, out] @param inFirst which of them */
    Tensor of(Symbol x, Weight weight, boolean inFirst) {
        return new Product(x, weight, inFirst);
    }

    /** {@return the value of a product} */
    Symbol value(Product product) {
        if (product.value == null) {
            // What a checkpoint does not hold, a codec's codebooks, is exact.
            int as = product.weight.stored() == null ? Script.FLOAT : type;
            int out = Math.toIntExact(product.weight.shape().get(product.inFirst ? 1 : 0));
            boolean fast = packed && as != Script.FLOAT;
            product.value = write(product.x, new Parameter(List.of(product.weight), as, product.inFirst, false, fast, 0, 0), out);
        }
        return product.value;
    }

    /** {@return x · weightᵀ in 32-bit floats} @param x […, in] @param weight [out, in] */
    Symbol exact(Symbol x, Weight weight) {
        return write(x, Parameter.of(weight, Script.FLOAT), Math.toIntExact(weight.shape().get(0)));
    }

    /**
     * {@return products side by side along the last dimension; {@code null} where they cannot be made together}
     *
     * @param pairs outputs at the beginning that are pairs and become halves
     * @param headSize outputs in which there are such pairs
     * @param tensors that may be products
     */
    Symbol together(long pairs, long headSize, Tensor... tensors) {
        if (!(tensors[0] instanceof Product first)) {
            return null;
        }
        for (Tensor tensor : tensors) {
            if (!(tensor instanceof Product product) || product.value != null || product.inFirst || product.weight.stored() == null
                    || !product.x.name().equals(first.x.name())) {
                return null;
            }
        }
        List<Weight> parts = Arrays.stream(tensors).map(tensor -> ((Product) tensor).weight).toList();
        int out = Math.toIntExact(parts.stream().mapToLong(part -> part.shape().get(0)).sum());
        return write(first.x, new Parameter(parts, type, false, false, packed && type != Script.FLOAT, pairs, headSize), out);
    }

    private Symbol write(Symbol x, Parameter weight, int out) {
        int[] shape = x.with(-1, out);
        if (weight.type() == Script.FLOAT) {
            return new Symbol(script.let("torch.linear(%s, %s)", x.name(), parameters.get(weight)), false, shape);
        }
        String narrow = script.once("narrow " + x.name(), () -> script.let("torch.to(%s, %d)", x.name(), weight.type()));
        String product = weight.packed()
                ? script.let("ops.mkldnn._linear_pointwise(%s, %s, None, \"none\", annotate(List[Optional[number]], []), None)",
                        narrow, parameters.get(weight))
                : script.let("torch.linear(%s, %s)", narrow, parameters.get(weight));
        return new Symbol(script.let("torch.to(%s, %d)", product, Script.FLOAT), false, shape);
    }
}
