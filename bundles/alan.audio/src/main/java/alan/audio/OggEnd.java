package alan.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Looks at the last page of an Ogg file: a file that was cut off ends inside a page. Layout of a page: RFC 3533, section 6.
 */
final class OggEnd {
    private static final int HEADER_BYTES = 27;
    private static final int LARGEST_PAGE = HEADER_BYTES + 255 + 255 * 255;

    private OggEnd() {}

    /** {@return whether the last page is not there as a whole; {@code false} where no page is found} */
    static boolean isCutOff(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            ByteBuffer tail = ByteBuffer.allocate((int) Math.min(size, LARGEST_PAGE));
            long from = size - tail.capacity();
            int got = 0;
            while (tail.hasRemaining() && got >= 0) {
                got = channel.read(tail, from + tail.position());
            }
            return isCutOff(tail.array());
        } catch (IOException e) {
            return true;
        }
    }

    static boolean isCutOff(byte[] tail) {
        for (int at = tail.length - 5; at >= 0; at--) {
            if (tail[at] == 'O' && tail[at + 1] == 'g' && tail[at + 2] == 'g' && tail[at + 3] == 'S' && tail[at + 4] == 0) {
                return at + pageLength(tail, at) > tail.length;
            }
        }
        return false;
    }

    private static int pageLength(byte[] bytes, int at) {
        int segments = at + HEADER_BYTES <= bytes.length ? bytes[at + HEADER_BYTES - 1] & 0xFF : Integer.MAX_VALUE;
        if (segments > bytes.length - at - HEADER_BYTES) {
            return Integer.MAX_VALUE - at;
        }
        int length = HEADER_BYTES + segments;
        for (int i = 0; i < segments; i++) {
            length += bytes[at + HEADER_BYTES + i] & 0xFF;
        }
        return length;
    }
}
