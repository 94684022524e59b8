package alan.models;

import alan.api.text.Text;
import alan.models.catalogue.Json;
import alan.models.catalogue.Names;
import alan.models.io.Words;
import alan.models.source.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A folder that an engine opens as it is, as transformers saves it: {@code config.json}, which says what model it is, {@code tokenizer.json}, and weights
 * in safetensors, in one file or in several with an index. Only what is asked for here is part of the model; whatever a training left beside it is not.
 * Whether the network fits is the engine's to say.
 */
final class ModelFolder {
    private static final String CONFIG = "config.json";
    private static final String TOKENIZER = "tokenizer.json";
    private static final String SINGLE = "model.safetensors";
    private static final String INDEX = ".safetensors.index.json";
    private static final String ADAPTER = "adapter_model.safetensors";
    /** Another model that belongs to it: a voice's codec, where the weights do not hold it. */
    private static final List<String> PARTS = List.of("mimi");

    private final Path folder;
    private final Map<String, Path> files = new LinkedHashMap<>();

    private ModelFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * {@return the format of a folder, if it is one of these}
     *
     * @param folder any
     * @throws SourceException when it has a {@code config.json} that is no JSON
     */
    static Optional<Format> format(Path folder) throws SourceException, IOException {
        Path config = folder.resolve(CONFIG);
        if (!Files.isRegularFile(config)) {
            return Optional.empty();
        }
        try {
            Map<String, Json> fields = Json.read(config).fields();
            Json type = fields.get("model_type");
            // The original repository's file says nothing of a type, but which two networks there are.
            boolean csm = type == null ? fields.containsKey("backbone_flavor") : type.text().equals("csm");
            return csm ? Optional.of(Format.CSM) : Optional.empty();
        } catch (Json.Wrong e) {
            throw wrong(config, e);
        }
    }

    /**
     * {@return the model's files by their names within the folder}
     *
     * @param folder of a format
     * @throws SourceException when it lacks one
     */
    static Map<String, Path> files(Path folder) throws SourceException, IOException {
        ModelFolder model = new ModelFolder(folder);
        model.need(CONFIG);
        model.need(TOKENIZER);
        model.weights("");
        for (String part : PARTS) {
            if (Files.isDirectory(folder.resolve(part))) {
                model.need(part + "/" + CONFIG);
                model.weights(part + "/");
            }
        }
        return model.files;
    }

    private void need(String name) throws SourceException {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new SourceException(Text.of("the folder has no %s", Words.shown(name)));
        }
        files.put(name, file);
    }

    /** @param within the empty text, or a folder's name and a slash */
    private void weights(String within) throws SourceException, IOException {
        List<String> all = names(folder.resolve(within));
        List<String> indexes = all.stream().filter(name -> name.endsWith(INDEX)).toList();
        for (String index : indexes) {
            need(within + index);
            for (String shard : shards(folder.resolve(within + index))) {
                need(within + shard);
            }
        }
        if (indexes.isEmpty()) {
            if (!all.contains(SINGLE)) {
                throw new SourceException(lacking(all, folder.resolve(within)));
            }
            need(within + SINGLE);
        }
    }

    private static Text lacking(List<String> names, Path folder) {
        if (names.contains(ADAPTER)) {
            return Text.of("%s is a LoRA adapter without its model: merge the two and save the result", ADAPTER);
        }
        return names.stream().anyMatch(name -> name.matches(".*\\.(pt|pth|bin)"))
                ? Text.of("its weights are files of PyTorch, which can run a program when they are read: save the model as safetensors")
                : Text.of("there are no weights (%s, or several files with an index) in %s", SINGLE, folder);
    }

    private static Iterable<String> shards(Path index) throws SourceException, IOException {
        TreeSet<String> shards = new TreeSet<>();
        try {
            Json root = Json.read(index);
            Json map = root.fields().get("weight_map");
            if (map == null) {
                throw root.wrong(Text.of("\"%s\" is missing", "weight_map"));
            }
            for (Json shard : map.fields().values()) {
                if (!Names.isFile(shard.text()) || shard.text().contains("/")) {
                    throw shard.wrong(Text.of("\"%s\" cannot be the name of a file beside it", Words.shown(shard.text())));
                }
                shards.add(shard.text());
            }
            return shards;
        } catch (Json.Wrong e) {
            throw wrong(index, e);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).filter(Names::isFile).sorted().toList();
        }
    }

    private static SourceException wrong(Path file, Json.Wrong e) {
        return new SourceException(Text.of("%s, line %s: %s", file.getFileName(), e.line(), e), e);
    }
}
