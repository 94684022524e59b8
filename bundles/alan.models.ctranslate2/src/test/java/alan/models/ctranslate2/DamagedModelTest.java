package alan.models.ctranslate2;

import static alan.models.ctranslate2.SyntheticModel.STATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import alan.api.AlanException;
import alan.api.model.Models;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedModelTest {
    @TempDir
    Path folder;

    private final SyntheticModel model = SyntheticModel.multilingual();
    private final WhisperImport whisper = new WhisperImport();

    /** Converts what lies in the folder and returns the sentence; fails on any other outcome. */
    private String sentence() {
        Path out = folder.resolve("out.bin");
        Throwable thrown = catchThrowable(() -> whisper.convert(folder, out, Models.Progress.NONE));
        assertThat(thrown).isExactlyInstanceOf(AlanException.class);
        assertThat(thrown.getMessage()).contains(folder.toString()).doesNotContain("Exception").endsWith(".");
        assertThat(out).doesNotExist();
        return thrown.getMessage();
    }

    private String sentenceOf(SyntheticModel damaged) throws IOException {
        damaged.write(folder);
        return sentence();
    }

    @Test
    void aMissingModelIsNamed() {
        assertThat(sentence()).contains("holds no model.bin");
    }

    @Test
    void anEmptyModelIsCutOff() throws Exception {
        Files.createFile(folder.resolve("model.bin"));
        assertThat(sentence()).contains("model.bin is cut off");
    }

    @Test
    void aCutOffModelIsCutOffWhereverThatIs() throws Exception {
        byte[] whole = model.bytes();
        for (int length : new int[] {3, 20, 40, 1000, whole.length / 2, whole.length - 1}) {
            Files.write(folder.resolve("model.bin"), Arrays.copyOf(whole, length));
            assertThat(sentence()).as("%d bytes", length).contains("model.bin is cut off").contains(length + " bytes long");
        }
    }

    @Test
    void bytesAfterTheEndAreNoticed() throws Exception {
        byte[] whole = model.bytes();
        Files.write(folder.resolve("model.bin"), Arrays.copyOf(whole, whole.length + 7));
        assertThat(sentence()).contains("model.bin has 7 bytes after its end");
    }

    @Test
    void anotherVersionIsNamed() throws Exception {
        model.version = 7;
        assertThat(sentenceOf(model)).contains("model.bin has version 7").contains("version 6");
    }

    @Test
    void anotherArchitectureIsNamed() throws Exception {
        model.architecture = "TransformerSpec";
        assertThat(sentenceOf(model)).contains("is no Whisper model but \"TransformerSpec\"");
    }

    @Test
    void aMissingVariableIsNamed() throws Exception {
        for (String name : List.copyOf(model.variables.keySet())) {
            SyntheticModel damaged = SyntheticModel.multilingual();
            damaged.variables.remove(name);
            damaged.aliases.clear();
            assertThat(sentenceOf(damaged)).contains("model.bin lacks " + name);
        }
    }

    @Test
    void aVariableOfTheWrongSizeIsNamed() throws Exception {
        model.floats("encoder/layer_0/ffn/linear_0/bias", new float[STATE], STATE);
        assertThat(sentenceOf(model)).contains("has encoder/layer_0/ffn/linear_0/bias with the dimensions [4] instead of [16]");
    }

    @Test
    void aSizeThatDoesNotFitItsDimensionsIsNoticed() throws Exception {
        model.variables.put("x", new SyntheticModel.Array(new long[] {3}, 0, new byte[8]));
        assertThat(sentenceOf(model)).contains("gives 8 bytes to \"x\", whose dimensions are [3]");
    }

    @Test
    void dimensionsWhoseProductOverflowsAreNoticed() throws Exception {
        model.variables.put("x", new SyntheticModel.Array(new long[] {1L << 31, 1L << 31, 4}, 0, new byte[0]));
        assertThat(sentenceOf(model)).contains("gives 0 bytes to \"x\"");
    }

    @Test
    void anUnknownNumberFormatIsNamed() throws Exception {
        model.variables.put("x", new SyntheticModel.Array(new long[] {1}, 6, new byte[4]));
        assertThat(sentenceOf(model)).contains("\"x\" in an unknown number format (6)");
    }

    @Test
    void anAliasOfNothingIsNamed() throws Exception {
        model.aliases.put("one", "another");
        assertThat(sentenceOf(model)).contains("\"one\"").contains("\"another\"");
    }

    @Test
    void quantisedWeightsWithoutAScaleAreNoticed() throws Exception {
        model.bytes("decoder/embeddings/weight", new byte[51865 * STATE], 51865, STATE);
        assertThat(sentenceOf(model)).contains("lacks decoder/embeddings/weight_scale");
    }

    @Test
    void aScaleThatCannotBeDividedByIsNoticed() throws Exception {
        for (float scale : new float[] {0, -1, Float.NaN, Float.POSITIVE_INFINITY}) {
            model.bytes("encoder/conv2/weight", new byte[STATE * STATE * 3], STATE, STATE, 3);
            model.floats("encoder/conv2/weight_scale", new float[] {1, 1, scale, 1}, STATE);
            assertThat(sentenceOf(model)).contains("has " + scale + " in encoder/conv2/weight_scale");
        }
    }

    @Test
    void aScaleOfTheWrongLengthIsNoticed() throws Exception {
        model.bytes("encoder/conv2/weight", new byte[STATE * STATE * 3], STATE, STATE, 3);
        model.floats("encoder/conv2/weight_scale", new float[STATE + 1], STATE + 1);
        assertThat(sentenceOf(model)).contains("encoder/conv2/weight_scale with the dimensions [5]");
    }

    @Test
    void headsThatDoNotDivideTheWidthAreNoticed() throws Exception {
        model.number("decoder/num_heads", 3);
        assertThat(sentenceOf(model)).contains("2 and 3 heads do not divide");
        model.number("decoder/num_heads", 0);
        assertThat(sentenceOf(model)).contains("decoder has 0.0 attention heads");
    }

    @Test
    void aNumberOfTokensThatWhisperCppDoesNotKnowIsNamed() throws Exception {
        assertThat(sentenceOf(new SyntheticModel(51867, 80))).contains("model.bin has 51867 tokens");
    }

    @Test
    void aMissingVocabularyIsNamed() throws Exception {
        Files.delete(model.write(folder).resolve("vocabulary.txt"));
        assertThat(sentence()).contains("holds neither vocabulary.json nor vocabulary.txt");
    }

    @Test
    void aVocabularyOfTheWrongSizeIsNamed() throws Exception {
        model.write(folder);
        Files.writeString(folder.resolve("vocabulary.txt"), "a\nb\n");
        assertThat(sentence()).contains("vocabulary.txt has 2 tokens").contains("51865");
    }

    @Test
    void aVocabularyOfAnotherModelIsNoticed() throws Exception {
        model.write(folder);
        List<String> tokens = model.tokens();
        tokens.add(0, "!");
        Files.writeString(folder.resolve("vocabulary.txt"), String.join("\n", tokens.subList(0, 51865)));
        assertThat(sentence()).contains("vocabulary.txt has \"\" as its token 50257 instead of <|endoftext|>");
    }

    @Test
    void aTokenOutsideTheByteAlphabetIsNamed() throws Exception {
        model.write(folder);
        List<String> tokens = model.tokens();
        tokens.set(300, "a b");
        Files.writeString(folder.resolve("vocabulary.txt"), String.join("\n", tokens));
        assertThat(sentence()).contains("vocabulary.txt has the token \"a b\"");
    }

    @Test
    void aVocabularyThatIsNoJsonIsNamed() throws Exception {
        model.write(folder);
        for (String json : List.of("", "{}", "[\"a\", 3]", "[\"a\"", "[\"\\ud8", "nonsense")) {
            Files.writeString(folder.resolve("vocabulary.json"), json);
            assertThat(sentence()).contains("vocabulary.json ");
        }
        Files.write(folder.resolve("vocabulary.json"), "[\"é\"]".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(sentence()).contains("vocabulary.json cannot be read as text in UTF-8");
    }

    @Test
    void anOutputThatCannotBeWrittenIsNamed() throws Exception {
        model.write(folder);
        Path out = folder.resolve("missing").resolve("out.bin");
        Throwable thrown = catchThrowable(() -> whisper.convert(folder, out, Models.Progress.NONE));
        assertThat(thrown).isExactlyInstanceOf(AlanException.class).hasMessageContaining("there is no " + out);
    }
}
