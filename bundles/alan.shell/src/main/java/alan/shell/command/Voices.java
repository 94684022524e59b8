package alan.shell.command;

import alan.api.companion.Companion;
import alan.api.text.Text;
import alan.api.tts.Voice;
import alan.api.voice.VoiceProfile;
import alan.api.voice.VoiceProfiles;
import alan.shell.Console;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The voices that there are now. */
public final class Voices {
    private final Supplier<Map<String, List<Voice>>> engines;
    private final Supplier<VoiceProfiles> people;

    /**
     * @param engines gives the voices by the name of their engine, such as {@code csm/onnx}
     * @param people keeps voices of people; gives {@code null} where nobody does
     */
    public Voices(Supplier<Map<String, List<Voice>>> engines, Supplier<VoiceProfiles> people) {
        this.engines = engines;
        this.people = people;
    }

    /** {@return the voices by the name of their engine} */
    Map<String, List<Voice>> all() {
        return engines.get();
    }

    /** {@return the voices of people that are kept} */
    List<VoiceProfile> kept() {
        return Consents.kept(people.get());
    }

    /** {@return whether a voice is here, or may be} @param name of an engine's or a person's */
    boolean has(String name) {
        // An engine that lists none may have any.
        return engines.get().values().stream().anyMatch(voices -> voices.isEmpty() || voices.stream().anyMatch(voice -> voice.name().equals(name)))
                || kept().stream().anyMatch(voice -> voice.name().equals(name));
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
                .filter(persona -> persona.voice() != null && !has(persona.voice()))
                .ifPresent(persona -> console.err().println(Text.tr(
                        "The voice %s of the persona %s is not here, so the default voice speaks; alan:voices lists those that are.",
                        persona.voice(), persona.name())));
    }
}
