package alan.tts.csm.djl;

import alan.tts.csm.tensor.Attention;
import alan.tts.csm.tensor.Cache;
import alan.tts.csm.tensor.Ops;
import alan.tts.csm.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Writes attentions down. Queries and keys are turned together, in halves; queries that share keys lie side by side as if they were of more
 * positions, so that keys and values need not be repeated.
 */
final class Attentions {
    private final Script script;
    private final Parameters parameters;
    private final Products products;
    private final Map<String, Attention> lasting = new LinkedHashMap<>();

    Attentions(Script script, Parameters parameters, Products products) {
        this.script = script;
        this.parameters = parameters;
        this.products = products;
    }

    /** A cache that outlives a run. */
    private record Lasting(String name) implements Cache {}

    /** A cache for one run. */
    private static final class Passing implements Cache {
        private String keys;
        private String values;
        private int positions;
    }

    /**
     * Where positions are, and what they see.
     *
     * @param cosines of them
     * @param sines of them
     * @param mask {@code None}, or what is added
     * @param slots of a lasting cache
     */
    private record Places(String cosines, String sines, String mask, String slots) {}

    /** {@return the caches that outlive a run, by name} */
    Map<String, Attention> lasting() {
        return lasting;
    }

    Cache lasting(String name) {
        return new Lasting(name);
    }

    Cache passing() {
        return new Passing();
    }

    /** {@return queries, keys and values side by side, in halves} @param values of the three @param shape of the attention */
    private Symbol together(Tensor[] values, Function<Tensor, Symbol> written, Attention shape) {
        int turning = shape.heads() + shape.keyValueHeads();
        Symbol all = products.together(shape.interleaved() ? (long) turning * shape.headSize() : 0, shape.headSize(), values);
        if (all != null) {
            return all;
        }
        Symbol[] each = Stream.of(values).map(written).toArray(Symbol[]::new);
        int size = (shape.heads() + 2 * shape.keyValueHeads()) * shape.headSize();
        String[] names = Arrays.stream(each).map(Symbol::name).toArray(String[]::new);
        for (int i = 0; i < 2 && shape.interleaved(); i++) {
            String pairs = script.let("torch.unflatten(%s, -1, [-1, %d, 2])", names[i], shape.headSize() / 2);
            names[i] = script.let("torch.flatten(torch.transpose(%s, -1, -2), 2, -1)", pairs);
        }
        return new Symbol(script.let("torch.cat([%s], -1)", String.join(", ", names)), false, each[0].with(-1, size));
    }

    /** {@return what each position takes} @param values queries, keys and values @param written gives the value of any of them */
    Symbol attention(Tensor[] values, Function<Tensor, Symbol> written, Attention shape, Cache cache) {
        Symbol all = together(values, written, shape);
        int turning = shape.heads() + shape.keyValueHeads();
        String batch = script.once("batch", () -> script.let("torch.size(%s, 0)", all.name()));
        String length = length(all, cache);
        String heads = script.let("torch.reshape(%s, [%s, %s, %d, %d])",
                all.name(), batch, length, turning + shape.keyValueHeads(), shape.headSize());
        Places places = cache instanceof Lasting ? places(shape, batch, length) : places(shape, all, (Passing) cache);
        String before = script.let("torch.slice(%s, 2, 0, %d)", heads, turning);
        String rolled = script.let("torch.roll(%s, [%d], [-1])", before, shape.headSize() / 2);
        String turned = script.let("torch.addcmul(torch.mul(%s, %s), %s, %s)", before, places.cosines(), rolled, places.sines());
        String query = script.let("torch.slice(%s, 2, 0, %d)", turned, shape.heads());
        String key = script.let("torch.slice(%s, 2, %d)", turned, shape.heads());
        String value = script.let("torch.slice(%s, 2, %d)", heads, turning);
        String[] seen = cache instanceof Lasting own ? keep(own, key, value, shape, places.slots())
                : keep((Passing) cache, key, value, all.dimension(1));
        int group = shape.heads() / shape.keyValueHeads();
        String grouped = script.let("torch.permute(torch.reshape(%s, [%s, %s, %d, %d, %d]), [0, 2, 3, 1, 4])",
                query, batch, length, shape.keyValueHeads(), group, shape.headSize());
        String queries = script.let("torch.reshape(%s, [%s, %d, -1, %d])", grouped, batch, shape.keyValueHeads(), shape.headSize());
        String taken = script.let("torch.scaled_dot_product_attention(%s, torch.transpose(%s, 1, 2), torch.transpose(%s, 1, 2), %s)",
                queries, seen[0], seen[1], places.mask());
        String split = script.let("torch.permute(torch.reshape(%s, [%s, %d, %d, %s, %d]), [0, 3, 1, 2, 4])",
                taken, batch, shape.keyValueHeads(), group, length, shape.headSize());
        int size = shape.heads() * shape.headSize();
        return new Symbol(script.let("torch.reshape(%s, [%s, %s, %d])", split, batch, length, size), false, all.with(-1, size));
    }

    /** {@return how many positions there are} All caches that outlive a run go on by as many, so what is made of it is made once. */
    private String length(Symbol x, Cache cache) {
        String key = cache instanceof Lasting ? "length" : "length " + x.name();
        return x.dimension(1) >= 0 ? String.valueOf(x.dimension(1)) : script.once(key, () -> script.let("torch.size(%s, 1)", x.name()));
    }

    /** {@return from the position on that anybody sees, that after the last} */
    private String[] span(Attention shape) {
        String from = shape.window() == 0 ? "0"
                : script.once("from " + shape.window(), () -> script.let("ops.prim.max(0, torch.add(span[0], %d))", 1 - shape.window()));
        return new String[] {from, "span[1]"};
    }

    private String[] keep(Lasting cache, String key, String value, Attention shape, String slots) {
        int index = lasting.size() * 2;
        lasting.put(cache.name(), shape);
        String[] span = span(shape);
        String[] seen = new String[2];
        for (int i = 0; i < 2; i++) {
            String whole = "caches[" + (index + i) + "]";
            script.let("torch.index_put_(%s, %s, %s)", whole, slots, i == 0 ? key : value);
            seen[i] = script.let("torch.slice(%s, 1, %s, %s)", whole, span[0], span[1]);
        }
        return seen;
    }

    private String[] keep(Passing cache, String key, String value, int positions) {
        boolean first = cache.keys == null;
        cache.keys = first ? key : script.let("torch.cat([%s, %s], 1)", cache.keys, key);
        cache.values = first ? value : script.let("torch.cat([%s, %s], 1)", cache.values, value);
        cache.positions = positions < 0 ? Ops.ANY : cache.positions + positions;
        return new String[] {cache.keys, cache.values};
    }

    /** Positions that go on where the caches end; those that do not count are put where nobody looks. */
    private Places places(Attention shape, String batch, String length) {
        String range = range(shape);
        String steps = script.once("steps " + length, () -> script.let("torch.unsqueeze(torch.slice(%s, 0, 0, %s), 0)", range, length));
        String positions = script.once("positions " + length, () -> script.let("torch.add(torch.unsqueeze(before, 1), %s)", steps));
        String slots = script.once("slots " + length, () -> {
            String counts = script.let("torch.lt(%s, torch.unsqueeze(counts, 1))", steps);
            String slot = script.let("torch.where(%s, %s, spare)", counts, positions);
            String sentences = script.let("torch.unsqueeze(torch.slice(%s, 0, 0, %s), 1)", range, batch);
            return script.let("annotate(List[Optional[Tensor]], [%s, %s])", sentences, slot);
        });
        String known = script.once("known " + length + " " + shape.positions(),
                () -> script.let("torch.clamp_max(%s, %d)", positions, shape.positions() - 1));
        String[] turns = new String[2];
        for (int i = 0; i < 2; i++) {
            String table = table(shape, i == 0);
            turns[i] = script.once(table + " at " + length, () -> script.let("torch.unsqueeze(torch.embedding(%s, %s), 2)", table, known));
        }
        return new Places(turns[0], turns[1], mask(shape, positions, length), slots);
    }

    /** {@return {@code None} where each of a batch of single positions sees all that it is given; otherwise what is added} */
    private String mask(Attention shape, String positions, String length) {
        int group = shape.heads() / shape.keyValueHeads();
        return script.once("mask " + shape.window() + " " + group + " " + length, () -> {
            String[] span = span(shape);
            String mask = script.name();
            script.line("if torch.eq(%s, span[2]):", length);
            script.line("  %s : Optional[Tensor] = annotate(Optional[Tensor], None)", mask);
            script.line("else:");
            String keys = script.name();
            script.line("  %s = torch.slice(%s, 0, %s, %s)", keys, range(shape), span[0], span[1]);
            String own = script.name();
            script.line("  %s = torch.unsqueeze(torch.clamp_max(%s, torch.sub(span[1], 1)), 2)", own, positions);
            String seen = seen("  ", keys, own, shape.window());
            script.line("  %s = torch.repeat(torch.log(torch.to(torch.unsqueeze(%s, 1), %d)), [1, 1, %d, 1])", mask, seen, Script.FLOAT, group);
            return mask;
        });
    }

    private String seen(String indent, String keys, String own, int window) {
        String seen = script.name();
        script.line("%s%s = torch.le(%s, %s)", indent, seen, keys, own);
        if (window == 0) {
            return seen;
        }
        String within = script.name();
        script.line("%s%s = torch.logical_and(%s, torch.gt(%s, torch.sub(%s, %d)))", indent, within, seen, keys, own, window);
        return within;
    }

    /** Positions of this run alone. */
    private Places places(Attention shape, Symbol x, Passing cache) {
        int from = cache.positions;
        int count = x.dimension(1);
        if (from < 0 || count < 0 && from > 0) {
            throw new IllegalArgumentException("positions behind others that are not known");
        }
        String to = count < 0 ? length(x, cache) : String.valueOf(from + count);
        String[] turns = new String[2];
        for (int i = 0; i < 2; i++) {
            String table = table(shape, i == 0);
            turns[i] = script.once(table + from + " to " + to, () -> script.let("torch.unsqueeze(torch.slice(%s, 0, %d, %s), 1)", table, from, to));
        }
        boolean seesAll = count == 1 && (shape.window() == 0 || from < shape.window());
        int group = shape.heads() / shape.keyValueHeads();
        return new Places(turns[0], turns[1], seesAll ? "None" : script.once("mask %d to %s %d %d".formatted(from, to, shape.window(), group), () -> {
            String keys = script.let("torch.slice(%s, 0, 0, %s)", range(shape), to);
            String own = script.let("torch.unsqueeze(torch.slice(%s, 0, %d, %s), 1)", range(shape), from, to);
            String seen = seen("", keys, own, shape.window());
            return script.let("torch.repeat(torch.log(torch.to(%s, %d)), [%d, 1])", seen, Script.FLOAT, group);
        }), null);
    }

    private String range(Attention shape) {
        return script.once("range " + shape.positions(), () -> parameters.range(shape.positions()));
    }

    /** {@return a table of each position's cosines, or sines, the first half of these negative} [positions, headSize] */
    private String table(Attention shape, boolean cosines) {
        String key = (cosines ? "cosines " : "sines ") + Arrays.toString(shape.frequencies());
        return script.once(key, () -> {
            int size = shape.headSize();
            float[] turns = new float[shape.positions() * size];
            for (int i = 0; i < turns.length; i++) {
                double angle = i / size * shape.frequencies()[i % size % (size / 2)];
                turns[i] = (float) (cosines ? Math.cos(angle) : i % size < size / 2 ? -Math.sin(angle) : Math.sin(angle));
            }
            return parameters.floats(key, turns, shape.positions(), size);
        });
    }
}
