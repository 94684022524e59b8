package alan.tts.csm.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import alan.tts.csm.tensor.Attention;
import alan.tts.csm.tensor.Cache;
import alan.tts.csm.tensor.Ops;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes attentions down, as ONNX Runtime's GroupQueryAttention, which turns queries and keys itself. */
final class Attentions {
    /** Input: of each sentence, its positions after this run less one. */
    static final String ENDS = "cache.ends";
    /** Input: the most positions that a sentence has after this run. */
    static final String TOTAL = "cache.total";
    /** What the name of a cache has for its keys. */
    static final String KEYS = ".keys";
    /** What the name of a cache has for its values. */
    static final String VALUES = ".values";
    /** What keys and values have as outputs. */
    static final String KEPT = ".kept";

    private final Graph graph;
    private final Halves halves;
    private final Map<String, Attention> lasting = new LinkedHashMap<>();
    /** By how many positions there are: of each sentence, the last one. */
    private final Map<Integer, Symbol> lasts = new HashMap<>();
    private Symbol ends;
    private Symbol total;
    private Symbol batch;

    /** @param graph to write into @param halves of it */
    Attentions(Graph graph, Halves halves) {
        this.graph = graph;
        this.halves = halves;
    }

    /** A cache that outlives a run. */
    private record Lasting(String name) implements Cache {}

    /** A cache for one run. */
    private static final class Passing implements Cache {
        private Symbol keys;
        private Symbol values;
        private int positions;
    }

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

    /** {@return what each position takes} @param query of it, or queries, keys and values side by side, where the others are {@code null} */
    Symbol attention(Symbol query, Symbol key, Symbol value, Attention shape, Cache cache) {
        return cache instanceof Lasting own ? lasting(query, key, value, shape, own.name()) : passing(query, key, value, shape, (Passing) cache);
    }

    private Symbol lasting(Symbol query, Symbol key, Symbol value, Attention shape, String name) {
        if (ends == null) {
            ends = graph.input(ENDS, DataType.INT32, Ops.ANY);
            total = graph.input(TOTAL, DataType.INT32, 1);
        }
        lasting.put(name, shape);
        int[] kept = {Ops.ANY, shape.keyValueHeads(), Ops.ANY, shape.headSize()};
        Symbol keys = graph.input(name + KEYS, halves.type(), kept);
        Symbol values = graph.input(name + VALUES, halves.type(), kept);
        graph.directOutput(name + KEYS + KEPT, halves.type(), kept);
        graph.directOutput(name + VALUES + KEPT, halves.type(), kept);
        return node(query, key, value, keys, values, ends, total, shape, name + KEYS + KEPT, name + VALUES + KEPT);
    }

    private Symbol passing(Symbol query, Symbol key, Symbol value, Attention shape, Passing cache) {
        Symbol last;
        Symbol all;
        if (query.dimension(1) >= 0) {
            cache.positions += query.dimension(1);
            all = graph.ints(new int[] {cache.positions}, 1);
            last = lasts.computeIfAbsent(cache.positions, any -> ofEach(graph.ints(new int[] {cache.positions - 1}, 1), query));
        } else {
            // Known when it runs; such a network sees everything at once.
            Symbol length = slice(graph.node(Graph.ONNX, "Shape").in(query).out(3), 1);
            all = graph.node(Graph.ONNX, "Cast").in(length).set("to", DataType.INT32.getNumber()).out(1);
            last = ofEach(graph.node(Graph.ONNX, "Sub").in(all, graph.ints(new int[] {1}, 1)).out(1), query);
        }
        Symbol keys = cache.keys;
        Symbol values = cache.values;
        String newKeys = "passing." + query.name() + KEYS;
        String newValues = "passing." + query.name() + VALUES;
        cache.keys = new Symbol(newKeys);
        cache.values = new Symbol(newValues);
        return node(query, key, value, keys, values, last, all, shape, newKeys, newValues);
    }

    /** {@return a number for each sentence} @param number [1] @param x any value of the sentences, who are the same throughout a network */
    private Symbol ofEach(Symbol number, Symbol x) {
        if (batch == null) {
            batch = slice(graph.node(Graph.ONNX, "Shape").in(x).out(3), 0);
        }
        return graph.node(Graph.ONNX, "Expand").in(number, batch).out(Ops.ANY);
    }

    private Symbol slice(Symbol shape, int index) {
        return graph.node(Graph.ONNX, "Slice").in(shape, graph.longs(index), graph.longs(index + 1)).out(1);
    }

    private Symbol node(Symbol query, Symbol key, Symbol value, Symbol keys, Symbol values, Symbol last, Symbol all, Attention shape, String newKeys,
            String newValues) {
        Graph.Node node = halves.node(Graph.MICROSOFT, "GroupQueryAttention")
                .in(halves.half(query), halves.half(key), halves.half(value), keys, values, last, all, turns(shape, true), turns(shape, false))
                .set("num_heads", shape.heads()).set("kv_num_heads", shape.keyValueHeads())
                .set("do_rotary", 1).set("rotary_interleaved", shape.interleaved() ? 1 : 0);
        if (shape.window() > 0) {
            node.set("local_window_size", shape.window());
        }
        String name = node.name();
        int[] seen = query.with(-1, shape.heads() * shape.headSize());
        node.also(name, seen).also(newKeys).out(newValues);
        return halves.noted(new Symbol(name, seen));
    }

    /** {@return cosines or sines of each position's angles} [positions, headSize / 2] */
    private Symbol turns(Attention shape, boolean cosines) {
        int half = shape.headSize() / 2;
        float[] turns = new float[shape.positions() * half];
        for (int i = 0; i < turns.length; i++) {
            double angle = i / half * shape.frequencies()[i % half];
            turns[i] = (float) (cosines ? Math.cos(angle) : Math.sin(angle));
        }
        String key = cosines + " " + shape.positions() + Arrays.toString(shape.frequencies());
        return halves.half(graph.floats(key, turns, shape.positions(), half));
    }
}
