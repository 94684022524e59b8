package alan.shell.fake;

import alan.api.AlanException;
import alan.api.engine.EngineKind;
import alan.api.model.InstalledModel;
import alan.api.model.Model;
import alan.api.model.ModelAddition;
import alan.api.model.Models;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A catalogue of three models. */
public final class FakeModels implements Models {
    /** 99 languages. */
    static final Set<String> MANY = Arrays.stream(Locale.getISOLanguages()).sorted().limit(99).collect(Collectors.toSet());

    /** Of the voice that speaks Spanish, too. */
    static final String KOKORO = "kokoro-82m";

    /** Recommended for Spanish, and too large for any machine. */
    public static final String LARGE = "large-llm";

    public final Set<String> installed = new TreeSet<>(Set.of("smollm2-135m"));
    public final List<ModelAddition> added = new ArrayList<>();
    public long blockMillis;
    private final List<Model> models = new ArrayList<>(List.of(
            model("smollm2-135m", EngineKind.LLM, "llama", Set.of("en"), 98_362_432, Map.of()),
            model("whisper-base", EngineKind.STT, "whisper", MANY, 147_951_465, Map.of()),
            model("piper-en-us-joe", EngineKind.TTS, "piper", Set.of("en"), 63_201_294, Map.of("voice", "en_US-joe-medium"))));

    private static Model model(
            String id, EngineKind kind, String engine, Set<String> languages, long bytes, Map<String, String> properties) {
        return model(id, kind, engine, languages, bytes, 0, properties);
    }

    private static Model model(
            String id, EngineKind kind, String engine, Set<String> languages, long bytes, long memory, Map<String, String> properties) {
        List<Model.File> files = List.of(new Model.File(id + ".bin", bytes, "00ff", List.of("Hugging Face Hub")));
        return new Model(id, "Model " + id, kind, engine, languages, "MIT", memory, files, properties);
    }

    /** Adds what Spanish needs: a voice, and a language model that wants more memory than any machine has. */
    public void addSpanish() {
        models.add(model(KOKORO, EngineKind.TTS, "kokoro", Set.of("en", "es"), 92_000_000, Map.of()));
        models.add(model(LARGE, EngineKind.LLM, "llama", Set.of("en", "es"), 5_000_000_000L, 1L << 60, Map.of()));
    }

    @Override
    public List<Model> list() {
        return models;
    }

    @Override
    public Model get(String id) throws AlanException {
        return models.stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AlanException("There is no model " + id + "; alan:models lists them."));
    }

    @Override
    public Optional<InstalledModel> installed(String id) {
        return models.stream().filter(model -> model.id().equals(id) && installed.contains(id)).map(FakeModels::here).findFirst();
    }

    private static InstalledModel here(Model model) {
        return new InstalledModel(model, Map.of(model.id() + ".bin", Path.of("/models", model.id() + ".bin")));
    }

    @Override
    public List<InstalledModel> installed(EngineKind kind) {
        return models.stream()
                .filter(model -> model.kind() == kind && installed.contains(model.id()))
                .map(FakeModels::here)
                .toList();
    }

    @Override
    public InstalledModel require(String id) throws AlanException {
        return here(get(id));
    }

    @Override
    public Optional<Model> recommend(EngineKind kind, String language) {
        return models.stream()
                .filter(model -> model.kind() == kind && model.languages().contains(language) && model.memory() == 0)
                .findFirst();
    }

    @Override
    public InstalledModel fetch(String id, Progress progress) throws AlanException {
        Model model = get(id);
        long total = model.bytes();
        for (int i = 0; i <= 20; i++) {
            progress.at(model.files().get(0).name(), "Hugging Face Hub", total * i / 20, total);
            try {
                Thread.sleep(blockMillis);
            } catch (InterruptedException e) {
                throw new AlanException("The fetch was interrupted.", e);
            }
        }
        installed.add(id);
        return here(model);
    }

    @Override
    public long remove(String id) throws AlanException {
        return installed.remove(get(id).id()) ? get(id).bytes() : 0;
    }

    @Override
    public InstalledModel add(ModelAddition addition, Progress progress) {
        added.add(addition);
        progress.at("model.gguf", "import", 1_000_000, 1_000_000);
        Model model = model(addition.id(), EngineKind.LLM, "llama", addition.languages(), 1_000_000, Map.of());
        models.add(model);
        installed.add(model.id());
        return here(model);
    }
}
