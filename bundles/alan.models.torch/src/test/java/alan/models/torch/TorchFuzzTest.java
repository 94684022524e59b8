package alan.models.torch;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.AlanException;
import alan.api.model.Models;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What damaged files and hostile descriptions do: each is converted, or refused with one sentence. Seeds, and mutations that are the same every time. {@link TorchFuzz}
 * searches for more. The heap of these tests is small (see the pom), so that believing a size would end in an OutOfMemoryError.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class TorchFuzzTest {
    private static final Path SEEDS = Path.of("src", "test", "resources", "alan", "models", "torch", "TorchFuzzInputs");

    @TempDir
    Path folder;

    @Test
    void theSeedsAreReadOrGiveASentence() throws IOException {
        for (String name : List.of("anyFileIsReadOrGivesASentence", "anyDescriptionIsReadOrGivesASentence")) {
            List<Path> files;
            try (Stream<Path> all = Files.list(SEEDS.resolve(name))) {
                files = all.sorted().toList();
            }
            assertThat(files).isNotEmpty();
            for (Path seed : files) {
                byte[] input = Files.readAllBytes(seed);
                boolean accepted = name.startsWith("anyFile") ? checkFile(folder, input) : checkDescription(input);
                assertThat(accepted).as(seed.toString()).isEqualTo(seed.getFileName().toString().startsWith("good"));
            }
        }
    }

    @Test
    void mutatedFilesAreReadOrGiveASentence() throws IOException {
        for (String name : List.of("new.pt", "old.pt")) {
            assertThat(accepted(TorchImportTest.resource(name), 400, input -> checkFile(folder, input))).as(name).isBetween(20, 380);
        }
    }

    @Test
    void mutatedDescriptionsAreReadOrGiveASentence() throws IOException {
        assertThat(accepted(description(), 5000, TorchFuzzTest::checkDescription)).isBetween(100, 4900);
    }

    /** What is done with an input. */
    private interface Check {
        /** {@return whether it was accepted} */
        boolean of(byte[] input) throws IOException;
    }

    private static int accepted(byte[] whole, int times, Check check) {
        int accepted = 0;
        for (int seed = 0; seed < times; seed++) {
            try {
                accepted += check.of(mutated(whole, new Random(seed))) ? 1 : 0;
            } catch (Throwable escaped) {
                throw new AssertionError("seed " + seed, escaped);
            }
        }
        return accepted;
    }

    private static byte[] mutated(byte[] whole, Random random) {
        if (random.nextInt(20) == 0) {
            return Arrays.copyOf(whole, random.nextInt(whole.length));
        }
        byte[] bytes = whole.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(3)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                // An instruction or a length from elsewhere in the file.
                default -> bytes[at] = bytes[random.nextInt(bytes.length)];
            }
        }
        return bytes;
    }

    /** {@return whether a file was converted} @param folder to work in @param content of the file */
    static boolean checkFile(Path folder, byte[] content) throws IOException {
        Path in = Files.createDirectories(folder.resolve("in"));
        Files.write(in.resolve("model.pt"), content);
        Path out = folder.resolve("out.safetensors");
        try {
            new TorchImport().convert(in, out, Models.Progress.NONE);
            assertThat(Files.size(out)).isLessThan(100_000);
            Files.delete(out);
            return true;
        } catch (AlanException sentence) {
            assertThat(out).doesNotExist();
            return refused(sentence);
        }
    }

    /** {@return whether a description was read} @param pickle the description */
    static boolean checkDescription(byte[] pickle) throws IOException {
        Path name = Path.of("model.pt");
        try {
            Object content = Unpickler.read(new PickleInput(name, new ByteArrayInputStream(pickle)), new TorchValues(name));
            return !StateDict.of(name, content).tensors().isEmpty();
        } catch (AlanException sentence) {
            return refused(sentence);
        }
    }

    private static boolean refused(AlanException sentence) {
        assertThat(sentence.getMessage()).endsWith(".").contains("model.pt").doesNotContain("\n", "Exception").hasSizeLessThan(600);
        return false;
    }

    /** {@return the description in the fixture of the newer format} */
    static byte[] description() throws IOException {
        Path file = Path.of("src", "test", "resources", "alan", "models", "torch", "new.pt");
        try (ZipFile zip = new ZipFile(file.toFile()); InputStream in = zip.getInputStream(zip.getEntry("new/data.pkl"))) {
            return in.readAllBytes();
        }
    }
}
