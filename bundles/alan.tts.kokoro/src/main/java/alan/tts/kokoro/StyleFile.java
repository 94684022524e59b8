package alan.tts.kokoro;

import alan.api.AlanException;
import alan.api.text.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A file of voices, of one of two kinds: 32-bit floats and nothing else, as on the Hub (one voice, which the file is named after), or several
 * arrays of NumPy in a ZIP archive, {@code .npz} (each named after its voice), as kokoro-onnx has them.
 *
 * @param path of the file
 */
record StyleFile(Path path) {
    private static final String ARRAY = ".npy";

    /** No voice has more rows than the network takes tokens, and what is larger would only fill the memory. */
    private static final int MOST_BYTES = 4 * Styles.WIDTH * 1024;

    /**
     * {@return the names of its voices}
     *
     * @throws AlanException when it holds no voices
     */
    List<String> voices() throws AlanException {
        try {
            if (!isArchive()) {
                long bytes = Files.size(path);
                check(bytes > 0 && bytes <= MOST_BYTES && bytes % (4 * Styles.WIDTH) == 0);
                String file = path.getFileName().toString();
                return List.of(file.substring(0, Math.max(file.lastIndexOf('.'), 0)));
            }
            List<String> names = new ArrayList<>();
            try (ZipFile zip = new ZipFile(path.toFile())) {
                zip.stream().map(ZipEntry::getName).filter(name -> name.endsWith(ARRAY))
                        .forEach(name -> names.add(name.substring(0, name.length() - ARRAY.length())));
            }
            check(!names.isEmpty());
            return names;
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    /**
     * {@return a voice}
     *
     * @param voice one of {@link #voices}
     * @throws AlanException when the file is damaged
     */
    Styles read(String voice) throws AlanException {
        try {
            ByteBuffer data = isArchive() ? NpyArray.floats(entry(voice), Styles.WIDTH) : ByteBuffer.wrap(limited(Files.newInputStream(path)));
            check(data.remaining() > 0 && data.remaining() % (4 * Styles.WIDTH) == 0);
            float[] values = new float[data.remaining() / 4];
            data.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
            for (float value : values) {
                check(Float.isFinite(value));
            }
            return new Styles(values);
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    private byte[] entry(String voice) throws IOException {
        try (ZipFile zip = new ZipFile(path.toFile())) {
            ZipEntry entry = zip.getEntry(voice + ARRAY);
            if (entry == null) {
                throw new IOException("no " + voice + ARRAY);
            }
            return limited(zip.getInputStream(entry));
        }
    }

    private static byte[] limited(InputStream open) throws IOException {
        try (InputStream in = open) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException("it is too large");
            }
            return bytes;
        }
    }

    private boolean isArchive() throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return in.read() == 'P' && in.read() == 'K' && in.read() == 3 && in.read() == 4;
        }
    }

    private void check(boolean right) throws AlanException {
        if (!right) {
            throw damaged(null);
        }
    }

    private AlanException damaged(IOException cause) {
        return new AlanException(
                Text.of("The file of Kokoro voices %s is damaged or something else; remove its model and install it again.", path), cause);
    }
}
