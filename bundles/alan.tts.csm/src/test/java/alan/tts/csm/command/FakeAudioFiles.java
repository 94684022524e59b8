package alan.tts.csm.command;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.audio.AudioSink;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Knows the clips that it is told of, and can start a file in any folder that there is. */
final class FakeAudioFiles implements AudioFiles {
    final Map<String, float[]> clips = new HashMap<>();

    @Override
    public PcmStream open(Path file, int sampleRate) throws AlanException {
        float[] clip = clips.get(file.getFileName().toString());
        if (clip == null) {
            throw new AlanException("The sound file %s does not exist; check its name and folder.", file);
        }
        return PcmStream.of(new Pcm(sampleRate, clip));
    }

    @Override
    public AudioSink create(Path file, int sampleRate) throws AlanException {
        if (!file.toString().endsWith(".wav")) {
            throw new AlanException("The name %s does not say which sound format to write.", file);
        }
        throw new IllegalStateException("nothing is written in these tests");
    }

    @Override
    public PcmStream resample(PcmStream source, int sampleRate) {
        throw new IllegalStateException();
    }
}
