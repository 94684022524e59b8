package alan.models.ctranslate2;

import alan.api.AlanException;
import alan.api.model.ModelImport;
import alan.api.model.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import org.osgi.service.component.annotations.Component;

/**
 * Turns a Whisper model of CTranslate2 (faster-whisper's format: a folder with model.bin and vocabulary.json or
 * vocabulary.txt) into the one file that whisper.cpp reads. Weights become 16-bit floats, whatever they were: 32-bit,
 * bfloat16, or quantised to 8 or 16 bits. The model is streamed: memory does not grow with it, but for the vocabulary.
 */
@Component(name = "alan.models.ctranslate2")
public final class WhisperImport implements ModelImport {
    private static final String UNNAMED = "ggml-whisper.bin";
    private static final long PROGRESS_NANOS = 200_000_000;

    @Override
    public String name() {
        return "ctranslate2-whisper";
    }

    /**
     * {@inheritDoc}
     *
     * <p>A folder whose model.bin begins rightly and is damaged further on is accepted, so that {@link #convert} can say what
     * is wrong.
     */
    @Override
    public String accepts(Path folder) {
        Path path = folder.resolve(ModelFile.NAME);
        try {
            if (!Files.isRegularFile(path) || !ModelFile.looksLikeOne(path)) {
                return null;
            }
        } catch (IOException e) {
            return null;
        }
        try (ModelFile model = ModelFile.open(path)) {
            return WhisperShape.of(model).fileName();
        } catch (AlanException | IOException e) {
            return UNNAMED;
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>Nothing is left under {@code output} when it fails.
     */
    @Override
    public void convert(Path folder, Path output, Models.Progress progress) throws AlanException {
        Path path = folder.resolve(ModelFile.NAME);
        if (!Files.isRegularFile(path)) {
            throw new AlanException("%s holds no %s. Name a folder with a Whisper model of CTranslate2.", folder, ModelFile.NAME);
        }
        try (ModelFile model = ModelFile.open(path)) {
            WhisperShape shape = WhisperShape.of(model);
            List<GgmlTensor> tensors = TensorPlan.of(model, shape);
            List<byte[]> tokens = Vocabulary.read(folder, shape);
            write(model, shape, tokens, tensors, output, progress);
        } catch (IOException e) {
            throw new AlanException("%s cannot be read (%s). Check the disk and try again.", folder, Damage.reason(e), e);
        }
    }

    private static void write(ModelFile model, WhisperShape shape, List<byte[]> tokens, List<GgmlTensor> tensors, Path output,
            Models.Progress progress) throws AlanException {
        long total = GgmlWriter.size(shape, tokens, tensors);
        String name = output.getFileName().toString();
        LongConsumer written = sparsely(done -> progress.at(name, "import", done, total), total);
        boolean whole = false;
        try {
            new GgmlWriter(model).write(output, shape, tokens, tensors, written);
            whole = true;
        } catch (IOException e) {
            throw new AlanException("%s cannot be converted to %s (%s). Check the free space and the rights of that folder, and try again.",
                    model.path(), output, Damage.reason(e), e);
        } finally {
            if (!whole && Files.isRegularFile(output)) {
                delete(output);
            }
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

    private static void delete(Path file) throws AlanException {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new AlanException("%s is incomplete and cannot be deleted (%s). Delete it by hand.", file, Damage.reason(e), e);
        }
    }
}
