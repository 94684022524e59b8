package alan.perform;

import alan.api.audio.PcmStream;
import alan.api.engine.EngineInfo;
import alan.api.perform.PerformanceRequest;
import alan.api.text.LanguageDetector;
import alan.api.tts.SpeechRequest;
import alan.api.tts.TextToSpeech;
import alan.api.tts.Voice;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a performance needs around it. */
final class House {
    static final List<TextToSpeech> VOICES = List.of(
            new Listed(List.of(), new Voice("marta", Set.of("es", "en"), 24_000, ""), new Voice("leo", Set.of("en"), 16_000, "")),
            new Listed(List.of("csm-1b")));

    /** Spanish is what has a Spanish sign or word in it, and English the rest, but for what is a single word. */
    static final LanguageDetector LANGUAGES = new LanguageDetector() {
        @Override
        public Optional<String> detect(String text) {
            return !text.contains(" ") ? Optional.empty() : Optional.of(text.matches(".*(?:[¿¡]|\\b(?:es|qué|que)\\b).*") ? "es" : "en");
        }

        @Override
        public Set<String> languages() {
            return Set.of("en", "es");
        }
    };

    private House() {}

    static PerformanceRequest request(String script, Path out, String... flags) {
        List<String> given = Arrays.asList(flags);
        return new PerformanceRequest(script, out, given.contains("split") ? out.resolveSibling("lines") : null, given.contains("subtitles"), 7,
                null, 0.25, Map.of("speed", "1.1"), given.contains("keep"), given.contains("restart"));
    }

    static CastSource cast() {
        return new CastSource(id -> false, VOICES, null);
    }

    /** An engine that is only asked for its voices. */
    record Listed(List<String> models, List<Voice> voices) implements TextToSpeech {
        Listed(List<String> models, Voice... voices) {
            this(models, List.of(voices));
        }

        @Override
        public EngineInfo info() {
            return new EngineInfo(Set.of(), models, "cpu", false, Map.of());
        }

        @Override
        public void load() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void unload() {
            throw new UnsupportedOperationException();
        }

        @Override
        public PcmStream speak(SpeechRequest request) {
            throw new UnsupportedOperationException();
        }
    }
}
