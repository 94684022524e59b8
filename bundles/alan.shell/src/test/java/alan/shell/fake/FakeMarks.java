package alan.shell.fake;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.identity.Installation;
import alan.api.watermark.Mark;
import alan.api.watermark.Marker;
import alan.api.watermark.Provenance;
import alan.api.watermark.Watermark;
import java.util.Optional;

/** Finds in every sound the mark that it is told, and knows one source; is installation 7. */
public final class FakeMarks implements Watermark, Provenance, Installation {
    public Mark found;
    public Source source;
    public AlanException failure;

    @Override
    public Marker marker(int sampleRate, Mark mark) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Detection> detect(Pcm sound) throws AlanException {
        if (failure != null) {
            throw failure;
        }
        return Optional.ofNullable(found).map(mark -> new Detection(mark, 0.75));
    }

    @Override
    public Mark enter(Source entered, String work) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Source> find(Mark mark) {
        return Optional.ofNullable(source);
    }

    @Override
    public int id() {
        return 7;
    }

    @Override
    public byte[] publicKey() {
        throw new UnsupportedOperationException();
    }

    @Override
    public byte[] sign(byte[] data) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isSigned(byte[] data, byte[] signature) {
        throw new UnsupportedOperationException();
    }
}
