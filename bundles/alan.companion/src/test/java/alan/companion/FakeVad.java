package alan.companion;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import alan.api.listen.VoiceActivity;
import java.util.List;

final class FakeVad extends FakeEngine implements VoiceActivity {
    volatile List<Speech> speech = List.of(new Speech(4000, 12000));
    volatile Step before = NOTHING;

    @Override
    public List<Speech> find(Pcm pcm) throws AlanException {
        if (pcm.sampleRate() != SAMPLE_RATE) {
            throw new AlanException("Wrong rate " + pcm.sampleRate());
        }
        before.run();
        return speech;
    }

    @Override
    public Pauses pauses() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Utterances listen(PcmStream microphone) {
        throw new UnsupportedOperationException();
    }
}
