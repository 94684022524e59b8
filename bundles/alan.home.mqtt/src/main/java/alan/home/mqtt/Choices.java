package alan.home.mqtt;

import alan.api.AlanException;
import alan.api.companion.DefaultVoice;
import alan.api.engine.EngineKind;
import alan.api.engine.EngineStatus;
import alan.api.engine.Engines;
import alan.api.text.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What can be chosen: the engine of a kind, and the voice that speaks where nobody names one. */
final class Choices {
    /** Key of the voice. Those of the engines are their kinds. */
    static final String VOICE = "voice";
    /** Everything that can be there to choose. */
    static final List<String> KEYS = List.of(EngineKind.STT.id(), EngineKind.LLM.id(), EngineKind.TTS.id(), VOICE);

    private static final List<EngineKind> KINDS = List.of(EngineKind.STT, EngineKind.LLM, EngineKind.TTS);

    private final Engines engines;
    private final Voices voices;

    /** @param engines that there are @param voices that there are */
    Choices(Engines engines, Voices voices) {
        this.engines = engines;
        this.voices = voices;
    }

    /** {@return what can be chosen now, by key} An engine without its models is left out, unless it is the chosen one. */
    Map<String, Snapshot.Choice> offered() {
        List<EngineStatus> all = engines.list();
        Map<String, Snapshot.Choice> offered = new LinkedHashMap<>();
        for (EngineKind kind : KINDS) {
            List<EngineStatus> some = all.stream().filter(status -> status.kind() == kind && (status.chosen() || voices.usable(status))).toList();
            List<String> options = some.stream().map(EngineStatus::fullName).distinct().sorted().toList();
            if (!options.isEmpty()) {
                offered.put(kind.id(), new Snapshot.Choice(options, some.stream().filter(EngineStatus::chosen).map(EngineStatus::fullName).findFirst().orElse(null)));
            }
        }
        DefaultVoice house = voices.house().get();
        List<String> names = voices.names(all);
        if (house != null && !names.isEmpty()) {
            List<String> options = new ArrayList<>(List.of(engines()));
            options.addAll(names);
            String chosen = house.name() == null ? engines() : house.name();
            // Home Assistant takes no value that is not among them: that of a voice that has left is none.
            offered.put(VOICE, new Snapshot.Choice(List.copyOf(options), options.contains(chosen) ? chosen : null));
        }
        return offered;
    }

    /** {@return what is chosen for no voice in particular} */
    private static String engines() {
        return Text.tr("The engine's own");
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
        DefaultVoice house = voices.house().get();
        if (key.equals(VOICE)) {
            house.use(option.equals(engines()) ? null : option);
            return;
        }
        EngineKind kind = EngineKind.of(key).orElseThrow();
        EngineStatus wanted = engines.list().stream().filter(status -> status.kind() == kind && status.fullName().equals(option)).findFirst()
                .orElseThrow(() -> new AlanException("The engine %s has just left; choose again.", option));
        engines.use(kind, wanted.name(), wanted.backend());
        // A voice of another engine would go on speaking, and nobody would hear what was chosen.
        if (kind == EngineKind.TTS && house != null && house.name() != null && !voices.has(option, house.name())) {
            house.use(null);
        }
    }
}
