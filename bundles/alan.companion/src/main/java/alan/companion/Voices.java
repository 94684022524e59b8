package alan.companion;

import alan.api.AlanException;
import alan.api.companion.DefaultVoice;
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
    private final People people;
    private final DefaultVoice house;

    /**
     * @param engines knows which engine is chosen
     * @param speakers the engines that speak, by name ({@code csm/onnx}); only asked for their voices, which is allowed without a lease
     * @param people whose voices are kept here
     * @param house knows who speaks where nobody is named
     */
    Voices(Engines engines, Supplier<Map<String, TextToSpeech>> speakers, People people, DefaultVoice house) {
        this.engines = engines;
        this.speakers = speakers;
        this.people = people;
        this.house = house;
    }

    /**
     * Who speaks.
     *
     * @param engine its name; {@code null} for the chosen one
     * @param voice its name; {@code null} for the engine's default in the language
     * @param person whose voice the engine is shown; {@code null} for a voice of the engine's own
     * @param notice why it is not the voice that was wanted; {@code null} if it is
     */
    record Choice(String engine, String voice, String person, Text notice) {
        static final Choice DEFAULT = new Choice(null, null, null, null);

        static Choice ofEngine(String engine, String voice) {
            return new Choice(engine, voice, null, null);
        }

        /** {@return the same on an engine that somebody asked for} @param asked its name; {@code null} if nobody did */
        Choice on(String asked) {
            return asked == null ? this : new Choice(asked, voice, person, notice);
        }

        /** {@return what the voice is called in a conversation and in the register of what was spoken} */
        String shownName() {
            return person != null ? person : voice != null ? voice : Said.DEFAULT;
        }

        static Choice instead(Text notice) {
            return new Choice(null, null, null, notice);
        }
    }

    /**
     * Checks that there is a voice, before anything else is done for the person who asks for it.
     *
     * @param voice its name
     * @param language that it is to speak, whose voices are named; {@code null} if that is not known
     * @throws AlanException when no engine has it; nothing is said as long as an engine does not list its voices
     */
    void require(String voice, String language) throws AlanException {
        if (people.has(voice)) {
            people.check(voice);
            requireImitation(voice);
            return;
        }
        Set<String> names = new LinkedHashSet<>(people.names());
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

    private void requireImitation(String voice) throws AlanException {
        if (speakers.get().values().stream().noneMatch(TextToSpeech::imitates)) {
            throw new AlanException("The voice %s needs an engine that speaks as it is shown, which is CSM; put its bundles back, or use another voice.", voice);
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
        return knows(voice.languages(), language);
    }

    private static boolean knows(Set<String> languages, String language) {
        return language == null || languages.isEmpty() || languages.contains(language);
    }

    /** {@return who speaks with a voice that was asked for} The chosen engine if it has the voice, else another one. */
    Choice asked(String voice, String language) {
        if (people.has(voice)) {
            return imitating(voice, language).orElseGet(() -> Choice.instead(Text.of("No model that is here can speak %s in the voice %s, so"
                    + " another voice does; say that the text is in a language that the model knows (--language en) to hear it all the same.",
                    Locale.forLanguageTag(language == null ? "und" : language), voice)));
        }
        return having(voice, null, language).orElse(Choice.ofEngine(null, voice));
    }

    /** {@return who speaks for a persona: with its voice, else the house's, if that speaks the language, else with the engine's own} */
    Choice of(Persona persona, String language) {
        return persona.voice() == null ? unnamed(language) : wished(persona.voice(), persona.name(), language);
    }

    /** {@return who speaks where nobody is named} */
    Choice unnamed(String language) {
        String name = house.name();
        return name == null ? Choice.DEFAULT : wished(name, "The house", language);
    }

    private Choice wished(String voice, String whose, String language) {
        if (people.has(voice)) {
            Optional<Text> silenced = people.silenced(voice);
            return silenced.isPresent() ? Choice.instead(silenced.get()) : imitating(voice, language).orElse(Choice.DEFAULT);
        }
        Optional<Choice> own = having(voice, language, language);
        if (own.isEmpty()) {
            LOG.info("{}'s voice {} does not speak {} here; the engine's own does", whose, voice, language);
        }
        return own.orElse(Choice.DEFAULT);
    }

    /** {@return the engine that speaks a language in the voice of a person: the chosen one if it can, else another one} */
    private Optional<Choice> imitating(String person, String language) {
        Map<String, TextToSpeech> all = speakers.get();
        String chosen = chosen(language);
        if (chosen != null && all.containsKey(chosen) && all.get(chosen).imitates()) {
            return Optional.of(new Choice(null, null, person, null));
        }
        return all.entrySet().stream()
                .filter(speaker -> speaker.getValue().imitates() && knows(speaker.getValue().info().languages(), language))
                .map(speaker -> new Choice(speaker.getKey(), null, person, null))
                .findFirst();
    }

    private String chosen(String language) {
        return engines.chosen(language).stream()
                .filter(status -> status.kind() == EngineKind.TTS)
                .map(EngineStatus::fullName)
                .findFirst()
                .orElse(null);
    }

    /**
     * @param spoken that the voice must speak; {@code null} for any
     * @param language that the engine is taken for
     */
    private Optional<Choice> having(String name, String spoken, String language) {
        String chosen = chosen(language);
        Map<String, TextToSpeech> all = speakers.get();
        if (chosen != null && all.containsKey(chosen) && has(all.get(chosen), name, spoken)) {
            return Optional.of(Choice.ofEngine(null, name));
        }
        return all.entrySet().stream()
                .filter(speaker -> has(speaker.getValue(), name, spoken))
                .map(speaker -> Choice.ofEngine(speaker.getKey(), name))
                .findFirst();
    }

    private static boolean has(TextToSpeech speaker, String name, String spoken) {
        return speaker.voices().stream()
                .filter(voice -> voice.name().equals(name))
                .anyMatch(voice -> speaks(voice, spoken));
    }
}
