package alan.voices;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.audio.AudioSink;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import alan.testing.Wav;
import java.io.IOException;
import java.nio.file.Path;

/** Reads wav files of any rate with the Java platform's own reader. */
final class TestAudio implements AudioFiles {
    @Override
    public PcmStream open(Path file, int sampleRate) throws AlanException {
        try {
            return PcmStream.of(Wav.read(file, sampleRate));
        } catch (IOException e) {
            throw new AlanException("The file %s is not a sound file.", file, e);
        }
    }

    @Override
    public AudioSink create(Path file, int sampleRate) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PcmStream resample(PcmStream source, int sampleRate) throws AlanException {
        return PcmStream.of(Wav.resample(source.readAll(), sampleRate));
    }

    @Override
    public Pcm resample(Pcm pcm, int sampleRate) {
        return Wav.resample(pcm, sampleRate);
    }
}
