package alan.tts.csm.onnx.bench;

import alan.api.AlanException;
import alan.tts.csm.checkpoint.Checkpoint;
import alan.tts.csm.safetensors.SafeTensorsFile;
import alan.tts.csm.tensor.Precision;
import alan.tts.csm.tensor.StoredTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How many bytes of weights one frame has to read, if none of them is still in a cache: the backbone's layers and its head once, the depth decoder's
 * layers and the projection once for each codebook but the first, its heads once each. A row of the embeddings is next to nothing and not counted,
 * nor are keys, values and the sound's weights.
 */
final class FrameBytes {
    private FrameBytes() {}

    /**
     * {@return the bytes}
     *
     * @param checkpoint that they are of
     * @param precision in which Alan has loaded it; what it converts lies beside the checkpoint and is counted as it lies there, scales included
     */
    static long of(Checkpoint checkpoint, Precision precision) throws AlanException {
        Set<String> converted = new HashSet<>();
        long each = precision == Precision.BF16 || precision == Precision.FP16 ? Short.BYTES : Float.BYTES;
        long bytes = 0;
        for (Path file : converted(checkpoint, precision)) {
            for (StoredTensor part : SafeTensorsFile.read(file).tensors().values()) {
                List<String> names = wholes(part.name(), checkpoint.tensors().keySet());
                converted.addAll(names);
                bytes += part.bytes() * reads(names.get(0), checkpoint);
            }
        }
        for (Map.Entry<String, StoredTensor> tensor : checkpoint.tensors().entrySet()) {
            if (!converted.contains(tensor.getKey())) {
                long numbers = tensor.getValue().bytes() / tensor.getValue().type().bytes();
                bytes += numbers * each * reads(tensor.getKey(), checkpoint);
            }
        }
        return bytes;
    }

    private static List<Path> converted(Checkpoint checkpoint, Precision precision) throws AlanException {
        if (precision != Precision.INT8 && precision != Precision.INT4) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(checkpoint.folder())) {
            String names = "alan-" + precision.id() + "-(backbone|depth).*\\.safetensors";
            List<Path> found = files.filter(file -> file.getFileName().toString().matches(names)).toList();
            if (found.isEmpty()) {
                throw new IllegalStateException("no weights in " + precision.id() + " lie in " + checkpoint.folder());
            }
            return found;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * {@return the tensors of the checkpoint that something in a converted file was made of} Its name begins with theirs, with {@code +} between
     * those that were put together.
     */
    private static List<String> wholes(String part, Set<String> names) {
        return Stream.of(part.split("\\+")).map(each -> names.stream()
                .filter(name -> each.equals(name) || each.startsWith(name + ".") || each.startsWith(name + "/")).findFirst()
                .orElseThrow(() -> new IllegalStateException("of which tensor is " + part + "?"))).toList();
    }

    private static int reads(String name, Checkpoint checkpoint) {
        if (name.startsWith("depth_decoder.model.layers.") || name.startsWith("depth_decoder.model.norm.")
                || name.startsWith("depth_decoder.model.inputs_embeds_projector.")) {
            return checkpoint.config().codebooks() - 1;
        }
        boolean once = name.startsWith("backbone_model.layers.") || name.startsWith("backbone_model.norm.") || name.startsWith("lm_head.")
                || name.startsWith("depth_decoder.codebooks_head.");
        return once ? 1 : 0;
    }
}
