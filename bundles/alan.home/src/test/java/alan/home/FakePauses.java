package alan.home;

import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import alan.api.engine.EngineInfo;
import alan.api.listen.VoiceActivity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes every sample that is loud for speech, and every other for silence. */
final class FakePauses implements VoiceActivity {
    final AtomicInteger open = new AtomicInteger();

    @Override
    public EngineInfo info() {
        return new EngineInfo(Set.of(), List.of(), "cpu", true, Map.of());
    }

    @Override
    public void load() {}

    @Override
    public void unload() {}

    @Override
    public List<Speech> find(Pcm pcm) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Utterances listen(PcmStream microphone) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Pauses pauses() {
        return new Pauses() {
            private boolean spoken;
            private int silence;

            @Override
            public int hear(float[] block) {
                for (float sample : block) {
                    boolean loud = Math.abs(sample) > 0.1;
                    spoken |= loud;
                    silence = loud || !spoken ? 0 : silence + 1;
                }
                return silence;
            }
        };
    }
}
