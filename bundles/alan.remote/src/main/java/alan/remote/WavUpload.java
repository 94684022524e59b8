package alan.remote;

import alan.api.audio.Pcm;
import alan.api.audio.Pcm16;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Sound as a WAVE file of 16 bits, made block by block while it is sent, so that an hour of it is not in memory twice. */
final class WavUpload implements Iterable<byte[]> {
    private static final int HEADER = 44;
    private static final int BLOCK = 1 << 14;

    private final Pcm pcm;

    /** @param pcm sound */
    WavUpload(Pcm pcm) {
        this.pcm = pcm;
    }

    /** {@return the size of the file} */
    long bytes() {
        return HEADER + 2L * pcm.samples().length;
    }

    @Override
    public Iterator<byte[]> iterator() {
        return new Iterator<>() {
            private int at = -1;

            @Override
            public boolean hasNext() {
                return at < pcm.samples().length;
            }

            @Override
            public byte[] next() {
                if (at < 0) {
                    at = 0;
                    return header();
                } else if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                int from = at;
                at = Math.min(at + BLOCK, pcm.samples().length);
                return Pcm16.bytes(pcm.samples(), from, at);
            }
        };
    }

    private byte[] header() {
        int size = (int) Math.min(Integer.MAX_VALUE, bytes() - 8);
        return ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(size)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16)
                .putShort((short) 1).putShort((short) 1).putInt(pcm.sampleRate()).putInt(2 * pcm.sampleRate())
                .putShort((short) 2).putShort((short) 16)
                .put("data".getBytes(StandardCharsets.US_ASCII)).putInt(size - HEADER + 8)
                .array();
    }
}
