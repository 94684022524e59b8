package alan.perform;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.audio.AudioSink;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Sound files that hold their rate and their samples, clipped as in every file, whatever their name. */
final class PlainAudio implements AudioFiles {
    @Override
    public PcmStream open(Path file, int sampleRate) throws AlanException {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            if (bytes.limit() < 8 || bytes.limit() % 4 != 0) {
                throw new AlanException("The file %s is cut off.", file);
            }
            int rate = bytes.getInt();
            float[] samples = new float[bytes.remaining() / 4];
            bytes.asFloatBuffer().get(samples);
            PcmStream stream = PcmStream.of(new Pcm(rate, samples));
            return sampleRate == 0 ? stream : resample(stream, sampleRate);
        } catch (IOException e) {
            throw new AlanException("The file %s cannot be read.", file, e);
        }
    }

    @Override
    public AudioSink create(Path file, int sampleRate) throws AlanException {
        if (!Files.isDirectory(file.getParent())) {
            throw new AlanException("The folder %s does not exist.", file.getParent());
        }
        return new Sink(file, sampleRate);
    }

    @Override
    public PcmStream resample(PcmStream source, int sampleRate) throws AlanException {
        Pcm pcm = source.readAll();
        float[] samples = new float[(int) ((long) pcm.samples().length * sampleRate / pcm.sampleRate())];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = pcm.samples()[(int) ((long) i * pcm.sampleRate() / sampleRate)];
        }
        return PcmStream.of(new Pcm(sampleRate, samples));
    }

    private static final class Sink implements AudioSink {
        private final Path file;
        private final int sampleRate;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Sink(Path file, int sampleRate) {
            this.file = file;
            this.sampleRate = sampleRate;
            bytes.writeBytes(ByteBuffer.allocate(4).putInt(sampleRate).array());
        }

        @Override
        public int sampleRate() {
            return sampleRate;
        }

        @Override
        public void write(float[] samples) {
            for (float sample : samples) {
                bytes.writeBytes(ByteBuffer.allocate(4).putFloat(Math.max(-1, Math.min(1, sample))).array());
            }
        }

        @Override
        public void finish() throws AlanException {
            try {
                Path aside = file.resolveSibling(".alan-1.part");
                Files.write(aside, bytes.toByteArray());
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new AlanException("The file %s cannot be written.", file, e);
            }
        }

        @Override
        public long played() {
            return bytes.size() / 4 - 1;
        }

        @Override
        public void close() {
            // Nothing is there before the end.
        }
    }
}
