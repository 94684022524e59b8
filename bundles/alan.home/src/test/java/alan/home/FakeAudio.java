package alan.home;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.audio.AudioSink;
import alan.api.audio.PcmStream;
import java.nio.file.Path;

/** Resamples by taking the nearest sample. */
final class FakeAudio implements AudioFiles {
    @Override
    public PcmStream open(Path file, int sampleRate) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AudioSink create(Path file, int sampleRate) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PcmStream resample(PcmStream source, int sampleRate) {
        if (source.sampleRate() == sampleRate) {
            return source;
        }
        return new PcmStream() {
            @Override
            public int sampleRate() {
                return sampleRate;
            }

            @Override
            public float[] read() throws AlanException {
                float[] in = source.read();
                if (in == null) {
                    return null;
                }
                float[] out = new float[(int) ((long) in.length * sampleRate / source.sampleRate())];
                for (int i = 0; i < out.length; i++) {
                    out[i] = in[(int) ((long) i * source.sampleRate() / sampleRate)];
                }
                return out;
            }

            @Override
            public void close() {
                source.close();
            }
        };
    }
}
