package alan.voices.store;

import alan.api.audio.Pcm;
import alan.api.audio.Pcm16;
import alan.api.voice.VoiceProfiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The one kind of sound file that is kept of a voice: wav, 24 kHz, mono, 16 bits. Read here and not by a decoder, so that the very bytes are heard that the
 * receipt was compared with.
 */
public final class Wav {
    private static final int HEADER = 44;
    private static final int CHUNK = 8;
    private static final int FORMAT = 16;
    /** As far as that a file's sound begins. */
    private static final int HEAD = 1 << 16;

    private Wav() {}

    /** What is not such a file. */
    public static final class NotOurs extends IOException {
        private static final long serialVersionUID = 1L;

        NotOurs(String what) {
            super(what);
        }
    }

    /** Where the samples are. */
    private record Data(int offset, int length) {}

    /** {@return a file's bytes} @param pcm 24 kHz; clipped to [-1, 1] */
    public static byte[] bytes(Pcm pcm) {
        if (pcm.sampleRate() != VoiceProfiles.SAMPLE_RATE) {
            throw new IllegalArgumentException(pcm.sampleRate() + " Hz");
        }
        int length = Math.multiplyExact(2, pcm.samples().length);
        ByteBuffer bytes = ByteBuffer.allocate(HEADER + length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(ascii("RIFF")).putInt(HEADER - CHUNK + length).put(ascii("WAVE"));
        bytes.put(ascii("fmt ")).putInt(FORMAT).putShort((short) 1).putShort((short) 1).putInt(pcm.sampleRate()).putInt(2 * pcm.sampleRate());
        bytes.putShort((short) 2).putShort((short) 16).put(ascii("data")).putInt(length);
        for (float sample : pcm.samples()) {
            bytes.putShort(Pcm16.of(sample));
        }
        return bytes.array();
    }

    /** {@return the sound of a file's bytes} @throws NotOurs when it is another kind of file, or cut off */
    public static Pcm read(byte[] file) throws NotOurs {
        Data data = find(ByteBuffer.wrap(file), file.length);
        ByteBuffer bytes = ByteBuffer.wrap(file, data.offset, data.length).order(ByteOrder.LITTLE_ENDIAN);
        float[] samples = new float[data.length / 2];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = Pcm16.sample(bytes.getShort());
        }
        return new Pcm(VoiceProfiles.SAMPLE_RATE, samples);
    }

    /** {@return how long a file's sound is, in seconds} @throws NotOurs likewise */
    public static double seconds(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer head = ByteBuffer.allocate(HEAD);
            while (head.hasRemaining() && channel.read(head) >= 0) {
                // until it is full
            }
            return find(head.flip(), Files.size(file)).length / 2 / (double) VoiceProfiles.SAMPLE_RATE;
        }
    }

    /** Goes through the chunks. @param head the file's beginning @param size of the whole file, in bytes */
    private static Data find(ByteBuffer head, long size) throws NotOurs {
        head.order(ByteOrder.LITTLE_ENDIAN);
        if (head.remaining() < CHUNK + 4 || !name(head, 0).equals("RIFF") || !name(head, CHUNK).equals("WAVE")) {
            throw new NotOurs("no wav file");
        }
        boolean known = false;
        long at = CHUNK + 4;
        while (at + CHUNK <= head.limit()) {
            String name = name(head, (int) at);
            long length = Integer.toUnsignedLong(head.getInt((int) at + 4));
            int content = (int) at + CHUNK;
            if (name.equals("fmt ") && content + FORMAT <= head.limit()) {
                known = length >= FORMAT && head.getShort(content) == 1 && head.getShort(content + 2) == 1
                        && head.getInt(content + 4) == VoiceProfiles.SAMPLE_RATE && head.getShort(content + 14) == 16;
            } else if (name.equals("data")) {
                if (!known) {
                    throw new NotOurs("not 24 kHz, mono, 16 bits");
                }
                if (content + length > size || length < 2 || length % 2 != 0) {
                    throw new NotOurs("cut off");
                }
                return new Data(content, Math.toIntExact(length));
            }
            at = content + length + length % 2;
        }
        throw new NotOurs("no sound in it");
    }

    private static String name(ByteBuffer bytes, int at) {
        byte[] name = new byte[4];
        bytes.get(at, name);
        return new String(name, StandardCharsets.US_ASCII);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
