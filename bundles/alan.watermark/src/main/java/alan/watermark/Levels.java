package alan.watermark;

/**
 * What a mark is read from: the level of each tile of a frame, in nepers (natural logarithm of the amplitude), less what its surroundings foretell. That
 * takes the speech out of it as far as this can be done without knowing the speech: for joined features of its spectrum are broad and last.
 */
final class Levels {
    /** Sound with less mean energy in a tile than this (about -85 dB of full scale) is silence. */
    static final float SILENCE = 1e-9f;

    /** How many tiles to either side make the surroundings that the floor is measured by. */
    private static final int REACH = 3;

    /** A tile far below its surroundings (between two harmonics) counts as if it were there: by this share of their energy, ... */
    private static final float LOCAL_FLOOR = 0.3f;

    /** ... and by this of the whole frame's. */
    private static final float FRAME_FLOOR = 0.001f;

    /** How much of its level a tile has from a slot before. */
    private static final float LASTING = 0.3f;

    private Levels() {}

    /**
     * Measures levels.
     *
     * @param energy of the tiles
     * @param mean of them
     * @param level of each, in nepers, [TILES]
     * @param sensitivity by how many nepers each level moves when its tile is a neper louder, 0 to 1, [TILES]; {@code null} if nobody asks
     */
    static void measure(float[] energy, float mean, float[] level, float[] sensitivity) {
        int tiles = energy.length;
        for (int tile = 0; tile < tiles; tile++) {
            int from = Math.max(0, tile - REACH);
            int to = Math.min(tiles - 1, tile + REACH);
            float around = 0;
            for (int other = from; other <= to; other++) {
                around += energy[other];
            }
            float lifted = energy[tile] + FRAME_FLOOR * mean + LOCAL_FLOOR * around / (to - from + 1) + SILENCE;
            level[tile] = 0.5f * (float) Math.log(lifted);
            if (sensitivity != null) {
                sensitivity[tile] = energy[tile] / lifted;
            }
        }
    }

    /**
     * Takes from levels what could be foretold: half of either neighbour, after a share of the slot before.
     *
     * @param level of a frame, [TILES]
     * @param before of the frame a slot earlier, [TILES]
     * @param white what is left, [TILES]
     */
    static void whiten(float[] level, float[] before, float[] white) {
        int tiles = level.length;
        for (int tile = 0; tile < tiles; tile++) {
            int left = left(tile);
            int right = right(tile, tiles);
            white[tile] = level[tile] - LASTING * before[tile]
                    - 0.5f * (level[left] - LASTING * before[left]) - 0.5f * (level[right] - LASTING * before[right]);
        }
    }

    /**
     * Tells by which change of levels a pattern in the whitened ones grows most: the transpose of {@link #whiten}.
     *
     * @param signs the pattern, [TILES]
     * @param direction the change, [TILES]
     */
    static void direction(float[] signs, float[] direction) {
        int tiles = signs.length;
        java.util.Arrays.fill(direction, 0);
        for (int tile = 0; tile < tiles; tile++) {
            direction[tile] += signs[tile];
            direction[left(tile)] -= 0.5f * signs[tile];
            direction[right(tile, tiles)] -= 0.5f * signs[tile];
        }
    }

    /** {@return how much of a pattern there is in whitened levels, in nepers a tile} */
    static float correlate(float[] signs, float[] white) {
        float sum = 0;
        for (int tile = 0; tile < signs.length; tile++) {
            sum += signs[tile] * white[tile];
        }
        return sum / signs.length;
    }

    private static int left(int tile) {
        return tile == 0 ? 1 : tile - 1;
    }

    private static int right(int tile, int tiles) {
        return tile == tiles - 1 ? tiles - 2 : tile + 1;
    }
}
