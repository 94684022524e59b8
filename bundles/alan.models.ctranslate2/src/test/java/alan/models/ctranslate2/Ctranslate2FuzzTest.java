package alan.models.ctranslate2;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.AlanException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever model.bin and the vocabulary hold, they are read or give a sentence: with all that was ever found to be otherwise, and with some
 * thousand mutations that are the same every time. {@link Ctranslate2Fuzz} searches for more. The heap of these tests is small (see the pom),
 * so that believing a size would end in an OutOfMemoryError.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class Ctranslate2FuzzTest {
    /** An English model, the smallest one that there is. */
    private static final WhisperShape SHAPE = new WhisperShape(51_864, 1500, 384, 6, 4, 448, 384, 6, 4, 80);

    /** Stands in inputs for the weights of the words, which are many, and of which nothing is read. */
    private static final byte[] WEIGHTS = "<WEIGHTS>".getBytes(StandardCharsets.US_ASCII);

    private static final int WEIGHT_BYTES = 51_864 * SyntheticModel.STATE * 2;
    private static final Path SEEDS = Path.of("src", "test", "resources", "alan", "models", "ctranslate2", "Ctranslate2FuzzInputs");

    @TempDir
    Path folder;

    /** What is done with an input. */
    private interface Check {
        /** {@return whether it was accepted} */
        boolean of(Path folder, byte[] input) throws IOException;
    }

    @Test
    void theSeedsAreReadOrGiveASentence() throws IOException {
        assertThat(seeds("anyModelIsReadOrGivesASentence", Ctranslate2FuzzTest::checkModel)).isPositive();
        assertThat(seeds("anyVocabularyIsReadOrGivesASentence", Ctranslate2FuzzTest::checkVocabulary)).isPositive();
    }

    private int seeds(String name, Check check) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(SEEDS.resolve(name))) {
            files = all.sorted().toList();
        }
        for (Path seed : files) {
            boolean accepted = check.of(folder, Files.readAllBytes(seed));
            assertThat(accepted).as(seed.toString()).isEqualTo(seed.getFileName().toString().startsWith("good"));
        }
        return files.size();
    }

    @Test
    void mutatedVocabulariesAreReadOrGiveASentence() throws IOException {
        byte[] words = "!\n\"\n#\nĠthe\n".getBytes(StandardCharsets.UTF_8);
        byte[] json = "[\"!\", \"\\\"\", \"\\u0120the\"]".getBytes(StandardCharsets.UTF_8);
        int accepted = 0;
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            byte[] input = (seed % 2 == 0 ? words : json).clone();
            input[random.nextInt(input.length)] = (byte) random.nextInt();
            try {
                accepted += checkVocabulary(folder, input) ? 1 : 0;
            } catch (Throwable escaped) {
                throw new AssertionError("seed " + seed, escaped);
            }
        }
        assertThat(accepted).as("vocabularies that pass in spite of it").isBetween(20, 199);
    }

    /** {@return whether model.bin, up to the plan of what becomes of it, was accepted} @param folder to write to @param model its content */
    static boolean checkModel(Path folder, byte[] model) throws IOException {
        Path path = folder.resolve(ModelFile.NAME);
        try (RandomAccessFile out = new RandomAccessFile(path.toFile(), "rw")) {
            int mark = indexOf(model, WEIGHTS);
            int end = mark < 0 ? model.length : mark + WEIGHTS.length;
            out.setLength(0);
            out.write(model, 0, end);
            if (mark >= 0) {
                out.seek(mark + WEIGHT_BYTES);
                out.write(model, end, model.length - end);
            }
        }
        try (ModelFile file = ModelFile.open(path)) {
            WhisperShape shape = WhisperShape.of(file);
            return !TensorPlan.of(file, shape).isEmpty() && shape.fileName().endsWith(".bin");
        } catch (AlanException sentence) {
            return refused(sentence, folder);
        }
    }

    /**
     * {@return whether a vocabulary that begins so was accepted}
     *
     * @param folder to write to
     * @param start of a list in JSON if it begins with a bracket, else of words, a line each
     */
    static boolean checkVocabulary(Path folder, byte[] start) throws IOException {
        boolean json = start.length > 0 && start[0] == '[';
        Files.deleteIfExists(folder.resolve("vocabulary.json"));
        Files.write(folder.resolve(json ? "vocabulary.json" : "vocabulary.txt"), json ? start : filledUp(start));
        try {
            return Vocabulary.read(folder, SHAPE).size() == Vocabulary.COUNT;
        } catch (AlanException sentence) {
            return refused(sentence, folder);
        }
    }

    private static boolean refused(AlanException sentence, Path folder) {
        assertThat(sentence.getMessage()).endsWith(".").contains(folder.toString()).doesNotContain("\n", "Exception").hasSizeLessThan(600);
        return false;
    }

    /** As many lines more as it takes, with the end of text where it belongs. */
    private static byte[] filledUp(byte[] start) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(start);
        int line = (int) new String(start, StandardCharsets.UTF_8).lines().count();
        if (start.length > 0 && start[start.length - 1] != '\n') {
            whole.write('\n');
        }
        for (; line < SHAPE.vocabulary(); line++) {
            whole.write((line == SHAPE.endOfText() ? "<|endoftext|>\n" : "t\n").getBytes(StandardCharsets.UTF_8));
        }
        return whole.toByteArray();
    }

    /** {@return a whole model, with the mark for the weights of its words} */
    static byte[] model() {
        SyntheticModel model = new SyntheticModel(51_864, 80);
        SyntheticModel.Array words = model.variables.get("decoder/embeddings/weight");
        byte[] marked = new byte[words.bytes().length];
        System.arraycopy(WEIGHTS, 0, marked, 0, WEIGHTS.length);
        model.variables.put("decoder/embeddings/weight", new SyntheticModel.Array(words.dims(), 4, marked));
        byte[] whole = model.bytes();
        int at = indexOf(whole, WEIGHTS) + WEIGHTS.length;
        byte[] essence = Arrays.copyOf(whole, whole.length - marked.length + WEIGHTS.length);
        System.arraycopy(whole, at + marked.length - WEIGHTS.length, essence, at, essence.length - at);
        return essence;
    }

    private static int indexOf(byte[] whole, byte[] part) {
        return new String(whole, StandardCharsets.ISO_8859_1).indexOf(new String(part, StandardCharsets.ISO_8859_1));
    }
}
