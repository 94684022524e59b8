package alan.audio;

import java.nio.charset.StandardCharsets;

/**
 * The header of a frame of MPEG audio (ISO/IEC 11172-3, 2.4.1.3; 13818-3 for the lower rates) or of AAC in ADTS (13818-7,
 * 6.2): it says how long the frame should be, and so shows whether the last one of a file is there as a whole.
 */
final class FrameHeader {
    /** As many bytes as are looked at. */
    static final int BYTES = 6;

    private static final int[][] KBITS_A_SECOND = {
        {0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448, 0}, // MPEG-1, layer I
        {0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 0}, // layer II
        {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0}, // layer III
        {0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256, 0}, // MPEG-2, layer I
        {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0}, // layers II and III
    };
    private static final int[] MPEG1_RATES = {44100, 48000, 32000, 0};

    private FrameHeader() {}

    /**
     * {@return the length of the frame in bytes; 0 where this is no such header or does not say}
     *
     * @param h the frame's first {@link #BYTES} bytes
     */
    static int frameLength(byte[] h) {
        if (h.length < BYTES || (h[0] & 0xFF) != 0xFF || (h[1] & 0xE0) != 0xE0) {
            return 0;
        }
        int layer = 4 - (h[1] >> 1 & 3); // 1 to 3; 4 is AAC
        if (layer == 4) {
            return (h[1] & 0xF0) == 0xF0 ? (h[3] & 3) << 11 | (h[4] & 0xFF) << 3 | (h[5] & 0xFF) >> 5 : 0;
        }
        int version = h[1] >> 3 & 3; // 3: MPEG-1, 2: MPEG-2, 0: MPEG-2.5
        boolean first = version == 3;
        int rate = MPEG1_RATES[h[2] >> 2 & 3] >> (first ? 0 : version == 2 ? 1 : 2);
        int bits = 1000 * KBITS_A_SECOND[first ? layer - 1 : layer == 1 ? 3 : 4][h[2] >> 4 & 15];
        if (rate == 0 || bits == 0) {
            return 0;
        }
        int padding = h[2] >> 1 & 1;
        if (layer == 1) {
            return (12 * bits / rate + padding) * 4;
        }
        return (layer == 3 && !first ? 72 : 144) * bits / rate + padding;
    }

    /**
     * {@return whether these bytes begin a tag (ID3 at either end of a file, APE, Lyrics3), which stands between frames when
     * files were put one behind the other}
     *
     * @param h first bytes of a packet
     */
    static boolean isTag(byte[] h) {
        String start = new String(h, 0, Math.min(3, h.length), StandardCharsets.ISO_8859_1);
        return start.equals("ID3") || start.equals("TAG") || start.equals("APE") || start.equals("LYR");
    }
}
