package alan.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Compares the length of a wav file's data chunk with the file: FFmpeg plays what is there and keeps silent about the rest. */
final class WavEnd {
    /** Writers that cannot go back, such as a program at a pipe, put a length near 2 or 4 GiB here, which means nothing. */
    private static final long UNKNOWN = 0x7FFF_0000L;

    private WavEnd() {}

    /** {@return whether the data chunk says it is longer than the file; {@code false} where it does not say} */
    static boolean isCutOff(Path file) {
        ByteBuffer header = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(file)) {
            if (!read(channel, header, 0) || !name(header, 0).equals("RIFF") || !name(header, 8).equals("WAVE")) {
                return false;
            }
            long at = 12;
            header.limit(8);
            while (read(channel, header, at)) {
                long length = header.getInt(4) & 0xFFFF_FFFFL;
                if (name(header, 0).equals("data")) {
                    return length < UNKNOWN && at + 8 + length > channel.size();
                }
                at += 8 + length + (length & 1); // chunks begin at even places
            }
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static boolean read(FileChannel channel, ByteBuffer into, long at) throws IOException {
        into.position(0);
        int got = 0;
        while (into.hasRemaining() && got >= 0) {
            got = channel.read(into, at + into.position());
        }
        return !into.hasRemaining();
    }

    private static String name(ByteBuffer bytes, int at) {
        return new String(bytes.array(), at, 4, StandardCharsets.US_ASCII);
    }
}
