package alan.llm.llama.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import alan.api.AlanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GgufFileTest {
    private static final long[] ABSURD = {-1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 62, 1L << 40, 1 << 30, 1 << 20};

    @TempDir
    Path folder;

    @Test
    void aWholeFileSaysWhatItIs() throws Exception {
        GgufFile file = read(GgufBuilder.whole());
        assertThat(file.architecture()).isEqualTo("llama");
        assertThat(file.name()).isEqualTo("Tiny é 🙂");
        assertThat(file.contextLength()).isEqualTo(2048);
        assertThat(file.quantisation()).isEqualTo("Q4_K_M");
        assertThat(file.chatTemplate()).isEqualTo("{{ '<|im_start|>' }}");
        assertThat(file.controlTexts()).containsExactly("<|im_start|>", "<|im_end|>");
        assertThat(file.bosText()).isEqualTo("<|im_start|>");
        assertThat(file.addsBos()).isFalse();
        assertThat(file.lostBosText()).isEqualTo("<|im_start|>");
    }

    @Test
    void withoutAFileTypeTheMostBytesNameTheQuantisation() throws Exception {
        GgufBuilder builder = GgufBuilder.whole().without("general.file_type").tensor("large", 8, 320, 4);
        assertThat(read(builder).quantisation()).isEqualTo("F32");
        assertThat(read(builder.tensor("large", 8, 320, 40)).quantisation()).isEqualTo("Q8_0");
    }

    @Test
    void aTokenizerThatAddsTheBeginningItselfLosesNothing() throws Exception {
        GgufFile file = read(GgufBuilder.whole().text("tokenizer.ggml.model", "llama").without("tokenizer.ggml.add_bos_token"));
        assertThat(file.addsBos()).isTrue();
        assertThat(file.lostBosText()).isEmpty();
    }

    @Test
    void marksThatAFileCallsSomethingElseAreMarksAllTheSame() throws Exception {
        GgufFile file = read(vocabulary(List.of("<|im_start|>", "<|im_end|>", "<h1>", "[INST]"), 4, 1, 4, 4)
                .text("tokenizer.chat_template", "{{ '[INST]' }}"));
        assertThat(file.controlTexts()).containsExactly("<|im_start|>", "<|im_end|>", "[INST]");
    }

    @Test
    void aFileThatBrokeOffIsFoundByItsTensors() throws Exception {
        byte[] whole = GgufBuilder.whole().build();
        int end = whole.length - 16;
        assertThat(catchThrowable(sentence(Arrays.copyOf(whole, end)))).as("without the padding after the last tensor").isNull();
        damaged(Arrays.copyOf(whole, end - 1), "blk.0.ffn_down.weight");
        damaged(Arrays.copyOf(whole, whole.length / 2), "tensor");
        for (int length = 24; length < end; length += 7) {
            assertThatThrownBy(sentence(Arrays.copyOf(whole, length))).isInstanceOf(AlanException.class).hasMessageContaining("damaged");
        }
    }

    @Test
    void whatIsNoGgufFileIsCalledThat() throws Exception {
        foreign(new byte[100], "no GGUF file");
        foreign("This is a text and no model.\n".repeat(10).getBytes(), "no GGUF file");
        assertThatThrownBy(sentence(new byte[0])).isInstanceOf(AlanException.class).hasMessageContaining("is empty");
        assertThatThrownBy(() -> GgufFile.read(folder.resolve("absent.gguf"))).isInstanceOf(AlanException.class).hasMessageContaining("absent.gguf");
        assertThatThrownBy(() -> GgufFile.read(folder)).isInstanceOf(AlanException.class).hasMessageContaining("is a folder");
    }

    @Test
    void otherVersionsAndByteOrdersAreRefused() throws Exception {
        for (int version : new int[] {0, 1, 4, -1}) {
            foreign(GgufBuilder.whole().version(version).build(), "version");
        }
        for (int version : new int[] {0x02000000, 0x03000000}) {
            foreign(GgufBuilder.whole().version(version).build(), "byte order");
        }
    }

    @Test
    void absurdCountsAndLengthsAreRefused() throws Exception {
        for (long absurd : ABSURD) {
            GgufBuilder whole = GgufBuilder.whole();
            damaged(GgufBuilder.whole().claiming(absurd, whole.entryCount()).build(), "tensors");
            damaged(GgufBuilder.whole().claiming(whole.tensorCount(), absurd).build(), "metadata entries");
            damaged(GgufBuilder.whole().array("long list", 4, absurd, out -> { }), "long list");
            damaged(GgufBuilder.whole().array("long list", 8, absurd, out -> { }), "long list");
            damaged(GgufBuilder.whole().put("long text", 8, out -> GgufBuilder.number(out, 8, absurd)), "");
            damaged(GgufBuilder.whole().tensorAt(absurd, "far", 0, 8), "far");
            damaged(GgufBuilder.whole().tensor("large", 0, absurd), "large");
            damaged(GgufBuilder.whole().tensor("large", 0, 1, absurd), "large");
        }
        damaged(GgufBuilder.whole().text("long", "x".repeat((1 << 20) + 1)), "1048577 bytes");
        damaged(GgufBuilder.whole().text("k".repeat(2000), "x"), "2000 bytes");
    }

    @Test
    void muchTextInAllIsRefused() throws Exception {
        GgufBuilder builder = GgufBuilder.whole();
        for (int i = 0; i < 9; i++) {
            builder.text("text " + i, "x".repeat(1 << 20));
        }
        damaged(builder, "8 MiB of text");
    }

    @Test
    void manyLongControlTokensAreRefused() throws Exception {
        List<String> tokens = IntStream.range(0, 600).mapToObj(i -> "x".repeat(1 << 13) + "y".repeat((1 << 13) - 600 + i)).toList();
        int[] types = new int[tokens.size()];
        Arrays.fill(types, 3);
        damaged(vocabulary(tokens, types), "8 MiB of text");
        Arrays.fill(types, 1);
        damaged(vocabulary(tokens, types), "[8, 4] instead of [8, 600]");
    }

    @Test
    void oddTensorsAreRefused() throws Exception {
        damaged(GgufBuilder.whole().tensor("wraps around", 0, 1L << 32, 1L << 32), "wraps around");
        damaged(GgufBuilder.whole().tensor("wraps around", 2, 1L << 32, 1L << 31, 2), "wraps around");
        damaged(GgufBuilder.whole().tensor("nothing", 0, 0), "dimension of 0");
        damaged(GgufBuilder.whole().tensor("nothing", 0, 8, 0), "dimension of 0");
        damaged(GgufBuilder.whole().tensor("half a block", 2, 16), "half a block");
        damaged(GgufBuilder.whole().tensor("flat", 0, 1, 1, 1, 1, 1), "5 dimensions");
        damaged(GgufBuilder.whole().tensor("point", 0), "0 dimensions");
        damaged(GgufBuilder.whole().tensor("n".repeat(64), 0, 8), "64 bytes");
        damaged(GgufBuilder.whole().tensorAt(null, "token_embd.weight", 0, 8), "two tensors token_embd.weight");
        damaged(GgufBuilder.whole().tensor("crooked", 0, 8).tensorAt(1L, "more", 0, 8), "more");
        damaged(GgufBuilder.whole().tensorAt(0L, "over another", 0, 8), "over another");
    }

    @Test
    void oddMetadataIsRefused() throws Exception {
        for (int alignment : new int[] {0, 33, -1, 1 << 30}) {
            damaged(GgufBuilder.whole().uint32("general.alignment", alignment), "alignment");
        }
        damaged(GgufBuilder.whole().int32("general.alignment", 32), "wrong type");
        damaged(GgufBuilder.whole().again("general.name", 7, out -> out.write(1)), "two entries general.name");
        damaged(GgufBuilder.whole().array("list of lists", 9, 1, out -> { }), "unknown type 9");
        damaged(GgufBuilder.whole().put("odd", 13, out -> { }), "unknown type 13");
        damaged(GgufBuilder.whole().text("", "x"), "key");
        damaged(GgufBuilder.whole().text("a\0b", "x"), "key");
    }

    @Test
    void theListsBesideTheTokensMustFitThem() throws Exception {
        damaged(GgufBuilder.whole().int32s("tokenizer.ggml.token_type", 1, 1, 1), "different lengths");
        damaged(GgufBuilder.whole().float32s("tokenizer.ggml.scores", 1, 1, 1, 1, 1), "different lengths");
        damaged(GgufBuilder.whole().array("tokenizer.ggml.scores", 0, 4, out -> out.writeBytes(new byte[4])), "wrong type");
        damaged(GgufBuilder.whole().array("tokenizer.ggml.token_type", 0, 4, out -> out.writeBytes(new byte[4])), "wrong type");
        damaged(GgufBuilder.whole().float32s("tokenizer.ggml.scores", 0, 0, 0, Float.NaN), "score of its token 3");
        damaged(GgufBuilder.whole().without("tokenizer.ggml.merges"), "merges");
        damaged(GgufBuilder.whole().without("tokenizer.ggml.tokens"), "0 tokens");
        damaged(GgufBuilder.whole().text("tokenizer.ggml.tokens", "a"), "wrong type");
        damaged(vocabulary(List.of("a", "b", "c", "a"), 1, 1, 1, 1), "same text");
        damaged(vocabulary(List.of("a", "b", "c", "x".repeat(20_000)), 1, 1, 1, 1), "20000 bytes");
        damaged(vocabulary(List.of("a", "b", "c", "<0x-1>"), 1, 1, 1, 6).text("tokenizer.ggml.model", "llama"), "'<0x-1>'");
        foreign(GgufBuilder.whole().text("tokenizer.ggml.model", "t5").build(), "'t5'");
    }

    @Test
    void specialTokensMustBeAmongTheTokens() throws Exception {
        for (String name : List.of("bos", "eos", "eot", "unknown", "padding", "fim_pre")) {
            damaged(GgufBuilder.whole().uint32("tokenizer.ggml." + name + "_token_id", 4), name + "_token_id is 4, and it has 4 tokens");
        }
        damaged(GgufBuilder.whole().without("tokenizer.ggml.eos_token_id"), "eos_token_id is 11");
        damaged(GgufBuilder.whole().text("tokenizer.ggml.eos_token_id", "1"), "wrong type");
        assertThat(read(GgufBuilder.whole().uint32("tokenizer.ggml.padding_token_id", -1)).name()).isNotEmpty();
    }

    @Test
    void aTypeThatTheLibraryLacksIsNoDamage() throws Exception {
        foreign(GgufBuilder.whole().tensor("new", 39, 32).build(), "type 39");
        foreign(GgufBuilder.whole().tensor("removed", 4, 32).build(), "type 4");
        foreign(GgufBuilder.whole().tensor("odd", -1, 32).build(), "type 4294967295");
    }

    @Test
    void architecturesThatTheLibraryLacksOrThatDoNotTalkAreNamed() throws Exception {
        foreign(GgufBuilder.whole().text("general.architecture", "qwen3").build(), "'qwen3' is not known to this version of llama.cpp");
        foreign(GgufBuilder.whole().text("general.architecture", "bert").build(), "'bert' is none that a conversation can be held with");
        damaged(GgufBuilder.whole().without("general.architecture"), "what kind of network");
    }

    @Test
    void sizesThatCannotBeAreRefused() throws Exception {
        for (String name : List.of("context_length", "embedding_length", "block_count", "attention.head_count", "attention.head_count_kv")) {
            for (int odd : new int[] {0, -1}) {
                damaged(GgufBuilder.whole().uint32("llama." + name, odd), "llama." + name);
            }
            damaged(GgufBuilder.whole().int32("llama." + name, 1), "wrong type");
        }
        damaged(GgufBuilder.whole().uint32("llama.block_count", 513), "llama.block_count is 513");
        damaged(GgufBuilder.whole().uint32("llama.attention.head_count_kv", 3), "2 attention heads and 3");
        damaged(GgufBuilder.whole().uint32("llama.attention.key_length", 0), "key_length is 0");
        damaged(GgufBuilder.whole().uint32("llama.rope.dimension_count", 2), "rope.dimension_count is 2");
        damaged(GgufBuilder.whole().uint32("llama.rope.dimension_count", 6), "rope.dimension_count is 6");
        damaged(GgufBuilder.whole().text("llama.rope.scaling.type", "sideways"), "sideways");
        damaged(GgufBuilder.whole().float32("llama.rope.freq_base", Float.NaN), "rope.freq_base is NaN");
        damaged(GgufBuilder.whole().float32("llama.attention.layer_norm_rms_epsilon", -1), "epsilon is -1");
        damaged(GgufBuilder.whole().uint32("llama.expert_count", 257), "expert_count");
        damaged(GgufBuilder.whole().uint32("llama.expert_count", 8), "expert_used_count is 0");
        damaged(GgufBuilder.whole().uint32("llama.expert_used_count", 1), "expert_used_count is 1");
        damaged(GgufBuilder.whole().int32s("llama.attention.head_count", 2, 2), "2 elements for 1 layers");
    }

    @Test
    void tensorsMustHaveTheSizesThatTheMetadataSay() throws Exception {
        damaged(GgufBuilder.whole().uint32("llama.embedding_length", 16), "shape [8, 4] instead of [16, 4]");
        damaged(GgufBuilder.whole().uint32("llama.attention.head_count", 1), "attn_k.weight has the shape [8, 4] instead of [8, 8]");
        damaged(GgufBuilder.whole().uint32("llama.attention.head_count_kv", 2), "attn_k.weight");
        damaged(GgufBuilder.whole().uint32("llama.feed_forward_length", 64), "ffn_up.weight");
        damaged(GgufBuilder.whole().uint32("llama.block_count", 2), "no tensor blk.1.attn_q.weight");
        damaged(GgufBuilder.whole().tensor("output.weight", 0, 8, 5), "output.weight");
        damaged(vocabulary(List.of("a", "b", "c"), 1, 1, 1).without("tokenizer.ggml.scores"), "[8, 4] instead of [8, 3]");
        damaged(GgufBuilder.whole().withoutTensors(), "no tensor token_embd.weight");
    }

    @Test
    void whatTheFileSaysIsShownHarmlesslyAndInSpanish() throws Exception {
        Throwable thrown = catchThrowable(sentence(GgufBuilder.whole().tensor("\u001b[31m\n" + "ñ".repeat(20), 0, 0).build()));
        assertThat(thrown.getMessage()).contains("?[31m??").doesNotContain("\n").endsWith(".");
        assertThat(((AlanException) thrown).text().say(new Locale("es")))
                .startsWith("El archivo de modelo test.gguf está dañado: el tensor ")
                .endsWith(" tiene una dimensión de 0; elimina el modelo y vuelve a descargarlo.");
    }

    @Test
    void ofAModelInPartsAllAreLookedAt() throws Exception {
        Path first = folder.resolve("model-00001-of-00002.gguf");
        GgufBuilder start = GgufBuilder.whole().without("token_embd.weight").uint16("split.count", 2).uint16("split.no", 0)
                .int32("split.tensors.count", 11);
        GgufBuilder rest = new GgufBuilder().uint16("split.count", 2).uint16("split.no", 1).int32("split.tensors.count", 11);
        Files.write(first, start.build());
        assertThatThrownBy(() -> GgufFile.read(first)).isInstanceOf(AlanException.class)
                .hasMessageContaining("its part model-00002-of-00002.gguf is missing");
        byte[] whole = rest.tensor("token_embd.weight", 0, 8, 4).build();
        Path second = folder.resolve("model-00002-of-00002.gguf");
        Files.write(second, whole);
        assertThat(GgufFile.read(first).name()).startsWith("Tiny");
        Files.write(second, Arrays.copyOf(whole, whole.length - 1));
        assertThatThrownBy(() -> GgufFile.read(first)).hasMessageContaining("in its part model-00002-of-00002.gguf, it ends within");
        Files.write(second, rest.uint16("split.no", 0).build());
        assertThatThrownBy(() -> GgufFile.read(first)).hasMessageContaining("is part 1 of something");
        Files.write(second, rest.uint16("split.no", 1).tensor("output_norm.weight", 0, 8).build());
        assertThatThrownBy(() -> GgufFile.read(first)).hasMessageContaining("two tensors output_norm.weight");
        Files.write(second, rest.without("output_norm.weight").tensor("more", 0, 8).build());
        assertThatThrownBy(() -> GgufFile.read(first)).hasMessageContaining("12 tensors together and should have 11");
        assertThatThrownBy(() -> GgufFile.read(second)).hasMessageContaining("what kind of network");
        Files.write(second, start.uint16("split.no", 1).build());
        assertThatThrownBy(() -> GgufFile.read(second)).hasMessageContaining("it is part 2 of 2, and the first one is needed");
        assertThatThrownBy(sentence(start.uint16("split.no", 0).build())).hasMessageContaining("its name does not end in -00001-of-00002.gguf");
    }

    private static GgufBuilder vocabulary(List<String> tokens, int... types) {
        return GgufBuilder.whole()
                .texts("tokenizer.ggml.tokens", tokens)
                .int32s("tokenizer.ggml.token_type", types)
                .uint32("tokenizer.ggml.bos_token_id", 2)
                .uint32("tokenizer.ggml.unknown_token_id", 2)
                .float32s("tokenizer.ggml.scores", toFloats(IntStream.range(0, tokens.size()).toArray()));
    }

    private static float[] toFloats(int... numbers) {
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = numbers[i];
        }
        return floats;
    }

    private void damaged(GgufBuilder builder, String what) throws IOException {
        damaged(builder.build(), what);
    }

    private void damaged(byte[] content, String what) throws IOException {
        assertThatThrownBy(sentence(content))
                .isInstanceOf(AlanException.class)
                .hasMessageStartingWith("The model file test.gguf is damaged: ")
                .hasMessageContaining(what)
                .hasMessageEndingWith("; remove the model and fetch it again.");
    }

    private void foreign(byte[] content, String what) throws IOException {
        assertThatThrownBy(sentence(content))
                .isInstanceOf(AlanException.class)
                .hasMessageStartingWith("The model file test.gguf cannot be used: ")
                .hasMessageContaining(what);
    }

    private ThrowingCallable sentence(byte[] content) throws IOException {
        Path file = folder.resolve("test.gguf");
        Files.write(file, content);
        return () -> GgufFile.read(file);
    }

    private GgufFile read(GgufBuilder builder) throws AlanException, IOException {
        Path file = folder.resolve("test.gguf");
        Files.write(file, builder.build());
        return GgufFile.read(file);
    }
}
