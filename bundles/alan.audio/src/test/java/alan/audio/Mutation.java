package alan.audio;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;

/** Spoils files in the ways that disks, networks and malice do; the same seed spoils them the same way. */
final class Mutation {
    private static final int[] ODD = {0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0x10000, 0xFFFFFFF0};

    private final Random random;

    /** @param seed for all that it does */
    Mutation(long seed) {
        random = new Random(seed);
    }

    /** {@return a spoilt copy} @param file at least 64 bytes */
    byte[] of(byte[] file) {
        byte[] bytes = file.clone();
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            bytes = switch (random.nextInt(6)) {
                case 0 -> flipped(bytes, bytes.length);
                case 1 -> flipped(bytes, Math.min(bytes.length, 128)); // where the headers are
                case 2 -> odd(bytes);
                case 3 -> Arrays.copyOf(bytes, Math.max(16, random.nextInt(bytes.length)));
                case 4 -> without(bytes);
                default -> doubled(bytes);
            };
        }
        return bytes;
    }

    private byte[] flipped(byte[] bytes, int within) {
        for (int i = random.nextInt(16); i >= 0; i--) {
            bytes[random.nextInt(within)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    /** A number that is likely to be a length, a count or a rate becomes one that is not expected. */
    private byte[] odd(byte[] bytes) {
        int value = ODD[random.nextInt(ODD.length)];
        int at = random.nextInt(Math.min(bytes.length, 512) - 4);
        boolean little = random.nextBoolean();
        for (int i = 0; i < 4; i++) {
            bytes[at + (little ? i : 3 - i)] = (byte) (value >> 8 * i);
        }
        return bytes;
    }

    private byte[] without(byte[] bytes) {
        int from = random.nextInt(bytes.length - 8);
        int to = Math.min(bytes.length, from + 1 + random.nextInt(256));
        return bytes.length - (to - from) < 64 ? bytes : join(Arrays.copyOf(bytes, from), Arrays.copyOfRange(bytes, to, bytes.length));
    }

    private byte[] doubled(byte[] bytes) {
        int from = random.nextInt(bytes.length - 8);
        int to = Math.min(bytes.length, from + 1 + random.nextInt(1024));
        return join(Arrays.copyOf(bytes, to), Arrays.copyOfRange(bytes, from, bytes.length));
    }

    private static byte[] join(byte[] one, byte[] other) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(one);
        out.writeBytes(other);
        return out.toByteArray();
    }
}
