package alan.companion;

import alan.api.AlanException;
import alan.api.companion.Persona;
import alan.api.engine.EngineKind;
import alan.api.engine.EngineStatus;
import alan.api.engine.Engines;
import alan.api.text.Text;
import alan.api.tts.TextToSpeech;
import alan.api.tts.Voice;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out which engine has a voice, without loading any. */
final class Voices {
    private static final Logger LOG = LoggerFactory.getLogger(Voices.class);

    private final Engines engines;
    private final Supplier<Map<String, TextToSpeech>> speakers;

    /**
     * @param engines knows which engine is chosen
     * @param speakers the engines that speak, by name ({@code csm/onnx}); only asked for their voices, which is allowed without a lease
     */
    Voices(Engines engines, Supplier<Map<String, TextToSpeech>> speakers) {
        this.engines = engines;
        this.speakers = speakers;
    }

    /**
     * Who speaks.
     *
     * @param engine its name; {@code null} for the chosen one
     * @param voice its name; {@code null} for the engine's default in the language
     */
    record Choice(String engine, String voice) {
        static final Choice DEFAULT = new Choice(null, null);
    }

    /**
     * Checks that there is a voice, before anything else is done for the person who asks for it.
     *
     * @param voice its name
     * @param language that it is to speak, whose voices are named; {@code null} if that is not known
     * @throws AlanException when no engine has it; nothing is said as long as an engine does not list its voices
     */
    void require(String voice, String language) throws AlanException {
        Set<String> names = new LinkedHashSet<>();
        Set<String> speaking = new LinkedHashSet<>();
        for (TextToSpeech speaker : speakers.get().values()) {
            List<Voice> voices = speaker.voices();
            if (voices.isEmpty()) {
                return;
            }
            voices.stream().map(Voice::name).forEach(names::add);
            voices.stream().filter(each -> speaks(each, language)).map(Voice::name).forEach(speaking::add);
        }
        if (!names.isEmpty() && !names.contains(voice)) {
            throw unknown(voice, language, names, speaking);
        }
    }

    private static AlanException unknown(String voice, String language, Set<String> names, Set<String> speaking) {
        Text there = Text.of("There is: %s.", Names.list(names));
        if (language != null && !speaking.isEmpty()) {
            Locale spoken = Locale.forLanguageTag(language);
            int others = names.size() - speaking.size();
            there = others == 0
                    ? Text.of("For %s there is: %s.", spoken, Names.list(speaking))
                    : Text.of("For %s there is: %s; for other languages %d more.", spoken, Names.list(speaking), others);
        }
        Optional<String> meant = Names.nearest(voice, names);
        return meant.isPresent()
                ? new AlanException("There is no voice %s. Did you mean %s? %s", voice, meant.get(), there)
                : new AlanException("There is no voice %s. %s", voice, there);
    }

    private static boolean speaks(Voice voice, String language) {
        return language == null || voice.languages().isEmpty() || voice.languages().contains(language);
    }

    /** {@return who speaks with a voice that was asked for} The chosen engine if it has the voice, else another one. */
    Choice asked(String voice, String language) {
        return having(voice, null, language).orElse(new Choice(null, voice));
    }

    /** {@return who speaks for a persona: with its voice if that speaks the language, else with the default one} */
    Choice of(Persona persona, String language) {
        if (persona.voice() == null) {
            return Choice.DEFAULT;
        }
        Optional<Choice> own = having(persona.voice(), language, language);
        if (own.isEmpty()) {
            LOG.info("{}'s voice {} does not speak {} here; the default voice does", persona.name(), persona.voice(), language);
        }
        return own.orElse(Choice.DEFAULT);
    }

    /**
     * @param spoken that the voice must speak; {@code null} for any
     * @param language that the engine is taken for
     */
    private Optional<Choice> having(String name, String spoken, String language) {
        String chosen = engines.chosen(language).stream()
                .filter(status -> status.kind() == EngineKind.TTS)
                .map(EngineStatus::fullName)
                .findFirst()
                .orElse(null);
        Map<String, TextToSpeech> all = speakers.get();
        if (chosen != null && all.containsKey(chosen) && has(all.get(chosen), name, spoken)) {
            return Optional.of(new Choice(null, name));
        }
        return all.entrySet().stream()
                .filter(speaker -> has(speaker.getValue(), name, spoken))
                .map(speaker -> new Choice(speaker.getKey(), name))
                .findFirst();
    }

    private static boolean has(TextToSpeech speaker, String name, String spoken) {
        return speaker.voices().stream()
                .filter(voice -> voice.name().equals(name))
                .anyMatch(voice -> speaks(voice, spoken));
    }
}
