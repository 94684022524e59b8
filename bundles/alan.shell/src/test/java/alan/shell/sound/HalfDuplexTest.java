package alan.shell.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.audio.PcmStream;
import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.Test;

class HalfDuplexTest {
    private static final float[] END = new float[0];

    private final SynchronousQueue<float[]> air = new SynchronousQueue<>();
    private final HalfDuplex ears = new HalfDuplex(new PcmStream() {
        @Override
        public int sampleRate() {
            return 16_000;
        }

        @Override
        public float[] read() throws AlanException {
            try {
                float[] block = air.take();
                if (block.length == 2) {
                    throw new AlanException("The microphone was unplugged.");
                }
                return block == END ? null : block;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void close() {
            air.offer(END);
        }
    });

    @Test
    void whatIsSaidWhileItIsDeafIsNeverHeard() throws Exception {
        air.put(new float[] {1});
        assertThat(ears.read()).containsExactly(1);
        ears.ignore();
        air.put(new float[] {2});
        // Taken only once the block before has been dealt with.
        air.put(new float[] {3});
        air.put(new float[] {4});
        ears.ignore();
        ears.hear();
        air.put(new float[] {5});
        float[] next = ears.read();
        // The fourth may still have been on its way when it heard again.
        assertThat(next[0]).isIn(4f, 5f);
        ears.close();
    }

    @Test
    void theEndIsHeardEvenWhileItIsDeaf() throws Exception {
        ears.ignore();
        air.put(END);
        assertThat(ears.read()).isNull();
        ears.ignore();
        assertThat(ears.read()).isNull();
    }

    @Test
    void aFailureReachesTheReader() throws Exception {
        air.put(new float[2]);
        assertThatThrownBy(ears::read).hasMessage("The microphone was unplugged.");
    }

    @Test
    void closingWakesTheReader() throws Exception {
        Thread closer = new Thread(ears::close);
        closer.start();
        assertThat(ears.read()).isNull();
        closer.join();
    }
}
