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

    /** {@return a model of one file} */
    static InstalledModel of(String id, Path file) throws IOException {
        String name = file.getFileName().toString();
        Model.File part = new Model.File(name, Files.size(file), null, List.of());
        Model model = new Model(id, id, EngineKind.LLM, "llama", Set.of("en"), "Apache-2.0", 0, List.of(part), Map.of());
        return new InstalledModel(model, Map.of(name, file));
    }
}
