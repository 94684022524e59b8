package alan.watermark;

import alan.api.watermark.Mark;

/**
 * The 40 bits of a mark and their check sum (24 bits: CRC-24 of RFC 9580, 6.1) as 128 symbols, +1 or -1: a tail-biting convolutional code of rate 1/2 with the
 * two polynomials of constraint length 9 that have the largest free distance, 12 (K. Larsen, IEEE Trans. Information Theory 19, 1973). Since it bites its
 * tail no bit is weaker than another, and since the period repeats a clip may begin anywhere.
 */
final class Code {
    private static final int BITS = Mark.INSTALLATION_BITS + Mark.SERIAL_BITS;
    private static final int CHECK = 24;
    private static final int MESSAGE = BITS + CHECK;

    /** Symbols of a code word. */
    static final int SYMBOLS = 2 * MESSAGE;

    private static final int CRC_START = 0xB704CE;
    private static final int CRC_POLYNOMIAL = 0x864CFB;
    private static final int CRC_MASK = (1 << CHECK) - 1;

    private static final int MEMORY = 8;
    private static final int STATES = 1 << MEMORY;

    /** For the last nine bits, newest on top: the parities by one polynomial (bit 0) and by the other (bit 1). */
    private static final byte[] OUTPUT = new byte[2 * STATES];

    static {
        for (int register = 0; register < OUTPUT.length; register++) {
            OUTPUT[register] = (byte) (Integer.bitCount(register & 0561) % 2 | Integer.bitCount(register & 0753) % 2 << 1);
        }
    }

    private final float[][] metric = new float[2][STATES];
    private final boolean[][] odd = new boolean[2 * MESSAGE][STATES];

    /** {@return a mark as symbols, +1 or -1, [SYMBOLS]} @param mark any */
    static float[] encode(Mark mark) {
        long payload = (long) mark.installation() << Mark.SERIAL_BITS | mark.serial();
        long message = payload << CHECK | check(payload);
        float[] symbols = new float[SYMBOLS];
        for (int i = 0; i < MESSAGE; i++) {
            int register = 0;
            for (int j = 0; j <= MEMORY; j++) {
                register |= (int) (message >>> Math.floorMod(i - j, MESSAGE) & 1) << MEMORY - j;
            }
            symbols[2 * i] = 1 - 2 * (OUTPUT[register] & 1);
            symbols[2 * i + 1] = 1 - 2 * (OUTPUT[register] >> 1);
        }
        return symbols;
    }

    private static int check(long payload) {
        int crc = CRC_START;
        for (int i = BITS - 1; i >= 0; i--) {
            int top = crc >>> CHECK - 1 ^ (int) (payload >>> i & 1);
            crc = crc << 1 & CRC_MASK ^ (top == 0 ? 0 : CRC_POLYNOMIAL);
        }
        return crc;
    }

    /**
     * Finds the code word that fits best, or nearly so: Viterbi's algorithm, twice around the circle, of which the middle is taken. For one thread.
     *
     * @param soft what was received of each symbol, of any scale, [SYMBOLS]
     * @return the mark, or {@code null} when its check sum is wrong
     */
    Mark decode(float[] soft) {
        java.util.Arrays.fill(metric[0], 0);
        for (int step = 0; step < 2 * MESSAGE; step++) {
            int bit = step % MESSAGE;
            step(soft[2 * bit], soft[2 * bit + 1], metric[step % 2], metric[1 - step % 2], odd[step]);
        }
        int state = 0;
        for (int other = 1; other < STATES; other++) {
            state = metric[0][other] > metric[0][state] ? other : state;
        }
        long message = 0;
        for (int step = 2 * MESSAGE - 1; step >= MESSAGE / 2; step--) {
            if (step < MESSAGE / 2 + MESSAGE) {
                message |= (long) (state >>> MEMORY - 1) << step % MESSAGE;
            }
            state = before(state) | (odd[step][state] ? 1 : 0);
        }
        long payload = message >>> CHECK;
        return check(payload) == (message & CRC_MASK)
                ? new Mark((int) (payload >>> Mark.SERIAL_BITS), (int) (payload & (1 << Mark.SERIAL_BITS) - 1))
                : null;
    }

    /** A state is the last eight bits, newest on top; two states lead to it, which differ in their oldest bit. */
    private static int before(int state) {
        return state << 1 & STATES - 1;
    }

    private static void step(float first, float second, float[] from, float[] to, boolean[] odd) {
        float[] branch = {first + second, second - first, first - second, -first - second};
        for (int state = 0; state < STATES; state++) {
            int even = before(state);
            int register = (state >>> MEMORY - 1) << MEMORY | even;
            float byEven = from[even] + branch[OUTPUT[register]];
            float byOdd = from[even | 1] + branch[OUTPUT[register | 1]];
            odd[state] = byOdd > byEven;
            to[state] = odd[state] ? byOdd : byEven;
        }
    }
}
