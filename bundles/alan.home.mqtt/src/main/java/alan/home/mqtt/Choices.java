package alan.home.mqtt;

import alan.api.AlanException;
import alan.api.engine.EngineKind;
import alan.api.engine.EngineStatus;
import alan.api.engine.Engines;
import alan.api.model.InstalledModel;
import alan.api.model.Models;
import alan.api.tts.TextToSpeech;
import alan.api.tts.Voice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What can be chosen: the engine of a kind, and the voice that speaks where nobody names one. */
final class Choices {
    /** Key of the voice. Those of the engines are their kinds. */
    static final String VOICE = "voice";
    /** Everything that can be there to choose. */
    static final List<String> KEYS = List.of(EngineKind.STT.id(), EngineKind.LLM.id(), EngineKind.TTS.id(), VOICE);

    private static final List<EngineKind> KINDS = List.of(EngineKind.STT, EngineKind.LLM, EngineKind.TTS);
    private static final String NETWORK = ".onnx";

    private final Engines engines;
    private final Supplier<Models> models;
    private final Supplier<Map<String, TextToSpeech>> speakers;

    /**
     * @param engines that there are
     * @param models knows which are installed; gives {@code null} where nobody does
     * @param speakers the engines that speak, by name ({@code csm/onnx}); only asked for their voices, which is allowed without a lease
     */
    Choices(Engines engines, Supplier<Models> models, Supplier<Map<String, TextToSpeech>> speakers) {
        this.engines = engines;
        this.models = models;
        this.speakers = speakers;
    }

    /** {@return what can be chosen now, by key} */
    Map<String, Snapshot.Choice> offered() {
        List<EngineStatus> all = engines.list();
        Map<String, Snapshot.Choice> offered = new LinkedHashMap<>();
        for (EngineKind kind : KINDS) {
            List<EngineStatus> some = all.stream().filter(status -> status.kind() == kind).toList();
            List<String> options = some.stream().map(EngineStatus::fullName).distinct().sorted().toList();
            if (!options.isEmpty()) {
                offered.put(kind.id(), new Snapshot.Choice(options, some.stream().filter(EngineStatus::chosen).map(EngineStatus::fullName).findFirst().orElse(null)));
            }
        }
        Map<String, String> voices = voices(all);
        if (!voices.isEmpty()) {
            // An engine names its default first.
            offered.put(VOICE, new Snapshot.Choice(voices.keySet().stream().sorted().toList(), voices.keySet().iterator().next()));
        }
        return offered;
    }

    /**
     * {@return the models of the voices of the chosen engine, the default voice first} A voice is made the default by choosing its model, so one that shares its model with others
     * is not among them.
     */
    private Map<String, String> voices(List<EngineStatus> all) {
        EngineStatus chosen = all.stream().filter(status -> status.kind() == EngineKind.TTS && status.chosen()).findFirst().orElse(null);
        TextToSpeech speaker = chosen == null ? null : speakers.get().get(chosen.fullName());
        Models catalogue = models.get();
        Map<String, String> voices = new LinkedHashMap<>();
        if (speaker != null && catalogue != null) {
            List<InstalledModel> installed = catalogue.installed(EngineKind.TTS).stream().filter(model -> chosen.name().equals(model.model().engine())).toList();
            for (Voice voice : speaker.voices()) {
                installed.stream().filter(model -> voice.name().equals(voiceOf(model))).findFirst().ifPresent(model -> voices.put(voice.name(), model.model().id()));
            }
        }
        return voices;
    }

    /** {@return the name of a model's one voice: what the catalogue says, else the name of its network's file; {@code null} if it has none} */
    private static String voiceOf(InstalledModel installed) {
        String said = installed.model().properties().get(VOICE);
        return said != null ? said : installed.model().files().stream().map(file -> file.name().substring(file.name().lastIndexOf('/') + 1))
                .filter(name -> name.endsWith(NETWORK)).map(name -> name.substring(0, name.length() - NETWORK.length())).findFirst().orElse(null);
    }

    /**
     * Chooses, and waits until what was chosen is loaded.
     *
     * @param key of what is to be chosen
     * @param option one of those that are offered
     * @throws AlanException when it is not, or cannot be loaded; nothing has changed then
     */
    void choose(String key, String option) throws AlanException {
        Snapshot.Choice choice = offered().get(key);
        if (choice == null) {
            throw new AlanException("Over MQTT came a choice of %s, and there is none here.", key);
        }
        if (!choice.options().contains(option)) {
            throw new AlanException("Over MQTT came '%s' as the choice of %s; there is: %s.", option, key, String.join(", ", choice.options()));
        }
        List<EngineStatus> all = engines.list();
        if (key.equals(VOICE)) {
            engines.use(EngineKind.TTS, voices(all).getOrDefault(option, option), null);
            return;
        }
        EngineKind kind = EngineKind.of(key).orElseThrow();
        EngineStatus wanted = all.stream().filter(status -> status.kind() == kind && status.fullName().equals(option)).findFirst()
                .orElseThrow(() -> new AlanException("The engine %s has just left; choose again.", option));
        engines.use(kind, wanted.name(), wanted.backend());
    }
}
