package alan.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class MemoryTest {
    @Test
    void nativeMemoryThatIsTouchedIsCounted() throws Exception {
        long before = Memory.resident();
        ByteBuffer block = ByteBuffer.allocateDirect(64 << 20);
        for (int i = 0; i < block.capacity(); i += 4096) {
            block.put(i, (byte) 1);
        }
        assertThat(Memory.resident() - before).isGreaterThan(48L << 20);
        assertThat(block.get(4096)).isEqualTo((byte) 1);
    }

    @Test
    void aChildIsListedWhileItRunsAndHasMemoryOfItsOwn() throws Exception {
        Process child = new ProcessBuilder("cat").start();
        try {
            assertThat(Memory.children()).contains(child.pid());
            assertThat(Memory.resident(child.pid())).isPositive();
        } finally {
            child.destroyForcibly().waitFor();
        }
        assertThat(Memory.children()).doesNotContain(child.pid());
        assertThatThrownBy(() -> Memory.resident(child.pid())).isInstanceOf(IOException.class);
    }
}
