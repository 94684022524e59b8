package alan.llm.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GgufFileTest {
    /** The last tensor, 64 numbers of Q4_0 in blocks of 32 numbers and 18 bytes, begins at 128. */
    private static final int DATA = 128 + 2 * 18;

    @TempDir
    Path folder;

    @Test
    void aWholeFileSaysWhatItIs() throws Exception {
        GgufFile file = read(GgufBuilder.whole().build(DATA));
        assertThat(file.architecture()).isEqualTo("llama");
        assertThat(file.name()).isEqualTo("Tiny é 🙂");
        assertThat(file.contextLength()).isEqualTo(2048);
        assertThat(file.quantisation()).isEqualTo("Q4_K_M");
        assertThat(file.chatTemplate()).isEqualTo("{{ '<|im_start|>' }}");
        assertThat(file.controlTexts()).containsExactly("<|im_start|>", "<|im_end|>");
        assertThat(file.bosText()).isEqualTo("<|im_start|>");
        assertThat(file.addsBos()).isFalse();
        assertThat(file.lostBosText()).isEqualTo("<|im_start|>");
        assertThat(file.tensors()).extracting(GgufFile.Tensor::bytes).containsExactly(128L, 36L);
    }

    @Test
    void withoutAFileTypeTheMostBytesNameTheQuantisation() throws Exception {
        GgufBuilder builder = new GgufBuilder()
                .text("general.architecture", "llama")
                .tensor("small", 0, 0, 8)
                .tensor("large", 8, 32, 32, 4);
        assertThat(read(builder.build(32 + 4 * 34)).quantisation()).isEqualTo("Q8_0");
    }

    @Test
    void aTokenizerThatAddsTheBeginningItselfLosesNothing() throws Exception {
        GgufFile file = read(new GgufBuilder()
                .text("general.architecture", "llama")
                .text("tokenizer.ggml.model", "llama")
                .texts("tokenizer.ggml.tokens", List.of("<s>", "a"))
                .uint32("tokenizer.ggml.bos_token_id", 0)
                .text("tokenizer.chat_template", "{{ bos_token }}")
                .build(0));
        assertThat(file.addsBos()).isTrue();
        assertThat(file.lostBosText()).isEmpty();
    }

    @Test
    void aFileThatBrokeOffIsFoundByItsTensors() {
        byte[] whole = GgufBuilder.whole().build(DATA);
        assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length - 1)))
                .isInstanceOf(AlanException.class)
                .hasMessageContaining("blk.0.ffn_down.weight")
                .hasMessageContaining("fetch it again");
    }

    @Test
    void whatIsNoGgufFileIsCalledThat() {
        assertThatThrownBy(() -> read(new byte[100])).isInstanceOf(AlanException.class).hasMessageContaining("no GGUF file");
        assertThatThrownBy(() -> read(new byte[0])).isInstanceOf(AlanException.class).hasMessageContaining("no GGUF file");
        assertThatThrownBy(() -> GgufFile.read(folder.resolve("absent.gguf")))
                .isInstanceOf(AlanException.class)
                .hasMessageContaining("absent.gguf");
        assertThatThrownBy(() -> GgufFile.read(folder)).isInstanceOf(AlanException.class);
    }

    @Test
    void otherVersionsAreRefused() {
        for (int version : new int[] {0, 1, 4, 0x03000000}) {
            assertThatThrownBy(() -> read(GgufBuilder.whole().build(version, 2, 12, DATA)))
                    .isInstanceOf(AlanException.class)
                    .hasMessageContaining("version");
        }
    }

    @Test
    void absurdNumbersAreRefusedWithoutTakingMemory() {
        for (long absurd : new long[] {-1, Long.MAX_VALUE, 1L << 62, 1L << 40, 1 << 20}) {
            refused(GgufBuilder.whole().build(3, absurd, 12, DATA));
            refused(GgufBuilder.whole().build(3, 2, absurd, DATA));
            refused(GgufBuilder.whole().array("long list", 4, absurd).build(DATA));
            refused(GgufBuilder.whole().array("long list", 8, absurd).build(DATA));
            refused(GgufBuilder.whole().tensor("far", 0, absurd, 8).build(DATA));
            refused(GgufBuilder.whole().tensor("large", 0, 0, absurd).build(DATA));
        }
        refused(GgufBuilder.whole().tensor("wraps around", 0, 0, 1L << 32, 1L << 32).build(DATA));
        refused(GgufBuilder.whole().tensor("bytes wrap around", 0, 0, 1L << 62).build(DATA));
        refused(GgufBuilder.whole().tensor("half a block", 2, 0, 16).build(DATA));
        refused(GgufBuilder.whole().tensor("flat", 0, 0, 1, 1, 1, 1, 1).build(DATA));
        refused(GgufBuilder.whole().tensor("n".repeat(64), 0, 0, 8).build(DATA));
        refused(GgufBuilder.whole().tensor("token_embd.weight", 0, 0, 8).build(DATA));
        refused(GgufBuilder.whole().tensor("crooked", 0, 1, 8).build(DATA));
        refused(GgufBuilder.whole().uint32("general.alignment", 0).build(DATA));
        refused(GgufBuilder.whole().uint32("general.alignment", 33).build(DATA));
        refused(GgufBuilder.whole().text("general.name", "twice").build(DATA));
        refused(GgufBuilder.whole().array("list of lists", 9, 1).build(DATA));
    }

    /** The library indexes both by the number of texts. */
    @Test
    void shortListsBesideTheVocabularyAreRefused() {
        GgufBuilder types = new GgufBuilder()
                .text("general.architecture", "llama")
                .texts("tokenizer.ggml.tokens", List.of("a", "b"))
                .int32s("tokenizer.ggml.token_type", 1);
        refused(types.build(0));
        GgufBuilder scores = new GgufBuilder()
                .text("general.architecture", "llama")
                .texts("tokenizer.ggml.tokens", List.of("a", "b"))
                .float32s("tokenizer.ggml.scores", 1);
        refused(scores.build(0));
    }

    @Test
    void aTypeThatTheLibraryLacksIsNoDamage() {
        assertThatThrownBy(() -> read(GgufBuilder.whole().tensor("new", 39, 0, 32).build(DATA)))
                .isInstanceOf(AlanException.class)
                .hasMessageContaining("type 39")
                .hasMessageNotContaining("damaged");
    }

    /** Whatever happens to a file, what comes out is a header or a sentence. The seeds are fixed; a failure names its own. */
    @Test
    void mutatedFilesGiveAHeaderOrASentence() throws Exception {
        byte[] whole = GgufBuilder.whole().build(DATA);
        int refused = 0;
        for (int seed = 0; seed < 4000; seed++) {
            byte[] mutated = mutate(whole, new Random(seed));
            try {
                read(mutated);
            } catch (AlanException sentence) {
                refused++;
                assertThat(sentence.getMessage()).as("seed %d", seed).endsWith(".").hasSizeLessThan(400);
            } catch (Throwable escaped) {
                throw new AssertionError("seed " + seed, escaped);
            }
        }
        assertThat(refused).isGreaterThan(2000);
    }

    private static byte[] mutate(byte[] whole, Random random) {
        byte[] mutated = random.nextInt(4) == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
        byte[] favourites = {0, 1, -1, 127, -128, 9, 8, 64};
        for (int i = random.nextInt(4); i >= 0 && mutated.length > 0; i--) {
            int at = random.nextInt(mutated.length);
            int length = 1 << random.nextInt(4);
            byte value = favourites[random.nextInt(favourites.length)];
            for (int j = at; j < Math.min(at + length, mutated.length); j++) {
                mutated[j] = random.nextBoolean() ? value : (byte) random.nextInt();
            }
        }
        return mutated;
    }

    private void refused(byte[] content) {
        assertThatThrownBy(() -> read(content)).isInstanceOf(AlanException.class);
    }

    private GgufFile read(byte[] content) throws AlanException, IOException {
        Path file = folder.resolve("test.gguf");
        Files.write(file, content);
        return GgufFile.read(file);
    }
}
