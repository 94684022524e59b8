package alan.shell.command;

import alan.api.companion.Companion;
import alan.api.companion.Persona;
import alan.api.text.Text;
import alan.api.tts.Voice;
import alan.shell.Console;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The voices that there are now. */
public final class Voices {
    private final Supplier<Map<String, List<Voice>>> engines;

    /** @param engines gives the voices by the name of their engine, such as {@code csm/onnx} */
    public Voices(Supplier<Map<String, List<Voice>>> engines) {
        this.engines = engines;
    }

    /** {@return the voices by the name of their engine} */
    Map<String, List<Voice>> all() {
        return engines.get();
    }

    /**
     * Says on standard error that a persona's voice is not here. It answers all the same, with the default voice of the language.
     *
     * @param console where to
     * @param companion knows the personas
     * @param name of the persona; {@code null} for the default
     */
    void tellWithout(Console console, Companion companion, String name) {
        companion.personas().stream()
                .filter(persona -> name == null || persona.name().equalsIgnoreCase(name))
                .findFirst()
                .filter(persona -> persona.voice() != null && lacks(persona))
                .ifPresent(persona -> console.err().println(Text.tr(
                        "The voice %s of the persona %s is not here, so the default voice speaks; alan:voices lists those that are.",
                        persona.voice(), persona.name())));
    }

    // An engine that lists none may have any.
    private boolean lacks(Persona persona) {
        return engines.get().values().stream()
                .noneMatch(voices -> voices.isEmpty() || voices.stream().anyMatch(voice -> voice.name().equals(persona.voice())));
    }
}
