package alan.shell.command;

import alan.api.AlanException;
import alan.api.engine.EngineKind;
import alan.api.engine.EngineStatus;
import alan.api.engine.Engines;
import alan.api.model.Model;
import alan.api.model.Models;
import alan.api.text.Text;
import alan.shell.Console;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The models of a demonstration: which engines a language needs, and what they lack. */
final class DemoModels {
    private static final Set<EngineKind> EARS = EnumSet.of(EngineKind.VAD, EngineKind.STT);
    /** What a turn goes through. The models of other kinds would be fetched for nothing. */
    private static final Set<EngineKind> TURN = EnumSet.of(EngineKind.VAD, EngineKind.STT, EngineKind.LLM, EngineKind.TTS);

    private final Engines engines;
    private final Models models;
    private final Path folder;

    /**
     * @param engines say which models they need
     * @param models fetches them
     * @param folder that they come into
     */
    DemoModels(Engines engines, Models models, Path folder) {
        this.engines = engines;
        this.models = models;
        this.folder = folder;
    }

    /** {@return whether a language model knows a language} What its answer would be written with. @param language ISO 639-1 */
    boolean canAnswer(String language) {
        return engines.chosen(language).stream().anyMatch(engine -> engine.kind() == EngineKind.LLM);
    }

    /** {@return what hearing a question and answering it needs} @param language ISO 639-1; {@code null} for any */
    List<EngineStatus> forTurn(String language) {
        return engines.chosen(language).stream().filter(engine -> TURN.contains(engine.kind())).toList();
    }

    /** {@return what hearing a question needs} */
    List<EngineStatus> ears() {
        return engines.chosen().stream().filter(engine -> EARS.contains(engine.kind())).toList();
    }

    /**
     * {@return whether an answer in some language would need models that are not here and that an answer in any language would not need}
     * If not, there is no reason to hear a question twice.
     *
     * @throws AlanException when an engine needs a model that the catalogue does not know
     */
    boolean dependOnLanguage() throws AlanException {
        List<EngineStatus> chosen = forTurn(null);
        Set<String> anyway = missing(chosen).keySet();
        // Only for a language that they know are other engines taken.
        List<String> languages = engines.list().stream()
                .filter(engine -> chosen.stream().noneMatch(each -> isSame(each, engine)))
                .flatMap(engine -> engine.info().languages().stream())
                .distinct()
                .toList();
        for (String language : languages) {
            if (!anyway.equals(missing(forTurn(language)).keySet())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Fetches what engines lack.
     *
     * @param needed the engines
     * @param console shows how far it is
     * @param tell whether each model is a line of the output, too
     * @throws AlanException when a model cannot be had
     */
    void fetch(List<EngineStatus> needed, Console console, boolean tell) throws AlanException {
        List<Model> missing = List.copyOf(missing(needed).values());
        Fetch fetch = new Fetch(models, console);
        fetch.announce(missing, folder);
        for (Model model : missing) {
            if (fetch.model(model.id()) && tell) {
                console.out().println(Text.tr("%s: installed", model.id()));
            }
        }
    }

    private static boolean isSame(EngineStatus one, EngineStatus other) {
        return one.kind() == other.kind() && one.name().equals(other.name()) && Objects.equals(one.backend(), other.backend());
    }

    private Map<String, Model> missing(List<EngineStatus> needed) throws AlanException {
        Map<String, Model> missing = new LinkedHashMap<>();
        for (EngineStatus engine : needed) {
            for (String id : engine.info().models()) {
                if (models.installed(id).isEmpty()) {
                    missing.put(id, models.get(id));
                }
            }
        }
        return missing;
    }
}
