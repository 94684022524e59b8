package alan.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The sound is its own probability: each window's samples hold the probability plus the window's number in thousands. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class MicrophoneUtterancesTest {
    /** Speech of 3 windows counts, a silence of 4 ends it, one window of room, 12 windows at most. */
    private static final ListenSettings SETTINGS = new ListenSettings("m", 0.5f, 0.35f, 3, 2, 4, 1, 12);

    private static final SpeechProbability ITSELF = (samples, from) -> Math.round(samples[from] % 1 * 10) / 10f;

    @Test
    void cutsUtterancesWithRoomAround() throws Exception {
        assertThat(utterances("...###........####......", 512)).containsExactly("2-6", "13-18");
    }

    @Test
    void doesNotDependOnTheMicrophonesBlocks() throws Exception {
        String picture = "..###......##..##......#.....";
        List<String> expected = utterances(picture, 512);
        assertThat(expected).containsExactly("1-5", "10-17");
        for (int block : new int[] {1, 100, 511, 513, 1600, 100_000}) {
            assertThat(utterances(picture, block)).as("blocks of %d", block).isEqualTo(expected);
        }
    }

    @Test
    void bridgesASilenceThatIsTooShort() throws Exception {
        assertThat(utterances("..##...##....", 512)).containsExactly("1-9");
    }

    @Test
    void dropsANoise() throws Exception {
        assertThat(utterances("..##.....#......", 512)).isEmpty();
    }

    @Test
    void givesTheLastUtteranceWhenTheMicrophoneEnds() throws Exception {
        assertThat(utterances("...####", 512)).containsExactly("2-6");
        assertThat(utterances("...####.", 512)).containsExactly("2-7");
        assertThat(utterances("...##", 512)).isEmpty();
    }

    @Test
    void cutsAnUtteranceThatIsTooLongAtItsQuietestAndGoesOnFromThere() throws Exception {
        assertThat(utterances("..########-#####.....", 512)).containsExactly("1-9", "10-16");
        assertThat(utterances("#".repeat(40), 512)).containsExactly("0-10", "11-21", "22-32", "33-39");
    }

    @Test
    void endsWhenAnotherThreadCloses() throws Exception {
        Microphone microphone = new Microphone();
        MicrophoneUtterances utterances = new MicrophoneUtterances(microphone, ITSELF, SETTINGS, closed -> {});
        CompletableFuture<Pcm> next = next(utterances);
        utterances.close();
        assertThat(next.get()).isNull();
        assertThat(utterances.next()).isNull();
        assertThat(microphone.closed).isTrue();
    }

    @Test
    void failsWhenUnloaded() throws Exception {
        Microphone microphone = new Microphone();
        MicrophoneUtterances utterances = new MicrophoneUtterances(microphone, ITSELF, SETTINGS, closed -> {});
        CompletableFuture<Pcm> next = next(utterances);
        utterances.unload();
        assertThatThrownBy(next::get).hasCauseInstanceOf(AlanException.class).hasMessageContaining("unloaded");
        utterances.close();
    }

    @Test
    void passesOnThatTheMicrophoneFailed() {
        Microphone microphone = new Microphone() {
            @Override
            public float[] read() throws AlanException {
                throw new AlanException("unplugged");
            }
        };
        MicrophoneUtterances utterances = new MicrophoneUtterances(microphone, ITSELF, SETTINGS, closed -> {});
        assertThatThrownBy(utterances::next).isInstanceOf(AlanException.class).hasMessage("unplugged");
        assertThat(microphone.closed).isTrue();
    }

    @Test
    void keepsNoMoreThanItNeeds() throws Exception {
        Microphone microphone = new Microphone();
        int[] largest = {0};
        SpeechProbability watching = (samples, from) -> {
            largest[0] = Math.max(largest[0], samples.length);
            return ITSELF.of(samples, from);
        };
        MicrophoneUtterances utterances = new MicrophoneUtterances(microphone, watching, SETTINGS, closed -> {});
        CompletableFuture<Pcm> next = next(utterances);
        for (int i = 0; i < 20_000; i++) {
            microphone.blocks.add(new float[] {0.1f, 0.1f, 0.1f});
        }
        microphone.blocks.add(new float[0]);
        assertThat(next.get()).isNull();
        assertThat(largest[0]).isLessThanOrEqualTo(64 * 512);
    }

    private static CompletableFuture<Pcm> next(MicrophoneUtterances utterances) {
        CompletableFuture<Pcm> result = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        result.complete(utterances.next());
                    } catch (AlanException e) {
                        result.completeExceptionally(e);
                    }
                })
                .start();
        return result;
    }

    /** {@return first and last window of each utterance} */
    private static List<String> utterances(String picture, int block) throws AlanException {
        float[] probabilities = StretchesTest.probabilities(picture);
        float[] sound = new float[probabilities.length * 512];
        for (int i = 0; i < sound.length; i++) {
            sound[i] = i / 512 + probabilities[i / 512];
        }
        Microphone microphone = new Microphone();
        for (int at = 0; at < sound.length; at += block) {
            microphone.blocks.add(Arrays.copyOfRange(sound, at, Math.min(sound.length, at + block)));
        }
        microphone.blocks.add(new float[0]);
        List<String> found = new ArrayList<>();
        try (MicrophoneUtterances utterances = new MicrophoneUtterances(microphone, ITSELF, SETTINGS, closed -> {})) {
            for (Pcm pcm = utterances.next(); pcm != null; pcm = utterances.next()) {
                float[] samples = pcm.samples();
                assertThat(samples.length % 512).isZero();
                for (int i = 512; i < samples.length; i += 512) {
                    assertThat((int) samples[i]).isEqualTo((int) samples[i - 512] + 1);
                }
                found.add((int) samples[0] + "-" + (int) samples[samples.length - 1]);
            }
            assertThat(utterances.next()).isNull();
        }
        return found;
    }

    /** Gives what it is fed; an empty block is its end. */
    private static class Microphone implements PcmStream {
        final BlockingQueue<float[]> blocks = new LinkedBlockingQueue<>();
        volatile boolean closed;

        @Override
        public int sampleRate() {
            return 16_000;
        }

        @Override
        public float[] read() throws AlanException {
            try {
                float[] block = blocks.take();
                return block.length == 0 ? null : block;
            } catch (InterruptedException e) {
                throw new AlanException("interrupted", e);
            }
        }

        @Override
        public void close() {
            closed = true;
            blocks.add(new float[0]);
        }
    }
}
