package alan.models.torch;

import alan.api.AlanException;
import alan.api.model.ModelImport;
import alan.api.model.Models;
import alan.api.text.Text;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.osgi.service.component.annotations.Component;

/**
 * Turns the one file of a folder, which {@code torch.save} wrote, into safetensors: its tensors under the names that they have there ({@link StateDict}), bit by
 * bit, and plain values beside them as metadata.
 *
 * <p>To Python such a file is a program, and loading it runs that; here it is read as data ({@link Unpickler}). Memory does not grow with the tensors.
 */
@Component(name = "alan.models.torch")
public final class TorchImport implements ModelImport {
    private static final long PROGRESS_NANOS = 200_000_000;
    /** Tensors may share a storage, as an embedding and the last layer do; a short file must not become a long one. */
    private static final int MOST_OF_FILE = 4;

    private static final int BLOCK = 1 << 16;

    @Override
    public String name() {
        return "torch-safetensors";
    }

    /** {@return {@code null}} Tensors alone do not say which engine they are for: only a catalogue knows, which asks for this import by its name. */
    @Override
    public String accepts(Path folder) {
        return null;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Nothing is left under {@code output} when it fails.
     */
    @Override
    public void convert(Path folder, Path output, Models.Progress progress) throws AlanException {
        Path source = onlyFile(folder);
        try (TorchFile file = TorchFile.open(source)) {
            SafeTensorsWriter writer = new SafeTensorsWriter(source, file, StateDict.of(source, file.content()));
            if (writer.bytes() / MOST_OF_FILE > Files.size(source)) {
                throw Damage.in(source, Text.of("holds the same numbers again and again"));
            }
            write(writer, source, output, progress);
        } catch (EOFException | ZipException e) {
            throw Damage.in(source, Text.of("is damaged: the numbers of a tensor are not all there"));
        } catch (IOException e) {
            throw Damage.unreadable(source, e);
        }
    }

    private static Path onlyFile(Path folder) throws AlanException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(Files::isRegularFile).limit(2).toList();
        } catch (IOException e) {
            throw Damage.unreadable(folder, e);
        }
        if (files.size() != 1) {
            throw new AlanException("%s must hold one file of PyTorch and nothing else. Name a folder that does.", folder);
        }
        return files.get(0);
    }

    private static void write(SafeTensorsWriter writer, Path source, Path output, Models.Progress progress) throws AlanException, IOException {
        String name = output.getFileName().toString();
        long total = writer.bytes();
        boolean whole = false;
        try (OutputStream out = new BufferedOutputStream(created(output), BLOCK)) {
            writer.write(out, sparsely(done -> progress.at(name, "import", done, total), total));
            out.flush();
            whole = true;
        } finally {
            if (!whole) {
                Files.deleteIfExists(output);
            }
        }
    }

    private static OutputStream created(Path output) throws AlanException {
        try {
            return Files.newOutputStream(output);
        } catch (IOException e) {
            throw new AlanException("%s cannot be written (%s). Check the free space and the rights of that folder, and try again.",
                    output, Damage.quoted(String.valueOf(e.getMessage())), e);
        }
    }

    private static LongConsumer sparsely(LongConsumer listener, long total) {
        long[] next = {System.nanoTime()};
        return done -> {
            long now = System.nanoTime();
            if (done == total || now - next[0] >= 0) {
                next[0] = now + PROGRESS_NANOS;
                listener.accept(done);
            }
        };
    }
}
