package alan.llm.llama;

import alan.api.engine.EngineKind;
import alan.api.model.InstalledModel;
import alan.api.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Models that are in no catalogue. */
final class GgufModels {
    private GgufModels() {}

    /** More than any machine has. The catalogue advises by it; an engine loads what it is told to. */
    private static final long MEMORY = 1L << 60;

    /** {@return a model of one file} */
    static InstalledModel of(String id, Path file) throws IOException {
        String name = file.getFileName().toString();
        return new InstalledModel(model(id, new Model.File(name, Files.size(file), null, List.of()), Set.of("en")), Map.of(name, file));
    }

    /** {@return what a catalogue says of a model} */
    static Model model(String id, Model.File file, Set<String> languages) {
        return new Model(id, id, EngineKind.LLM, "llama", languages, "Apache-2.0", MEMORY, List.of(file), Map.of());
    }
}
