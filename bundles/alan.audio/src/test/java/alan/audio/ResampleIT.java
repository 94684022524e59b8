package alan.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResampleIT {
    private final AudioFiles files = Tones.files();

    @ParameterizedTest
    @CsvSource({"44100,16000", "48000,16000", "24000,16000", "8000,16000", "16000,24000", "16000,48000", "22050,16000",
            "11025,44100"})
    void aToneStaysTheSameToneToSixtyDecibels(int from, int to) throws AlanException {
        Pcm result = files.resample(Tones.sine(from, 1000, 0.5, 2 * from), to);

        assertThat(Tones.snr(Tones.sine(to, 1000, 0.5, 2 * to).samples(), result.samples(), 500)).isGreaterThan(60);
    }

    @ParameterizedTest
    @CsvSource({"44100,16000,10000", "48000,16000,9000", "24000,16000,11000", "48000,8000,4500"})
    void whatTheNewRateCannotCarryIsGone(int from, int to, int hertz) throws AlanException {
        Pcm result = files.resample(Tones.sine(from, hertz, 0.5, 2 * from), to);

        assertThat(20 * Math.log10(Tones.level(result.samples(), 500) / (0.5 / Math.sqrt(2)))).isLessThan(-60);
    }

    @Test
    void theUpperVoiceRangeIsKept() throws AlanException {
        Pcm result = files.resample(Tones.sine(44100, 6800, 0.5, 44100), 16000);

        assertThat(Tones.level(result.samples(), 500) / (0.5 / Math.sqrt(2))).isBetween(0.98, 1.02);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100, 159, 160, 161, 4410, 44101, 100_003})
    void theLengthIsExact(int length) throws AlanException {
        int[] rates = {8000, 11025, 16000, 22050, 24000, 44100, 48000};
        for (int from : rates) {
            for (int to : rates) {
                assertThat(files.resample(new Pcm(from, new float[length]), to).samples().length)
                        .as("%d samples from %d to %d Hz", length, from, to)
                        .isEqualTo((int) Math.round(length * (double) to / from));
            }
        }
    }

    @Test
    void itDoesNotMatterInWhichBlocksTheSoundComes() throws AlanException {
        Pcm sound = Tones.chirp(44100, 1);

        float[] whole = files.resample(sound, 16000).samples();
        float[] pieces = files.resample(new Pieces(sound, 37), 16000).readAll().samples();

        assertThat(pieces).isEqualTo(whole);
    }

    @Test
    void nothingBecomesNothing() throws AlanException {
        assertThat(files.resample(new Pcm(44100, new float[0]), 16000).samples()).isEmpty();
    }

    @Test
    void aStreamThatHasTheRateAlreadyIsGivenBack() throws AlanException {
        PcmStream stream = PcmStream.of(new Pcm(16000, new float[10]));

        assertThat(files.resample(stream, 16000)).isSameAs(stream);
    }

    @Test
    void aRateThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> files.resample(PcmStream.of(new Pcm(16000, new float[10])), -1))
                .isInstanceOf(AlanException.class).hasMessageContaining("-1 Hz");
    }

    @Test
    void closingClosesTheSourceAndEndsTheReading() throws AlanException {
        Pieces source = new Pieces(Tones.chirp(44100, 1), 1000);
        PcmStream stream = files.resample(source, 16000);
        stream.read();

        stream.close();
        stream.close();

        assertThat(source.closed).isTrue();
        assertThat(stream.read()).isNull();
    }

    @Test
    void closingDoesNotWaitForASourceThatWaits() throws Exception {
        Waiting source = new Waiting();
        PcmStream stream = files.resample(source, 16000);
        AtomicReference<Object> result = new AtomicReference<>("nothing yet");
        Thread reader = new Thread(() -> {
            try {
                result.set(stream.read() == null ? "end" : "sound");
            } catch (AlanException e) {
                result.set(e);
            }
        });
        reader.start();
        assertThat(source.reading.await(10, TimeUnit.SECONDS)).isTrue();

        stream.close();
        reader.join(10_000);

        assertThat(result.get()).isEqualTo("end");
    }

    /** Sound in blocks of one length. */
    private static final class Pieces implements PcmStream {
        private final Pcm sound;
        private final int length;
        private int at;
        private boolean closed;

        Pieces(Pcm sound, int length) {
            this.sound = sound;
            this.length = length;
        }

        @Override
        public int sampleRate() {
            return sound.sampleRate();
        }

        @Override
        public float[] read() {
            if (at >= sound.samples().length) {
                return null;
            }
            int from = at;
            at = Math.min(at + length, sound.samples().length);
            return Arrays.copyOfRange(sound.samples(), from, at);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** Gives nothing until it is closed. */
    private static final class Waiting implements PcmStream {
        private final CountDownLatch reading = new CountDownLatch(1);
        private final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public int sampleRate() {
            return 44100;
        }

        @Override
        public float[] read() throws AlanException {
            reading.countDown();
            try {
                closed.await();
            } catch (InterruptedException e) {
                throw new AlanException("interrupted", e);
            }
            return null;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
