package alan.api.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class PcmTest {
    @Test
    void lengthFollowsFromTheRate() {
        Pcm pcm = new Pcm(16_000, new float[8_000]);
        assertThat(pcm.seconds()).isEqualTo(0.5);
        assertThat(pcm.duration().toMillis()).isEqualTo(500);
        assertThatThrownBy(() -> new Pcm(0, new float[1])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSliceIsClippedToWhatThereIs() {
        Pcm pcm = new Pcm(10, new float[] {1, 2, 3});
        assertThat(pcm.slice(1, 99).samples()).containsExactly(2, 3);
        assertThat(pcm.slice(-5, 1).samples()).containsExactly(1);
        assertThat(pcm.slice(7, 3).samples()).isEmpty();
    }

    @Test
    void aStreamIsReadToItsEndAndClosed() throws AlanException {
        Queue<float[]> blocks = new ArrayDeque<>(List.of(new float[] {1, 2}, new float[] {3}));
        boolean[] closed = {false};
        Pcm all = new PcmStream() {
            @Override
            public int sampleRate() {
                return 8_000;
            }

            @Override
            public float[] read() {
                return blocks.poll();
            }

            @Override
            public void close() {
                closed[0] = true;
            }
        }.readAll();
        assertThat(all.sampleRate()).isEqualTo(8_000);
        assertThat(all.samples()).containsExactly(1, 2, 3);
        assertThat(closed[0]).isTrue();
    }

    @Test
    void soundThatIsThereIsAStreamOfOneBlock() throws AlanException {
        float[] samples = {1, 2};
        PcmStream stream = PcmStream.of(new Pcm(8_000, samples));
        assertThat(stream.read()).containsExactly(1, 2).isNotSameAs(samples);
        assertThat(stream.read()).isNull();
    }
}
