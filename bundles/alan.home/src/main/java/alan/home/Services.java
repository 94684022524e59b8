package alan.home;

import alan.api.companion.DefaultVoice;
import alan.api.engine.EngineKind;
import alan.api.engine.EngineStatus;
import alan.api.engine.Engines;
import alan.api.listen.WakeWord;
import alan.api.model.Models;
import alan.api.tts.TextToSpeech;
import alan.api.tts.Voice;
import alan.api.voice.VoiceProfile;
import alan.api.voice.VoiceProfiles;
import alan.wyoming.Info;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Which services there are, from what engines say of themselves, which is cheap and allowed at any time. Everything is in the order of its name, so that two
 * answers differ only where something has changed.
 */
final class Services {
    /** Two letters each; Java gives the old codes of three languages as well. */
    private static final List<String> ALL_LANGUAGES =
            Arrays.stream(Locale.getISOLanguages()).filter(code -> code.length() == 2 && !Set.of("in", "iw", "ji").contains(code)).sorted().toList();

    private final String name;
    private final String version;
    private final Engines engines;
    private final Supplier<Map<String, TextToSpeech>> speakers;
    private final Supplier<List<WakeWord>> wakers;
    private final Supplier<VoiceProfiles> people;
    private final Supplier<Models> models;
    private final Supplier<DefaultVoice> house;

    /**
     * @param name of the programs
     * @param version of them
     * @param engines that there are
     * @param speakers those that speak, by name ({@code csm/onnx})
     * @param wakers those that hear wake words
     * @param people whose voices are kept; gives {@code null} where nobody keeps any
     * @param models knows which are installed; gives {@code null} where nobody does
     * @param house who speaks where nobody is named; gives {@code null} where that cannot be chosen
     */
    Services(String name, String version, Engines engines, Supplier<Map<String, TextToSpeech>> speakers, Supplier<List<WakeWord>> wakers,
            Supplier<VoiceProfiles> people, Supplier<Models> models, Supplier<DefaultVoice> house) {
        this.name = name;
        this.version = version;
        this.engines = engines;
        this.speakers = speakers;
        this.wakers = wakers;
        this.people = people;
        this.models = models;
        this.house = house;
    }

    /** {@return the services as they are now} */
    Info info() {
        List<EngineStatus> all = engines.list();
        List<Info.Model> voices = voices(all);
        return new Info(
                List.of(program("Speech to text", models(all, EngineKind.STT),
                        Map.of("supports_transcript_streaming", true, "requires_external_vad", true))),
                List.of(program("Text to speech", voices, Map.of("supports_synthesize_streaming", true))),
                List.of(program("Conversation", models(all, EngineKind.LLM),
                        Map.of("supports_handled_streaming", false, "supports_home_control", false))),
                List.of(program("Wake words", words(), Map.of())));
    }

    /** {@return whether a voice is made by an engine that goes by what it hears first} @param voice its name; {@code null} for the default one, in any language */
    boolean imitates(String voice) {
        Map<String, TextToSpeech> speaking = speakers.get();
        if (voice == null) {
            return imitatesUnnamed(speaking);
        }
        return person(voice).isPresent() || speaking.values().stream().anyMatch(engine -> engine.imitates() && has(engine, voice));
    }

    /** The house's voice goes before the chosen engine's own, as it does when it speaks: a person's if they allow it, an engine's by the chosen engine if that has it. */
    private boolean imitatesUnnamed(Map<String, TextToSpeech> speaking) {
        List<TextToSpeech> chosen = engines.chosen(null).stream()
                .filter(status -> status.kind() == EngineKind.TTS && speaking.containsKey(status.fullName()))
                .map(status -> speaking.get(status.fullName()))
                .toList();
        boolean own = chosen.stream().anyMatch(TextToSpeech::imitates);
        DefaultVoice now = house.get();
        String voice = now == null ? null : now.name();
        if (voice == null) {
            return own;
        }
        Optional<VoiceProfile> person = person(voice);
        if (person.isPresent()) {
            return own || person.get().consent().isGiven() && speaking.values().stream().anyMatch(TextToSpeech::imitates);
        }
        return Stream.concat(chosen.stream(), speaking.values().stream())
                .filter(engine -> has(engine, voice))
                .findFirst()
                .map(TextToSpeech::imitates)
                .orElse(own);
    }

    private Optional<VoiceProfile> person(String voice) {
        VoiceProfiles kept = people.get();
        return kept == null ? Optional.empty() : kept.find(voice);
    }

    private static boolean has(TextToSpeech engine, String voice) {
        return engine.voices().stream().anyMatch(each -> each.name().equals(voice));
    }

    private Info.Program program(String description, List<Info.Model> parts, Map<String, Boolean> abilities) {
        return new Info.Program(new Info.Artifact(name, description, version, "Alan", "", !parts.isEmpty()), parts, abilities);
    }

    private List<Info.Model> models(List<EngineStatus> all, EngineKind kind) {
        return all.stream()
                .filter(status -> status.kind() == kind && usable(status))
                .sorted(Comparator.comparing(EngineStatus::fullName))
                .map(status -> model(status.fullName(), status.info().models().isEmpty() ? status.fullName() : status.info().models().get(0),
                        status.fullName(), sorted(status.info().languages())))
                .toList();
    }

    private Info.Model model(String id, String description, String maker, Collection<String> languages) {
        List<String> known = List.copyOf(languages.isEmpty() ? ALL_LANGUAGES : languages);
        return new Info.Model(new Info.Artifact(id, description, null, maker, "", true), known);
    }

    /** {@return the wake words of all engines whose models are here} */
    private List<Info.Model> words() {
        Models catalogue = models.get();
        Map<String, Info.Model> words = new TreeMap<>();
        for (WakeWord engine : wakers.get()) {
            if (catalogue == null || catalogue.areInstalled(engine.info().models())) {
                for (WakeWord.Name word : engine.names()) {
                    List<String> languages = word.languages().isEmpty() ? ALL_LANGUAGES : sorted(word.languages());
                    words.putIfAbsent(word.id(), new Info.Model(new Info.Artifact(word.id(), word.phrase(), null, "Alan", "", true), languages, word.phrase()));
                }
            }
        }
        return List.copyOf(words.values());
    }

    /** An engine's languages have no order of their own. */
    private static List<String> sorted(Collection<String> languages) {
        return languages.stream().sorted().toList();
    }

    /** {@return whether an engine's models are here} */
    private boolean usable(EngineStatus status) {
        Models catalogue = models.get();
        return catalogue == null || catalogue.areInstalled(status.info().models());
    }

    /** A person's voice goes before an engine's of the same name, as it does when it is asked for. */
    private List<Info.Model> voices(List<EngineStatus> all) {
        Map<String, Info.Model> voices = new TreeMap<>();
        Map<String, TextToSpeech> speaking = new TreeMap<>(speakers.get());
        speaking.keySet().removeIf(speaker -> all.stream()
                .anyMatch(status -> status.kind() == EngineKind.TTS && status.fullName().equals(speaker) && !usable(status)));
        persons(speaking.values()).forEach(voice -> voices.put(voice.artifact().name(), voice));
        speaking.forEach((engine, speaker) -> {
            for (Voice voice : speaker.voices()) {
                Collection<String> languages = voice.languages().isEmpty() ? sorted(speaker.info().languages()) : voice.languages();
                // Home Assistant shows the description only, and two voices of a language may have the same.
                String shown = voice.description().isEmpty() ? voice.name() : voice.name() + ": " + voice.description();
                voices.putIfAbsent(voice.name(), model(voice.name(), shown, engine, languages));
            }
        });
        return List.copyOf(voices.values());
    }

    private List<Info.Model> persons(Collection<TextToSpeech> speaking) {
        VoiceProfiles kept = people.get();
        List<TextToSpeech> imitators = speaking.stream().filter(TextToSpeech::imitates).toList();
        if (kept == null || imitators.isEmpty()) {
            return List.of();
        }
        return kept.list().stream()
                .filter(voice -> voice.consent().isGiven())
                .map(voice -> model(voice.name(), voice.name(), voice.name(), languages(voice, imitators)))
                .toList();
    }

    /** {@return what is spoken in the voice's samples, if an engine that imitates speaks it; then whatever else such engines speak} */
    private static Set<String> languages(VoiceProfile voice, List<TextToSpeech> imitators) {
        boolean any = imitators.stream().anyMatch(engine -> engine.info().languages().isEmpty());
        Set<String> spoken = new LinkedHashSet<>();
        imitators.forEach(engine -> spoken.addAll(sorted(engine.info().languages())));
        Set<String> languages = new LinkedHashSet<>(voice.languages());
        if (any) {
            return languages;
        }
        languages.retainAll(spoken);
        languages.addAll(spoken);
        return languages;
    }
}
