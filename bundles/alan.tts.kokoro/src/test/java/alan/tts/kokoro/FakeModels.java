package alan.tts.kokoro;

import alan.api.AlanException;
import alan.api.engine.EngineKind;
import alan.api.model.InstalledModel;
import alan.api.model.Model;
import alan.api.model.ModelAddition;
import alan.api.model.Models;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A catalogue in memory. */
final class FakeModels implements Models {
    private final List<Model> known = new ArrayList<>();
    private final Map<String, InstalledModel> here = new LinkedHashMap<>();

    FakeModels installed(InstalledModel model) {
        known.add(model.model());
        here.put(model.model().id(), model);
        return this;
    }

    /** {@return a model of some files} */
    static InstalledModel kokoro(String id, Path... paths) {
        Map<String, Path> files = new LinkedHashMap<>();
        for (Path path : paths) {
            files.put(path.getFileName().toString(), path);
        }
        List<Model.File> listed =
                files.keySet().stream().map(file -> new Model.File(file, 1, "", List.of())).toList();
        return new InstalledModel(new Model(id, id, EngineKind.TTS, "kokoro", Dialect.languages(), "", 0, listed, Map.of()), files);
    }

    /** {@return a voice of another engine} */
    static InstalledModel piper(String id) {
        return new InstalledModel(new Model(id, id, EngineKind.TTS, "piper", Dialect.languages(), "", 0, List.of(), Map.of()), Map.of());
    }

    @Override
    public List<Model> list() {
        return known;
    }

    @Override
    public Model get(String id) throws AlanException {
        return known.stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AlanException("no model " + id));
    }

    @Override
    public Optional<InstalledModel> installed(String id) {
        return Optional.ofNullable(here.get(id));
    }

    @Override
    public List<InstalledModel> installed(EngineKind kind) {
        return here.values().stream().filter(model -> model.model().kind() == kind).toList();
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
