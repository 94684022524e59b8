package alan.tts.csm.testing;

import alan.tts.csm.safetensors.SafeTensorsFile;
import alan.tts.csm.tensor.DataType;
import alan.tts.csm.tensor.StoredTensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the reference implementation made of a fixture. */
record Expected(SafeTensorsFile file, byte[] bytes) {
    static Expected of(Path fixture) throws Exception {
        Path path = fixture.resolve("expected.safetensors");
        return new Expected(SafeTensorsFile.read(path), Files.readAllBytes(path));
    }

    private ByteBuffer data(String name) {
        StoredTensor tensor = file.tensors().get(name);
        return ByteBuffer.wrap(bytes, (int) tensor.offset(), (int) tensor.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    }

    boolean has(String name) {
        return file.tensors().containsKey(name);
    }

    float[] floats(String name) {
        return DataType.F32.floats(data(name));
    }

    int[] ints(String name) {
        ByteBuffer data = data(name);
        int[] ints = new int[data.remaining() / Long.BYTES];
        for (int i = 0; i < ints.length; i++) {
            ints[i] = (int) data.getLong();
        }
        return ints;
    }

    int size(String name, int dimension) {
        return Math.toIntExact(file.tensors().get(name).shape().get(dimension));
    }

    int number(String key) {
        return Integer.parseInt(file.metadata().get(key));
    }
}
