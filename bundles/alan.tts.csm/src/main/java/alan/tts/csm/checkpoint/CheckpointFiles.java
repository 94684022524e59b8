package alan.tts.csm.checkpoint;

import alan.api.AlanException;
import alan.api.text.Text;
import alan.tts.csm.safetensors.Damage;
import alan.tts.csm.safetensors.SafeTensorsFile;
import alan.tts.csm.tensor.StoredTensor;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a checkpoint's folder: one safetensors file, or several with an index. */
final class CheckpointFiles {
    /** Folder of the codec where the checkpoint has none itself. */
    static final String MIMI = "mimi";

    private static final String SINGLE = "model.safetensors";
    /** The Hub's CSM-1B has the original layout under the usual name, and transformers' under the first of these, codec included. */
    private static final List<String> INDEXES = List.of("transformers.safetensors.index.json", "model.safetensors.index.json");
    private static final String CODEC = "codec_model.";

    private CheckpointFiles() {}

    /** {@return all tensors by their names; the codec's begin with {@code codec_model.}, wherever they lie} @param folder of the checkpoint */
    static Map<String, StoredTensor> tensors(Path folder) throws AlanException {
        if (!Files.isDirectory(folder)) {
            throw new AlanException("There is no folder %s.", folder);
        }
        Map<String, StoredTensor> tensors = new TreeMap<>(read(folder));
        Path mimi = folder.resolve(MIMI);
        if (Files.isDirectory(mimi) && tensors.keySet().stream().noneMatch(name -> name.startsWith(CODEC))) {
            read(mimi).forEach((name, tensor) -> tensors.put(name.startsWith(CODEC) ? name : CODEC + name, tensor));
        }
        return tensors;
    }

    private static Map<String, StoredTensor> read(Path folder) throws AlanException {
        for (String index : INDEXES) {
            if (Files.exists(folder.resolve(index))) {
                return sharded(folder.resolve(index));
            }
        }
        Path single = folder.resolve(SINGLE);
        if (!Files.exists(single)) {
            throw lacking(folder);
        }
        return SafeTensorsFile.read(single).tensors();
    }

    private static AlanException lacking(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.getFileName().toString().matches(".*\\.(pt|pth|bin)"))
                    ? new AlanException("The folder %s has PyTorch pickles only, which can run a program when they are read: fetch the model as"
                            + " safetensors.", folder)
                    : new AlanException("The folder %s has no %s and no index of several: it is no checkpoint.", folder, SINGLE);
        } catch (IOException e) {
            return Damage.unreadable(folder, e);
        }
    }

    private static Map<String, StoredTensor> sharded(Path index) throws AlanException {
        JsonNode map = ConfigNode.json(index).path("weight_map");
        if (!map.isObject() || map.isEmpty()) {
            throw Damage.damaged(index, Text.of("it has no weight_map"));
        }
        Map<String, SafeTensorsFile> shards = new TreeMap<>();
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : map.properties()) {
            String shard = entry.getValue().asText();
            if (!shards.containsKey(shard)) {
                shards.put(shard, SafeTensorsFile.read(shard(index, shard)));
            }
            StoredTensor tensor = shards.get(shard).tensors().get(entry.getKey());
            if (tensor == null) {
                throw Damage.damaged(index, Text.of("it says that %s holds %s, which is not so", shard, entry.getKey()));
            }
            tensors.put(entry.getKey(), tensor);
        }
        return tensors;
    }

    /** A file beside its index and nowhere else: an index from a stranger must not lead out of its folder. */
    private static Path shard(Path index, String name) throws AlanException {
        if (!name.matches("[\\w][\\w.-]*\\.safetensors")) {
            throw Damage.damaged(index, Text.of("it names %s, which is no safetensors file beside it", name));
        }
        Path shard = index.resolveSibling(name);
        if (!Files.exists(shard)) {
            throw new AlanException("The checkpoint file %s is missing: fetch the model again.", name);
        }
        return shard;
    }
}
