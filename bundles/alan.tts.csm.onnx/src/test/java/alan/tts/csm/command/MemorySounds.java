package alan.tts.csm.command;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.audio.AudioSink;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Sounds by the names of files, sample for sample; a file that is finished is there, but empty. */
final class MemorySounds implements AudioFiles {
    final Map<String, float[]> sounds = new HashMap<>();

    @Override
    public PcmStream open(Path file, int sampleRate) {
        return PcmStream.of(new Pcm(sampleRate, sounds.get(file.getFileName().toString())));
    }

    @Override
    public AudioSink create(Path file, int sampleRate) {
        return new AudioSink() {
            private float[] samples = {};

            @Override
            public int sampleRate() {
                return sampleRate;
            }

            @Override
            public void write(float[] more) {
                int before = samples.length;
                samples = Arrays.copyOf(samples, before + more.length);
                System.arraycopy(more, 0, samples, before, more.length);
            }

            @Override
            public void finish() throws AlanException {
                try {
                    Files.createFile(file);
                } catch (IOException e) {
                    throw new AlanException("%s cannot be written", file, e);
                }
                sounds.put(file.getFileName().toString(), samples);
            }

            @Override
            public long played() {
                return samples.length;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public PcmStream resample(PcmStream source, int sampleRate) {
        throw new IllegalStateException();
    }
}
