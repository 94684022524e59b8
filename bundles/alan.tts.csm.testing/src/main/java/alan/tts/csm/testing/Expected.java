package alan.tts.csm.testing;

import alan.tts.csm.safetensors.SafeTensorsFile;
import alan.tts.csm.tensor.DataType;
import alan.tts.csm.tensor.StoredTensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the reference implementation made of a fixture.
 *
 * @param file that holds it
 * @param bytes all of the file
 */
public record Expected(SafeTensorsFile file, byte[] bytes) {
    /** {@return what was expected of a fixture} @param fixture its folder */
    public static Expected of(Path fixture) throws Exception {
        Path path = fixture.resolve("expected.safetensors");
        return new Expected(SafeTensorsFile.read(path), Files.readAllBytes(path));
    }

    private ByteBuffer data(String name) {
        StoredTensor tensor = file.tensors().get(name);
        return ByteBuffer.wrap(bytes, (int) tensor.offset(), (int) tensor.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** {@return whether there is something of a name} @param name such as {@code clip.0} */
    public boolean has(String name) {
        return file.tensors().containsKey(name);
    }

    /** {@return numbers} @param name of them */
    public float[] floats(String name) {
        return DataType.F32.floats(data(name));
    }

    /** {@return whole numbers} @param name of them */
    public int[] ints(String name) {
        ByteBuffer data = data(name);
        int[] ints = new int[data.remaining() / Long.BYTES];
        for (int i = 0; i < ints.length; i++) {
            ints[i] = (int) data.getLong();
        }
        return ints;
    }

    /** {@return the size of a dimension} @param name of the numbers @param dimension outermost is 0 */
    public int size(String name, int dimension) {
        return Math.toIntExact(file.tensors().get(name).shape().get(dimension));
    }

    /** {@return a number that describes the fixture} @param key of it */
    public int number(String key) {
        return Integer.parseInt(file.metadata().get(key));
    }
}
