package alan.models.ctranslate2;

import alan.api.AlanException;
import alan.api.text.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sizes of a Whisper network, in the order in which ggml's header has them.
 *
 * @param vocabulary tokens, special ones included
 * @param audioContext positions of the encoder: 1500 for 30 s
 * @param audioState width of the encoder
 * @param audioHeads attention heads of the encoder
 * @param audioLayers of the encoder
 * @param textContext positions of the decoder: 448
 * @param textState width of the decoder
 * @param textHeads attention heads of the decoder
 * @param textLayers of the decoder
 * @param melBands of the spectrogram: 80, or 128 for large-v3
 */
record WhisperShape(
        int vocabulary,
        int audioContext,
        int audioState,
        int audioHeads,
        int audioLayers,
        int textContext,
        int textState,
        int textHeads,
        int textLayers,
        int melBands) {

    /** Tokens of the English models, of the multilingual ones, and of large-v3 with its additional language. */
    private static final int ENGLISH = 51864;

    private static final int LARGE_V3 = 51866;
    private static final int MAX_SIDE = 1 << 20;
    private static final Pattern LAYER = Pattern.compile("(encoder|decoder)/layer_(\\d{1,4})/.*");

    /**
     * Reads the sizes off the variables.
     *
     * @param file the model
     * @return the sizes, which fit each other
     * @throws AlanException when they do not, or are none that whisper.cpp knows what to do with
     */
    static WhisperShape of(ModelFile file) throws AlanException, IOException {
        int[] embedding = dims(file, "decoder/embeddings/weight", 2);
        int[] audio = dims(file, "encoder/position_encodings/encodings", 2);
        int[] text = dims(file, "decoder/position_encodings/encodings", 2);
        int[] convolution = dims(file, "encoder/conv1/weight", 3);
        WhisperShape shape = new WhisperShape(
                embedding[0], audio[0], audio[1], heads(file, "encoder"), layers(file, "encoder"),
                text[0], text[1], heads(file, "decoder"), layers(file, "decoder"), convolution[1]);
        Text problem = shape.problem();
        if (problem != null) {
            throw Damage.in(file.path(), problem);
        }
        return shape;
    }

    private Text problem() {
        if (vocabulary < ENGLISH || vocabulary > LARGE_V3) {
            return Text.of("has %s tokens, and Whisper models have %s to %s", vocabulary, ENGLISH, LARGE_V3);
        }
        if (melBands != 80 && melBands != 128) {
            return Text.of("listens to %s mel bands, and Whisper models listen to 80 or 128", melBands);
        }
        if (audioState != textState) {
            return Text.of("has an encoder of width %s and a decoder of width %s", audioState, textState);
        }
        if (audioState % audioHeads != 0 || textState % textHeads != 0) {
            return Text.of("has a width of %s, which its %s and %s heads do not divide", audioState, audioHeads, textHeads);
        }
        return null;
    }

    /** {@return whether it knows other languages than English} */
    boolean isMultilingual() {
        return vocabulary > ENGLISH;
    }

    /** {@return the id of the first special token, which ends a text} whisper.cpp counts on it. */
    int endOfText() {
        return isMultilingual() ? 50257 : 50256;
    }

    /** {@return the file's name as whisper.cpp's users know it} */
    String fileName() {
        String size = switch (audioLayers) {
            case 4 -> "tiny";
            case 6 -> "base";
            case 12 -> "small";
            case 24 -> "medium";
            case 32 -> "large";
            default -> "whisper";
        };
        String version = vocabulary == LARGE_V3 ? "-v3" : "";
        String pruned = switch (textLayers) {
            case 2 -> audioLayers > 4 ? "-distil" : "";
            case 4 -> audioLayers == 32 ? "-turbo" : "";
            default -> "";
        };
        return "ggml-" + size + version + pruned + (isMultilingual() ? "" : ".en") + ".bin";
    }

    private static int[] dims(ModelFile file, String name, int rank) throws AlanException {
        Variable variable = file.get(name);
        boolean sane = variable.dims().size() == rank && variable.dims().stream().allMatch(d -> d > 0 && d <= MAX_SIDE);
        if (!sane) {
            throw Damage.in(file.path(), Text.of("has %s with the dimensions %s", name, variable.dims()));
        }
        return variable.dims().stream().mapToInt(Long::intValue).toArray();
    }

    private static int heads(ModelFile file, String part) throws AlanException, IOException {
        Variable variable = file.get(part + "/num_heads");
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES);
        if (!variable.dims().isEmpty()) {
            throw Damage.in(file.path(), Text.of("has %s with the dimensions %s", variable.name(), variable.dims()));
        }
        file.read(variable, 0, 1, bytes);
        float heads = variable.type().get(bytes, 0);
        if (!(heads >= 1 && heads <= MAX_SIDE && heads == Math.rint(heads))) {
            throw Damage.in(file.path(), Text.of("says that its %s has %s attention heads", part, heads));
        }
        return (int) heads;
    }

    /** The highest number of a layer, not the first gap: a layer that is missing is then missed. */
    private static int layers(ModelFile file, String part) throws AlanException {
        int layers = 0;
        for (String name : file.names()) {
            Matcher matcher = LAYER.matcher(name);
            if (matcher.matches() && matcher.group(1).equals(part)) {
                layers = Math.max(layers, Integer.parseInt(matcher.group(2)) + 1);
            }
        }
        if (layers == 0) {
            throw Damage.in(file.path(), Text.of("has no layer in its %s", part));
        }
        return layers;
    }
}
