package alan.home;

import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import alan.api.listen.VoiceActivity;
import alan.testing.ReadyEngine;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes every sample that is loud for speech, and every other for silence. */
final class FakePauses extends ReadyEngine implements VoiceActivity {
    final AtomicInteger open = new AtomicInteger();

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
