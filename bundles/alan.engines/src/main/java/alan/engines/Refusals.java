package alan.engines;

import alan.api.AlanException;
import alan.api.engine.EngineKind;
import alan.api.engine.LanguageUnknownException;
import alan.api.model.Model;
import alan.api.model.Models;
import alan.api.text.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a person is told when there is no engine for what is wanted. */
final class Refusals {
    private final Models models;

    /** @param models knows what could be installed */
    Refusals(Models models) {
        this.models = models;
    }

    /** {@return that there is no engine of a kind at all} */
    static AlanException none(EngineKind kind) {
        return new AlanException("There is no %s engine: its bundle is missing from the folder bundles/, or could not be started (alan:engines shows"
                + " what is"
                + " there, and the log says why).", kind.id());
    }

    /**
     * {@return that there is no engine of that name}
     *
     * @param names of those that there are
     */
    static AlanException unknown(EngineKind kind, String name, List<String> names) {
        if (names.isEmpty()) {
            return none(kind);
        }
        return Names.nearest(name, names)
                .map(meant -> new AlanException("There is no %s engine '%s'; did you mean %s? There is: %s.", kind.id(), name, meant,
                        Names.list(names)))
                .orElseGet(() -> new AlanException("There is no %s engine '%s'; there is: %s.", kind.id(), name, Names.list(names)));
    }

    /** {@return that the engine that was asked for by name does not know a language} */
    AlanException unknownTo(Entry engine, String language) {
        if (!Languages.isKnown(language)) {
            return new LanguageUnknownException(engine.kind(), language, Languages.unknown(language));
        }
        Text text = Text.of("The %s engine %s knows %s, but not %s; ask for another engine, or for none in particular.",
                engine.kind().id(), engine.fullName(), languages(engine), locale(language));
        return new LanguageUnknownException(engine.kind(), language, text);
    }

    /**
     * {@return that no engine of a kind knows a language, and what to do about it}
     *
     * @param entries the engines that there are
     */
    AlanException unknownLanguage(EngineKind kind, String language, List<Entry> entries) {
        if (!Languages.isKnown(language)) {
            return new LanguageUnknownException(kind, language, Languages.unknown(language));
        }
        Text here = Names.list(entries.stream().map(entry -> Text.of("%s (%s)", entry.fullName(), languages(entry))).toList());
        Locale wanted = locale(language);
        Text problem = switch (kind) {
            case LLM -> Text.of("No language model here knows %s; there is %s.", wanted, here);
            case STT -> Text.of("No speech to text here understands %s; there is %s.", wanted, here);
            case TTS -> Text.of("No voice here speaks %s; there is %s.", wanted, here);
            case VAD -> Text.of("No voice activity engine here knows %s; there is %s.", wanted, here);
            case SPEAKER -> Text.of("No speaker recognition here knows %s; there is %s.", wanted, here);
            case WAKE -> Text.of("No wake word engine here knows %s; there is %s.", wanted, here);
        };
        return new LanguageUnknownException(kind, language, Text.of("%s %s", problem, remedy(kind, language, entries)));
    }

    /** What to do about it: only what changes something, so never to choose a model that is in use. */
    private Text remedy(EngineKind kind, String language, List<Entry> entries) {
        Optional<Entry> limited = entries.stream().filter(entry -> limits(entry, language)).findFirst();
        if (limited.isPresent()) {
            return Text.of("The key languages in config/%s.cfg leaves it out: add %s there.", limited.get().pid(), language);
        }
        Optional<Model> model = models.recommend(kind, language).filter(found -> helps(found, entries));
        if (model.isEmpty()) {
            return Text.of("The catalogue has nothing for it that fits this machine: add a model of your own (alan:model-add), or use one on another"
                    + " machine (config/alan.remote-NAME.cfg).");
        }
        String id = model.get().id();
        if (!entries.stream().anyMatch(entry -> runs(entry, model.get()))) {
            return Text.of("The model %s does, but its engine %s is missing: its bundle is not in the folder bundles/, or could not be started"
                    + " (alan:engines shows what is there, and the log says why).", id, model.get().engine());
        }
        if (models.installed(id).isPresent()) {
            return Text.of("%2$s is installed: choose it with alan:use %1$s %2$s.", kind.id(), id);
        }
        double gigabytes = model.get().bytes() / 1e9;
        // A voice serves its language as soon as it is installed; of models the chosen one is used.
        return kind == EngineKind.TTS
                ? Text.of("Install one with alan:model-get %s (%.1f GB), or use one on another machine (config/alan.remote-NAME.cfg).", id, gigabytes)
                : Text.of("Install one that does with alan:model-get %1$s (%2$.1f GB) and choose it with alan:use %3$s %1$s, or use one on another"
                        + " machine (config/alan.remote-NAME.cfg).", id, gigabytes, kind.id());
    }

    private static boolean runs(Entry entry, Model model) {
        return entry.engineName().equals(model.engine());
    }

    /** {@return whether an engine's model knows a language that its configuration leaves out} */
    private boolean limits(Entry entry, String language) {
        return isSet(entry.properties().get("languages"))
                && entry.info().models().stream().findFirst()
                        .flatMap(id -> models.list().stream().filter(model -> model.id().equals(id)).findFirst())
                        .filter(model -> model.languages().isEmpty() || model.languages().contains(language))
                        .isPresent();
    }

    private static boolean isSet(Object languages) {
        return languages instanceof String[] several ? Arrays.stream(several).anyMatch(each -> !each.isBlank())
                : languages instanceof String text && !text.isBlank();
    }

    /** {@return whether anything would be different with a model} Not with one that an engine has already, and does not know the language with. */
    private boolean helps(Model model, List<Entry> entries) {
        return entries.stream().noneMatch(entry -> runs(entry, model) && entry.info().models().contains(model.id()));
    }

    private static Text languages(Entry entry) {
        return Names.list(entry.info().languages().stream().sorted().map(Refusals::locale).toList());
    }

    private static Locale locale(String language) {
        return Locale.forLanguageTag(language);
    }
}
