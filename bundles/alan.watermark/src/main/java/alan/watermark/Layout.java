package alan.watermark;

import java.util.Random;

/**
 * Where the symbols of a mark lie in time and frequency: the same in every Alan, since each is to find the marks of all. Time is cut into slots, of which
 * {@link #SLOTS} make a period that repeats; the band into {@link #TILES} tiles. A slot carries one symbol: its sign times the slot's pattern of signs is by
 * which tiles are a little louder and which a little softer.
 */
final class Layout {
    /** Seconds of a slot. Two of them are a frame. */
    static final double SLOT = 0.025;

    /** Slots of a period (3.2 s), and symbols of a code word. */
    static final int SLOTS = Code.SYMBOLS;

    /** Tiles of a slot: 88 Hz wide at the lower end, 188 Hz at the upper. */
    static final int TILES = 48;

    /** Lower edge of the band in Hz. */
    private static final double LOWEST = 300;

    /** Upper edge in Hz; within what remains at 16 kHz and in Opus. */
    private static final double HIGHEST = 6500;

    /** From about here on, in Hz, tiles grow with frequency. */
    private static final double WARP = 5000;

    private final float[][] signs = new float[SLOTS][TILES];
    private final int[] symbols = new int[SLOTS];

    /** @param seed of the pattern; marks of another seed are not found */
    Layout(long seed) {
        // The JDK's documentation lays down the numbers of this generator: they stay the same.
        Random random = new Random(seed);
        for (int slot = 0; slot < SLOTS; slot++) {
            for (int tile = 0; tile < TILES; tile++) {
                signs[slot][tile] = random.nextBoolean() ? 1 : -1;
            }
            int other = random.nextInt(slot + 1);
            symbols[slot] = symbols[other];
            symbols[other] = slot;
        }
    }

    /** {@return the pattern of a slot, +1 or -1 a tile, [TILES]} @param slot of the period */
    float[] signs(int slot) {
        return signs[slot];
    }

    /** {@return which symbol of the code word a slot carries: neighbours in the word are far apart in time} @param slot of the period */
    int symbol(int slot) {
        return symbols[slot];
    }

    /** {@return where the tiles begin, and the last one ends, in Hz, [TILES + 1]} */
    static double[] edges() {
        double[] edges = new double[TILES + 1];
        double low = Math.log1p(LOWEST / WARP);
        double high = Math.log1p(HIGHEST / WARP);
        for (int i = 0; i <= TILES; i++) {
            edges[i] = WARP * Math.expm1(low + (high - low) * i / TILES);
        }
        return edges;
    }
}
