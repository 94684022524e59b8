package alan.tts.csm.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.text.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
    private static final List<String> PIECES = List.of("9", "-1", "null", "[]", "{}", "\"", "1e9", "0", "\u0000", "99999999999");

    @TempDir
    private Path folder;

    static Path fixture(String name) {
        return Path.of("src/test/resources/alan/tts/csm/fixtures", name);
    }

    private void copy(String name) throws IOException {
        try (Stream<Path> files = Files.list(fixture(name))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    private void config(String from, String to) throws IOException {
        Path config = folder.resolve("config.json");
        Files.writeString(config, Files.readString(config).replaceFirst(from, to));
    }

    @ParameterizedTest
    @CsvSource({"plain,TRANSFORMERS,268853", "original,ORIGINAL,268853", "sharded,TRANSFORMERS,297845", "bfloat16,TRANSFORMERS,259573"})
    void everyTensorOfACheckpointIsFound(String name, Layout layout, long parameters) throws Exception {
        Checkpoint checkpoint = Checkpoint.open(fixture(name));
        assertThat(checkpoint.foreign()).isEmpty();
        assertThat(checkpoint.layout()).isEqualTo(layout);
        assertThat(checkpoint.parameters()).isEqualTo(parameters);
    }

    @Test
    void sizesAreThoseOfTheConfiguration() throws Exception {
        CsmConfig config = Checkpoint.open(fixture("sharded")).config();
        assertThat(config.codebooks()).isEqualTo(8);
        assertThat(config.backbone().keySize()).isEqualTo(96);
        assertThat(config.mimi().frameSize()).isEqualTo(48);
        assertThat(config.mimi().semanticCodebooks()).isEqualTo(2);
    }

    /** The two ways in which the same scaling is written: the original's numbers, and those that satisfy transformers' validator. */
    @Test
    void scaledPositionsAreTheSameHoweverTheyAreWritten() {
        double[] original = new Rope(500_000, new Rope.Scaling(32, 1, 4, 8192)).frequencies(64);
        double[] transformers = new Rope(500_000, new Rope.Scaling(32, 0.125, 0.5, 1024)).frequencies(64);
        assertThat(transformers).containsExactly(original, Offset.offset(1e-15));
        assertThat(original[0]).isEqualTo(1);
        assertThat(original[31]).isEqualTo(Math.pow(500_000, -31 / 32.0) / 32);
    }

    @Test
    void whatIsMissingIsListed() throws Exception {
        copy("plain");
        config("\"num_hidden_layers\": 2,\\s+\"num_key_value_heads\": 2", "\"num_hidden_layers\": 3, \"num_key_value_heads\": 2");
        Checkpoint checkpoint = Checkpoint.look(folder);
        assertThat(checkpoint.problems()).extracting(Text::english).hasSize(9)
                .contains("the tensor backbone_model.layers.2.mlp.up_proj.weight is missing");
        assertThatThrownBy(() -> Checkpoint.open(folder)).isInstanceOf(AlanException.class).hasMessageContaining("is missing, and 8 more like this");
    }

    @Test
    void whatIsForeignIsListed() throws Exception {
        copy("plain");
        config("\"num_hidden_layers\": 2,\\s+\"num_key_value_heads\": 2", "\"num_hidden_layers\": 1, \"num_key_value_heads\": 2");
        Checkpoint checkpoint = Checkpoint.open(folder);
        assertThat(checkpoint.foreign()).hasSize(9).contains("backbone_model.layers.1.mlp.up_proj.weight");
    }

    @Test
    void aWrongShapeIsNamed() throws Exception {
        copy("plain");
        config("\"intermediate_size\": 96", "\"intermediate_size\": 95");
        assertThatThrownBy(() -> Checkpoint.open(folder))
                .hasMessageContaining("backbone_model.layers.0.mlp.gate_proj.weight is 96 × 48 instead of 95 × 48");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "model_type": "csm"       | "model_type": "llama"      | describes a model of type llama, not csm
            "num_attention_heads": 4  | "num_attention_heads": 0   | num_attention_heads is 0 and not a number from 1 to 1024
            "hidden_size": 48         | "hidden_size": 1e99        | hidden_size is 1.0E99 and not a number
            "hidden_act": "silu"      | "hidden_act": "relu"       | only silu is known here
            "rope_type": "llama3"     | "rope_type": "yarn"        | scaled by yarn, which is not known here
            "use_causal_conv": true   | "use_causal_conv": false   | only true is known here
            "codebook_size": 64       | "codebook_size": -1        | codec_config.codebook_size is -1
            "backbone_hidden_size": 48| "backbone_hidden_size": 32 | does not fit its backbone
            """)
    void aConfigurationThatCannotBeIsNamed(String from, String to, String sentence) throws Exception {
        copy("plain");
        config(from, to);
        assertThatThrownBy(() -> Checkpoint.look(folder)).isInstanceOf(AlanException.class)
                .hasMessageStartingWith("The checkpoint file config.json ").hasMessageContaining(sentence);
    }

    @Test
    void aConfigurationThatSaysBothThingsIsTransformers() throws Exception {
        copy("plain");
        config("\\{", "{\"backbone_flavor\": \"llama-1B\", \"decoder_flavor\": \"llama-100M\",");
        assertThat(Checkpoint.open(folder).config()).isEqualTo(Checkpoint.open(fixture("plain")).config());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret.safetensors", "/etc/passwd", "no.bin", "", "a/b.safetensors", ".hidden.safetensors"})
    void anIndexCannotLeadOutOfItsFolder(String name) throws Exception {
        copy("sharded");
        Path index = folder.resolve("model.safetensors.index.json");
        Files.writeString(index, Files.readString(index).replace("model-00003-of-00014.safetensors", name));
        assertThatThrownBy(() -> Checkpoint.look(folder)).isInstanceOf(AlanException.class).hasMessageContaining("no safetensors file beside it");
    }

    @Test
    void aShardThatIsNotThereIsNamed() throws Exception {
        copy("sharded");
        Files.delete(folder.resolve("model-00003-of-00014.safetensors"));
        assertThatThrownBy(() -> Checkpoint.look(folder)).hasMessageContaining("model-00003-of-00014.safetensors is missing");
    }

    @Test
    void aFolderWithoutACheckpointIsRefused() throws Exception {
        assertThatThrownBy(() -> Checkpoint.look(folder.resolve("nowhere"))).hasMessageContaining("There is no folder");
        assertThatThrownBy(() -> Checkpoint.look(folder)).hasMessageContaining("it is no checkpoint");
        Files.writeString(folder.resolve("ckpt.pt"), "PK");
        assertThatThrownBy(() -> Checkpoint.look(folder)).hasMessageContaining("pickles only");
    }

    @Test
    void anOriginalCheckpointWantsTheCodecBesideIt() throws Exception {
        copy("original");
        assertThatThrownBy(() -> Checkpoint.open(folder)).isInstanceOf(AlanException.class).hasMessageContaining("codec_model.");
    }

    @Test
    void whateverIsSpoiltInAConfigurationOnlyTheDocumentedExceptionComesOut() throws Exception {
        copy("plain");
        Random random = new Random(11);
        byte[] whole = Files.readAllBytes(folder.resolve("config.json"));
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] spoilt = whole.clone();
            for (int j = random.nextInt(3); j >= 0; j--) {
                byte[] piece = PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
                int at = random.nextInt(spoilt.length - piece.length);
                System.arraycopy(piece, 0, spoilt, at, piece.length);
            }
            Files.write(folder.resolve("config.json"), spoilt);
            try {
                if (!Checkpoint.look(folder).problems().isEmpty()) {
                    refused++;
                }
            } catch (AlanException expected) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(1000);
    }
}
