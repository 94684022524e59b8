package alan.watermark;

import java.util.Arrays;

/**
 * How much louder or softer each tile becomes, slot by slot, so that a slot shows its symbol. This is informed embedding: what the sound itself happens to
 * show of the pattern is known here, so it need not be shouted down, only made up for (improved spread spectrum, H. Malvar and D. Florêncio, IEEE Trans.
 * Signal Processing 51, 2003). A slot that shows its symbol clearly already is left as it is.
 */
final class SlotGains {
    /** What a slot is to show of its symbol, in nepers a tile. */
    private static final double WANTED = 0.1;

    /** The largest change of a tile, as a share of its amplitude. */
    private static final float MOST = 0.5f;

    /** The largest change in the mean (root of the mean square) over a slot's tiles, likewise. */
    private static final double MOST_IN_MEAN = 0.28;

    /** The mark's largest energy in a slot, as a share of the slot's: -17 dB. */
    private static final double MOST_ENERGY = 0.02;

    /** Its energy in the long run, as a share of that of all of the sound; a quarter of it is lost where neighbouring slots glide into one another. */
    private static final double ALLOWANCE = 0.0036 / 0.75;

    /** Which share of an allowance that was not spent is still there a slot later: half of it for three and a half seconds. */
    private static final double KEPT = 0.995;

    /** Tiles with less energy are changed more: by this power of it. They are heard less, and cost less of the level that a mark may have. */
    private static final double SHAPE = -0.4;

    private static final double SHAPE_LEAST = 0.3;
    private static final double SHAPE_MOST = 2.5;

    /** What a frame shows of its own slot's gain: the integral of cos^6 by that of cos^4, since the gain has a Hann window and so has the frame. */
    private static final float OWN = 5f / 6;

    /** What it shows of the gain of the slot before. */
    private static final float BESIDE = 1f / 12;

    private final float[] level = new float[Layout.TILES];
    private final float[] sensitivity = new float[Layout.TILES];
    private final float[] before = new float[Layout.TILES];
    private final float[] white = new float[Layout.TILES];
    private final float[] direction = new float[Layout.TILES];
    private final float[] gains = new float[Layout.TILES];
    private boolean silentBefore = true;
    private double unspent;

    /**
     * Chooses the gains of the next slot.
     *
     * @param energy of the tiles of the sound, unmarked
     * @param mean of them
     * @param total energy of the frame, of all frequencies, on the same scale
     * @param signs pattern of the slot
     * @param symbol +1 or -1
     * @return by which share of itself each tile is to grow, [TILES]; valid until the next call; {@code null} in silence, which is left alone
     */
    float[] next(float[] energy, float mean, float total, float[] signs, float symbol) {
        if (mean <= Levels.SILENCE) {
            Arrays.fill(gains, 0);
            silentBefore = true;
            return null;
        }
        Levels.measure(energy, mean, level, sensitivity);
        for (int tile = 0; tile < Layout.TILES; tile++) {
            level[tile] += BESIDE * gains[tile] * sensitivity[tile];
        }
        if (silentBefore) {
            Arrays.fill(before, 0);
        }
        Levels.whiten(level, before, white);
        unspent += ALLOWANCE * total;
        choose(energy, mean, signs, symbol, WANTED - symbol * Levels.correlate(signs, white));
        for (int tile = 0; tile < Layout.TILES; tile++) {
            before[tile] = level[tile] + OWN * gains[tile] * sensitivity[tile];
        }
        silentBefore = false;
        return gains;
    }

    private void choose(float[] energy, float mean, float[] signs, float symbol, double lacking) {
        Levels.direction(signs, direction);
        double effect = 0;
        double square = 0;
        double loudness = 0;
        for (int tile = 0; tile < Layout.TILES; tile++) {
            double shape = Math.pow(energy[tile] / mean + 1e-3, SHAPE);
            float felt = direction[tile] * sensitivity[tile];
            gains[tile] = symbol * felt * (float) Math.max(SHAPE_LEAST, Math.min(SHAPE_MOST, shape));
            effect += OWN * Math.abs(felt * gains[tile]);
            square += gains[tile] * gains[tile];
            loudness += energy[tile] * gains[tile] * gains[tile];
        }
        double scale = Math.max(0, lacking) * Layout.TILES / (effect + 1e-6);
        scale = Math.min(scale, MOST_IN_MEAN / Math.sqrt(square / Layout.TILES + 1e-12));
        scale = Math.min(scale, Math.sqrt(Math.min(unspent, MOST_ENERGY * mean * Layout.TILES) / (loudness + 1e-20)));
        unspent = KEPT * Math.max(0, unspent - scale * scale * loudness);
        for (int tile = 0; tile < Layout.TILES; tile++) {
            gains[tile] = Math.max(-MOST, Math.min(MOST, (float) scale * gains[tile]));
        }
    }
}
