package alan.models;

import alan.api.AlanException;
import alan.api.model.ModelImport;
import alan.api.model.Models;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An import whose result is {@code a} and {@code b} of its folder behind one another. */
final class FakeImport implements ModelImport {
    /** What it makes of two texts. */
    static byte[] result(byte[] a, byte[] b) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write("GGUF".getBytes());
        bytes.write(a);
        bytes.write(b);
        return bytes.toByteArray();
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public String accepts(Path folder) {
        return Files.exists(folder.resolve("a")) && Files.exists(folder.resolve("b")) ? "made.gguf" : null;
    }

    @Override
    public void convert(Path folder, Path output, Models.Progress progress) throws AlanException {
        try {
            if (Files.size(folder.resolve("a")) == 0) {
                throw new AlanException("The file a is empty.");
            }
            Files.write(output, result(Files.readAllBytes(folder.resolve("a")), Files.readAllBytes(folder.resolve("b"))));
        } catch (IOException e) {
            throw new AlanException("The folder cannot be read.", e);
        }
    }
}
