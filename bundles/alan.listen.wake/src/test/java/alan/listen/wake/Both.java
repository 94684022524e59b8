package alan.listen.wake;

import alan.api.AlanException;
import alan.api.engine.EngineKind;
import alan.api.model.InstalledModel;
import alan.api.model.Model;
import alan.api.model.ModelAddition;
import alan.api.model.Models;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The models of two catalogues. What changes one, changes the second.
 *
 * @param first comes first
 * @param second changes
 */
record Both(Models first, Models second) implements Models {
    @Override
    public List<Model> list() {
        List<Model> all = new ArrayList<>(first.list());
        all.addAll(second.list());
        return all;
    }

    @Override
    public Model get(String id) throws AlanException {
        return first.installed(id).isPresent() ? first.get(id) : second.get(id);
    }

    @Override
    public Optional<InstalledModel> installed(String id) {
        return first.installed(id).or(() -> second.installed(id));
    }

    @Override
    public List<InstalledModel> installed(EngineKind kind) {
        List<InstalledModel> all = new ArrayList<>(first.installed(kind));
        all.addAll(second.installed(kind));
        return all;
    }

    @Override
    public InstalledModel require(String id) throws AlanException {
        return first.installed(id).isPresent() ? first.require(id) : second.require(id);
    }

    @Override
    public Optional<Model> recommend(EngineKind kind, String language) {
        return second.recommend(kind, language);
    }

    @Override
    public InstalledModel fetch(String id, Progress progress) throws AlanException {
        return second.fetch(id, progress);
    }

    @Override
    public long remove(String id) throws AlanException {
        return second.remove(id);
    }

    @Override
    public InstalledModel add(ModelAddition addition, Progress progress) throws AlanException {
        return second.add(addition, progress);
    }
}
