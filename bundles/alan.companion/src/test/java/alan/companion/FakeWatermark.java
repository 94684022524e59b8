package alan.companion;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.watermark.Mark;
import alan.api.watermark.Marker;
import alan.api.watermark.Provenance;
import alan.api.watermark.Watermark;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Leaves sound as it is, some samples behind, as a real marker is. Remembers what was entered. */
final class FakeWatermark implements Watermark, Provenance {
    static final int LATENCY = 7;

    final List<Source> entered = new CopyOnWriteArrayList<>();
    final List<String> works = new CopyOnWriteArrayList<>();
    volatile AlanException refusal;

    @Override
    public Marker marker(int sampleRate, Mark mark) {
        return new Marker() {
            private float[] waiting = new float[0];

            @Override
            public float[] next(float[] block) {
                float[] all = House.join(waiting, block);
                int ready = Math.max(0, all.length - LATENCY);
                waiting = Arrays.copyOfRange(all, ready, all.length);
                return Arrays.copyOf(all, ready);
            }

            @Override
            public float[] finish() {
                float[] rest = waiting;
                waiting = new float[0];
                return rest;
            }
        };
    }

    @Override
    public Optional<Detection> detect(Pcm sound) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Mark enter(Source source, String work) throws AlanException {
        if (refusal != null) {
            throw refusal;
        }
        entered.add(source);
        works.add(String.valueOf(work));
        return new Mark(1, entered.size());
    }

    @Override
    public Optional<Source> find(Mark mark) {
        return Optional.empty();
    }
}
