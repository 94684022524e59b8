package alan.perform;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import alan.api.companion.Companion;
import alan.api.companion.Persona;
import alan.api.companion.Turn;
import alan.api.companion.TurnRecord;
import alan.api.companion.TurnRequest;
import alan.api.stt.Transcript;
import alan.api.text.Text;
import alan.api.tts.Sample;
import alan.api.tts.SpeechRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** A companion whose sound follows from everything that it is asked, as that of an engine which is shown the conversation; too loud now and then. */
final class Speakers implements Companion {
    final List<SpeechRequest> said = new ArrayList<>();
    final List<String> works = new ArrayList<>();
    final CountDownLatch endless = new CountDownLatch(1);
    /** Length of what it says, in seconds. */
    double seconds = 0.5;
    /** The text at which it fails. */
    String failsAt;
    /** The text of which it says that another voice speaks it. */
    String noticedAt;
    /** The text that it never ends to say. */
    String endlessAt;
    AlanException failure = new AlanException("The voice has a cold.");

    @Override
    public PcmStream say(SpeechRequest request, String work, Consumer<Text> notice) throws AlanException {
        said.add(request);
        works.add(work);
        if (request.text().equals(noticedAt)) {
            notice.accept(Text.of("%s does not speak that; leo does.", request.voice()));
        }
        if (request.text().equals(failsAt)) {
            throw failure;
        }
        int heard = 0;
        for (Sample sample : request.context().conversation()) {
            heard = Objects.hash(heard, sample.speaker(), sample.text(), Arrays.hashCode(sample.sound().samples()));
        }
        int rate = request.voice().equals("leo") ? 16_000 : 24_000;
        Random random = new Random(Objects.hash(request.text(), request.voice(), request.language(), request.options(), work, heard));
        float[] samples = new float[(int) (rate * seconds)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) random.nextGaussian() * 0.4f;
        }
        return request.text().equals(endlessAt) ? new Endless(rate, samples) : PcmStream.of(new Pcm(rate, samples));
    }

    private final class Endless implements PcmStream {
        private final int rate;
        private final float[] samples;
        private boolean closed;

        Endless(int rate, float... samples) {
            this.rate = rate;
            this.samples = samples;
        }

        @Override
        public int sampleRate() {
            return rate;
        }

        @Override
        public synchronized float[] read() {
            endless.countDown();
            return closed ? null : samples.clone();
        }

        @Override
        public synchronized void close() {
            closed = true;
        }
    }

    @Override
    public Turn begin(TurnRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Transcript hear(Pcm recording, String language) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Persona> personas() {
        return List.of();
    }

    @Override
    public List<TurnRecord> recent() {
        return List.of();
    }

    @Override
    public void forget(String conversation) {
        // It remembers nothing.
    }
}
