package alan.models.ctranslate2;

import static alan.models.ctranslate2.SyntheticModel.AUDIO_CONTEXT;
import static alan.models.ctranslate2.SyntheticModel.AUDIO_LAYERS;
import static alan.models.ctranslate2.SyntheticModel.HEADS;
import static alan.models.ctranslate2.SyntheticModel.STATE;
import static alan.models.ctranslate2.SyntheticModel.TEXT_CONTEXT;
import static alan.models.ctranslate2.SyntheticModel.TEXT_LAYERS;
import static org.assertj.core.api.Assertions.assertThat;

import alan.api.model.Models;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhisperImportTest {
    @TempDir
    Path folder;

    private final WhisperImport whisper = new WhisperImport();

    private GgmlFile convert(SyntheticModel model) throws Exception {
        model.write(folder);
        whisper.convert(folder, folder.resolve("out.bin"), Models.Progress.NONE);
        return GgmlFile.read(folder.resolve("out.bin"));
    }

    @Test
    void theHeaderHoldsTheSizesOfTheNetwork() throws Exception {
        GgmlFile ggml = convert(SyntheticModel.multilingual());
        assertThat(ggml.header()).containsExactly(
                0x67676D6C, 51865, AUDIO_CONTEXT, STATE, HEADS, AUDIO_LAYERS, TEXT_CONTEXT, STATE, HEADS, TEXT_LAYERS, 80, 1);
        assertThat(ggml.filters()).isDeepEqualTo(MelFilters.of(80));
    }

    @Test
    void everyTensorThatWhisperCppAsksForIsThereAndNoOther() throws Exception {
        GgmlFile ggml = convert(SyntheticModel.multilingual());
        assertThat(ggml.tensors()).hasSize(3 + 4 + 2 + 2 + 15 * AUDIO_LAYERS + 24 * TEXT_LAYERS);
        assertThat(ggml.tensors().get("decoder.token_embedding.weight").dims()).containsExactly(STATE, 51865);
        assertThat(ggml.tensors().get("encoder.conv1.weight").dims()).containsExactly(3, 80, STATE);
        assertThat(ggml.tensors().get("encoder.conv2.bias").dims()).containsExactly(1, STATE);
        assertThat(ggml.tensors().get("encoder.blocks.1.mlp.0.weight").dims()).containsExactly(STATE, 4 * STATE);
        assertThat(ggml.tensors().get("decoder.blocks.0.mlp.2.weight").dims()).containsExactly(4 * STATE, STATE);
        assertThat(ggml.tensors().get("decoder.ln.weight").dims()).containsExactly(STATE);
    }

    @Test
    void matricesAreWrittenIn16BitsAndTheRestIn32() throws Exception {
        GgmlFile ggml = convert(SyntheticModel.multilingual());
        ggml.tensors().forEach((name, tensor) -> {
            boolean half = name.endsWith("weight") && tensor.dims().size() > 1;
            assertThat(tensor.type()).as(name).isEqualTo(half ? 1 : 0);
        });
    }

    @Test
    void queryKeyAndValueAreTakenApart() throws Exception {
        SyntheticModel model = SyntheticModel.multilingual();
        GgmlFile ggml = convert(model);
        String fused = "encoder/layer_1/self_attention/linear_0";
        List<String> parts = List.of("query", "key", "value");
        for (int part = 0; part < 3; part++) {
            String name = "encoder.blocks.1.attn." + parts.get(part);
            GgmlFile.Tensor weight = ggml.tensors().get(name + ".weight");
            for (int i = 0; i < STATE * STATE; i++) {
                assertThat(weight.bits(i)).as(name + " " + i).isEqualTo(model.half(fused + "/weight", part * STATE * STATE + i));
            }
            for (int i = 0; part != 1 && i < STATE; i++) {
                float expected = Half.toFloat(model.half(fused + "/bias", part * STATE + i));
                assertThat(ggml.tensors().get(name + ".bias").at(i)).as(name + " " + i).isEqualTo(expected);
            }
        }
        assertThat(ggml.tensors()).doesNotContainKey("encoder.blocks.1.attn.key.bias");
    }

    @Test
    void keyAndValueOfCrossAttentionAreTakenApart() throws Exception {
        SyntheticModel model = SyntheticModel.multilingual();
        GgmlFile ggml = convert(model);
        String from = "decoder/layer_0/attention/";
        String to = "decoder.blocks.0.cross_attn.";
        int last = STATE * STATE - 1;
        assertThat(ggml.tensors().get(to + "query.weight").bits(last)).isEqualTo(model.half(from + "linear_0/weight", last));
        assertThat(ggml.tensors().get(to + "key.weight").bits(last)).isEqualTo(model.half(from + "linear_1/weight", last));
        assertThat(ggml.tensors().get(to + "value.weight").bits(0)).isEqualTo(model.half(from + "linear_1/weight", last + 1));
        assertThat(ggml.tensors().get(to + "out.weight").bits(1)).isEqualTo(model.half(from + "linear_2/weight", 1));
        assertThat(ggml.tensors().get(to + "value.bias").at(1))
                .isEqualTo(Half.toFloat(model.half(from + "linear_1/bias", STATE + 1)));
        assertThat(ggml.tensors()).doesNotContainKey(to + "key.bias");
    }

    @Test
    void tokensAreTheirBytes() throws Exception {
        GgmlFile ggml = convert(SyntheticModel.multilingual());
        assertThat(ggml.tokens()).hasSize(50257);
        assertThat(ggml.tokens().get(0)).containsExactly('!');
        assertThat(ggml.tokens().get(187)).containsExactly(0xFF);
        assertThat(ggml.tokens().get(188)).containsExactly(0);
        assertThat(ggml.tokens().get(220)).containsExactly(' ');
        assertThat(ggml.tokens().get(255)).containsExactly(0xAD);
        assertThat(ggml.tokens().get(256)).isEqualTo(" t256".getBytes(StandardCharsets.UTF_8));
        assertThat(ggml.tokens().get(50256)).isEmpty();
    }

    @Test
    void anEnglishModelEndsItsTokensWithTheEndOfText() throws Exception {
        GgmlFile ggml = convert(new SyntheticModel(51864, 80));
        assertThat(ggml.header().get(1)).isEqualTo(51864);
        assertThat(ggml.tokens()).hasSize(50257);
        assertThat(new String(ggml.tokens().get(50256), StandardCharsets.UTF_8)).isEqualTo("<|endoftext|>");
    }

    @Test
    void largeV3sBandsAndTokensAreKept() throws Exception {
        GgmlFile ggml = convert(new SyntheticModel(51866, 128));
        assertThat(ggml.header().get(1)).isEqualTo(51866);
        assertThat(ggml.header().get(10)).isEqualTo(128);
        assertThat(ggml.filters()).hasDimensions(128, 201);
        assertThat(ggml.tensors().get("encoder.conv1.weight").dims()).containsExactly(3, 128, STATE);
    }

    @Test
    void bothFormsOfTheVocabularyGiveTheSameFile() throws Exception {
        SyntheticModel model = SyntheticModel.multilingual();
        convert(model);
        byte[] fromText = Files.readAllBytes(folder.resolve("out.bin"));
        Files.delete(folder.resolve("vocabulary.txt"));
        new ObjectMapper().writeValue(folder.resolve("vocabulary.json").toFile(), model.tokens());
        whisper.convert(folder, folder.resolve("out.bin"), Models.Progress.NONE);
        assertThat(folder.resolve("out.bin")).hasBinaryContent(fromText);
    }

    @Test
    void eightBitWeightsAreDividedByTheScaleOfTheirRow() throws Exception {
        SyntheticModel model = SyntheticModel.multilingual();
        byte[] values = new byte[3 * STATE * STATE];
        float[] scales = new float[3 * STATE];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) (i * 5 - 120);
        }
        for (int row = 0; row < scales.length; row++) {
            scales[row] = 100 + row;
        }
        String name = "decoder/layer_0/self_attention/linear_0/weight";
        model.bytes(name, values, 3 * STATE, STATE);
        model.floats(name + "_scale", scales, 3 * STATE);
        GgmlFile.Tensor value = convert(model).tensors().get("decoder.blocks.0.attn.value.weight");
        for (int i = 0; i < STATE * STATE; i++) {
            int at = 2 * STATE * STATE + i;
            assertThat(value.bits(i)).isEqualTo(Half.of(values[at] / scales[at / STATE]));
        }
    }

    @Test
    void sixteenBitWeightsAreDividedByTheirOneScale() throws Exception {
        SyntheticModel model = SyntheticModel.multilingual();
        String name = "encoder/layer_0/self_attention/linear_1/weight";
        short[] values = new short[STATE * STATE];
        values[5] = -1000;
        model.shorts(name, 2, values, STATE, STATE);
        model.floats(name + "_scale", new float[] {2000});
        assertThat(convert(model).tensors().get("encoder.blocks.0.attn.out.weight").at(5)).isEqualTo(-0.5f);
    }

    @Test
    void floatsOf32BitsAndBfloat16AreRounded() throws Exception {
        SyntheticModel model = SyntheticModel.multilingual();
        float[] wide = new float[STATE * STATE];
        wide[3] = 0.1f;
        model.floats("encoder/layer_0/self_attention/linear_1/weight", wide, STATE, STATE);
        short[] brain = new short[STATE];
        brain[2] = (short) 0xC049;
        model.shorts("encoder/layer_norm/beta", 5, brain, STATE);
        GgmlFile ggml = convert(model);
        assertThat(ggml.tensors().get("encoder.blocks.0.attn.out.weight").bits(3)).isEqualTo((short) 0x2E66);
        assertThat(ggml.tensors().get("encoder.ln_post.bias").at(2)).isEqualTo(-3.140625f);
    }

    @Test
    void aVariableThatIsOnlyAnAliasIsFoundWithItsScale() throws Exception {
        SyntheticModel model = SyntheticModel.multilingual();
        String name = "decoder/layer_0/attention/linear_0/weight";
        byte[] values = new byte[STATE * STATE];
        values[1] = 64;
        model.bytes(name, values, STATE, STATE);
        model.floats(name + "_scale", new float[] {128, 128, 128, 128}, STATE);
        model.variables.remove("decoder/layer_0/self_attention/linear_1/weight");
        model.aliases.put("decoder/layer_0/self_attention/linear_1/weight", name);
        assertThat(convert(model).tensors().get("decoder.blocks.0.attn.out.weight").at(1)).isEqualTo(0.5f);
    }

    @Test
    void twoConversionsGiveTheSameBytes() throws Exception {
        convert(SyntheticModel.multilingual());
        byte[] first = Files.readAllBytes(folder.resolve("out.bin"));
        whisper.convert(folder, folder.resolve("again.bin"), Models.Progress.NONE);
        assertThat(folder.resolve("again.bin")).hasBinaryContent(first);
    }

    @Test
    void progressEndsWithTheSizeOfTheFile() throws Exception {
        SyntheticModel.multilingual().write(folder);
        List<Long> done = new ArrayList<>();
        List<Long> totals = new ArrayList<>();
        Path out = folder.resolve("ggml.bin");
        whisper.convert(folder, out, (file, source, bytes, total) -> {
            assertThat(file).isEqualTo("ggml.bin");
            assertThat(source).isEqualTo("import");
            done.add(bytes);
            totals.add(total);
        });
        assertThat(done).isSorted().last().isEqualTo(Files.size(out));
        assertThat(totals).containsOnly(Files.size(out));
    }

    @Test
    void aFolderIsAcceptedUnderTheNameThatItsSizeHas() throws Exception {
        SyntheticModel model = SyntheticModel.multilingual();
        assertThat(whisper.accepts(model.write(folder.resolve("two-layers")))).isEqualTo("ggml-whisper.bin");
        SyntheticModel tiny = new SyntheticModel(51864, 80);
        for (String layer : List.of("encoder/layer_3/x", "decoder/layer_3/x")) {
            tiny.floats(layer, new float[1]);
        }
        assertThat(whisper.accepts(tiny.write(folder.resolve("tiny")))).isEqualTo("ggml-tiny.en.bin");
        SyntheticModel turbo = new SyntheticModel(51866, 128);
        for (String layer : List.of("encoder/layer_31/x", "decoder/layer_3/x")) {
            turbo.floats(layer, new float[1]);
        }
        assertThat(whisper.accepts(turbo.write(folder.resolve("turbo")))).isEqualTo("ggml-large-v3-turbo.bin");
    }

    @Test
    void aFolderOfAnotherFormatIsNotAccepted() throws Exception {
        assertThat(whisper.accepts(folder.resolve("missing"))).isNull();
        assertThat(whisper.accepts(folder)).isNull();
        Files.write(folder.resolve("model.bin"), new byte[3]);
        assertThat(whisper.accepts(folder)).isNull();
        SyntheticModel translator = SyntheticModel.multilingual();
        translator.architecture = "TransformerSpec";
        assertThat(whisper.accepts(translator.write(folder.resolve("translator")))).isNull();
    }

    @Test
    void aDamagedModelIsAcceptedSoThatConvertingSaysWhatIsWrong() throws Exception {
        SyntheticModel model = SyntheticModel.multilingual();
        model.version = 7;
        assertThat(whisper.accepts(model.write(folder))).isEqualTo("ggml-whisper.bin");
    }
}
