package alan.listen.wake;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * Memory that is given to a network in place. From arrays, ONNX Runtime's Java API would make such memory anew at each of some forty runs a second and
 * leave it to the collector.
 */
final class Direct {
    private Direct() {}

    /** {@return numbers in native memory, all zero} @param length how many */
    static FloatBuffer floats(int length) {
        return ByteBuffer.allocateDirect(length * Float.BYTES).order(ByteOrder.nativeOrder()).asFloatBuffer();
    }
}
