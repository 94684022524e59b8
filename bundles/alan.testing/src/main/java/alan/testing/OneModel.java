package alan.testing;

import alan.api.AlanException;
import alan.api.engine.EngineKind;
import alan.api.model.InstalledModel;
import alan.api.model.Model;
import alan.api.model.ModelAddition;
import alan.api.model.Models;
import java.util.List;
import java.util.Optional;

/**
 * A catalogue of one model, which is installed.
 *
 * @param only the model
 */
public record OneModel(InstalledModel only) implements Models {
    @Override
    public List<Model> list() {
        return List.of(only.model());
    }

    @Override
    public Model get(String id) throws AlanException {
        return require(id).model();
    }

    @Override
    public Optional<InstalledModel> installed(String id) {
        return id.equals(only.model().id()) ? Optional.of(only) : Optional.empty();
    }

    @Override
    public List<InstalledModel> installed(EngineKind kind) {
        return List.of(only);
    }

    @Override
    public InstalledModel require(String id) throws AlanException {
        return installed(id).orElseThrow(() -> new AlanException("The model " + id + " is not installed."));
    }

    @Override
    public Optional<Model> recommend(EngineKind kind, String language) {
        return Optional.empty();
    }

    @Override
    public InstalledModel fetch(String id, Progress progress) throws AlanException {
        return require(id);
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
