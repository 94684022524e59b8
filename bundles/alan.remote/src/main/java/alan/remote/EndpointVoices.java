package alan.remote;

import alan.api.engine.EngineKind;
import alan.api.text.Text;
import alan.api.tts.Voice;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The voices that endpoints are configured with. */
final class EndpointVoices {
    /** Where a server has a voice of its own and none is configured. */
    static final String NAMELESS = "default";

    private EndpointVoices() {}

    /**
     * {@return the voices of all endpoints, the first one's first; voices of one name are one}
     *
     * @param endpoints in order
     * @param rates of their sound
     */
    static List<Voice> list(List<Endpoint> endpoints, RateMemory rates) {
        Map<String, Voice> voices = new LinkedHashMap<>();
        for (Endpoint endpoint : endpoints) {
            EndpointSettings settings = endpoint.settings();
            languages(settings).forEach((name, languages) -> voices.merge(name, voice(settings, name, languages, rates), EndpointVoices::both));
        }
        return List.copyOf(voices.values());
    }

    private static Voice voice(EndpointSettings settings, String name, Set<String> languages, RateMemory rates) {
        return new Voice(name, languages, rates.of(settings), Text.tr("%s at the endpoint %s", settings.model(EngineKind.TTS), settings.name()));
    }

    private static Voice both(Voice first, Voice second) {
        Set<String> languages = new LinkedHashSet<>(first.languages());
        languages.addAll(second.languages());
        boolean any = first.languages().isEmpty() || second.languages().isEmpty();
        return new Voice(first.name(), any ? Set.of() : languages, first.sampleRate(), first.description());
    }

    /** {@return an endpoint's voices by name, its default first, and which languages each speaks; empty for any} */
    private static Map<String, Set<String>> languages(EndpointSettings settings) {
        Map<String, Set<String>> voices = new LinkedHashMap<>();
        if (!settings.voice().isEmpty() || settings.voices().isEmpty()) {
            voices.put(settings.voice().isEmpty() ? NAMELESS : settings.voice(), settings.languages());
        }
        settings.voices().forEach((language, voice) -> {
            Set<String> known = voices.computeIfAbsent(voice, name -> new LinkedHashSet<>());
            if (!voice.equals(settings.voice())) {
                known.add(language);
            }
        });
        return voices;
    }

    /** {@return whether an endpoint has a voice} @param voice its name; {@code null} for any */
    static boolean has(EndpointSettings settings, String voice) {
        return voice == null || languages(settings).containsKey(voice);
    }

    /** {@return the voice to ask an endpoint for; empty for its own} @param voice that is wanted, may be {@code null} @param language likewise */
    static String choose(EndpointSettings settings, String voice, String language) {
        if (voice != null) {
            return voice.equals(NAMELESS) && !settings.voice().equals(NAMELESS) ? "" : voice;
        }
        String byLanguage = language == null ? null : settings.voices().get(language);
        if (byLanguage != null) {
            return byLanguage;
        }
        boolean onlyByLanguage = settings.voice().isEmpty() && !settings.voices().isEmpty();
        return onlyByLanguage ? settings.voices().values().iterator().next() : settings.voice();
    }
}
