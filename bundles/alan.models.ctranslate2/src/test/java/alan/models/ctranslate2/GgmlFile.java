package alan.models.ctranslate2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a ggml file the way whisper.cpp's loader does. */
record GgmlFile(List<Integer> header, float[][] filters, List<byte[]> tokens, Map<String, Tensor> tensors) {
    /**
     * A tensor.
     *
     * @param dims as in the file, the fastest-varying first
     * @param type 0 for 32 bits, 1 for 16
     * @param data its elements
     */
    record Tensor(List<Integer> dims, int type, ByteBuffer data) {
        float at(int index) {
            return type == 0 ? data.getFloat(4 * index) : Half.toFloat(data.getShort(2 * index));
        }

        short bits(int index) {
            return data.getShort(2 * index);
        }
    }

    static GgmlFile read(Path path) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
        List<Integer> header = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            header.add(in.getInt());
        }
        float[][] filters = new float[in.getInt()][];
        int bins = in.getInt();
        for (int i = 0; i < filters.length; i++) {
            filters[i] = new float[bins];
            for (int j = 0; j < bins; j++) {
                filters[i][j] = in.getFloat();
            }
        }
        List<byte[]> tokens = new ArrayList<>();
        for (int i = in.getInt(); i > 0; i--) {
            byte[] token = new byte[in.getInt()];
            in.get(token);
            tokens.add(token);
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        while (in.hasRemaining()) {
            tensor(in, tensors);
        }
        return new GgmlFile(header, filters, tokens, tensors);
    }

    private static void tensor(ByteBuffer in, Map<String, Tensor> tensors) {
        int rank = in.getInt();
        byte[] name = new byte[in.getInt()];
        int type = in.getInt();
        List<Integer> dims = new ArrayList<>();
        int count = 1;
        for (int i = 0; i < rank; i++) {
            dims.add(in.getInt());
            count *= dims.get(i);
        }
        in.get(name);
        int bytes = count * (type == 0 ? 4 : 2);
        tensors.put(new String(name, StandardCharsets.UTF_8),
                new Tensor(dims, type, in.slice(in.position(), bytes).order(ByteOrder.LITTLE_ENDIAN)));
        in.position(in.position() + bytes);
    }
}
