package alan.engines;

import alan.api.AlanException;
import alan.api.engine.EngineKind;
import alan.api.model.InstalledModel;
import alan.api.model.Model;
import alan.api.model.ModelAddition;
import alan.api.model.Models;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A catalogue that recommends its first model of a kind for every language. */
final class FakeModels implements Models {
    private final List<Model> models = new ArrayList<>();
    private final Set<String> installed = new HashSet<>();

    void add(String id, String title, EngineKind kind, boolean isInstalled) {
        models.add(new Model(id, title, kind, "engine", Set.of(), "MIT", 0, List.of(new Model.File("file", 148_000_000, "", List.of())), Map.of()));
        if (isInstalled) {
            installed.add(id);
        }
    }

    @Override
    public List<Model> list() {
        return models;
    }

    @Override
    public Model get(String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<InstalledModel> installed(String id) {
        return models.stream().filter(model -> model.id().equals(id) && installed.contains(id)).findFirst()
                .map(model -> new InstalledModel(model, Map.of("file", Path.of("file"))));
    }

    @Override
    public List<InstalledModel> installed(EngineKind kind) {
        throw new UnsupportedOperationException();
    }

    @Override
    public InstalledModel require(String id) throws AlanException {
        return installed(id).orElseThrow(() -> new AlanException("The model %s is not installed.", id));
    }

    @Override
    public Optional<Model> recommend(EngineKind kind, String language) {
        return models.stream().filter(model -> model.kind() == kind).findFirst();
    }

    @Override
    public InstalledModel fetch(String id, Progress progress) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long remove(String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public InstalledModel add(ModelAddition addition, Progress progress) {
        throw new UnsupportedOperationException();
    }
}
