package alan.models;

import alan.api.engine.EngineKind;
import alan.api.model.ModelAddition;
import alan.api.text.Text;
import alan.models.catalogue.Entry;
import alan.models.catalogue.Entry.FileEntry;
import alan.models.catalogue.Json;
import alan.models.io.Words;
import alan.models.source.SourceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What there is to say of a model of the user's own: from the user where said, else from its files. */
record Description(
        String id,
        String title,
        EngineKind kind,
        String engine,
        Set<String> languages,
        String licence,
        Map<String, String> properties) {

    /**
     * {@return a description}
     *
     * @param addition what the user says
     * @param file the model's first file, or its folder; a Piper voice's settings lie beside it
     * @param format what the file is
     * @throws SourceException when neither tells which engine it is for
     */
    static Description of(ModelAddition addition, Path file, Optional<Format> format) throws SourceException, IOException {
        String name = file.getFileName().toString();
        EngineKind kind = addition.kind() != null ? addition.kind() : format.map(found -> found.kind).orElse(null);
        String engine = addition.engine() != null ? addition.engine() : format.map(found -> found.engine).orElse(null);
        if (kind == null || engine == null) {
            throw new SourceException(Text.of("%s is neither a GGUF language model, nor a ggml Whisper model, nor a Piper voice"
                    + " (.onnx with its .onnx.json beside it); if it is right all the same, say its kind and its engine", name));
        }
        Set<String> languages = addition.languages() == null ? Set.of() : addition.languages();
        Map<String, String> properties = Map.of();
        if (format.equals(Optional.of(Format.PIPER))) {
            properties = Map.of("voice", name.substring(0, name.length() - ".onnx".length()));
            languages = languages.isEmpty() ? languagesOfVoice(file) : languages;
        }
        if (format.equals(Optional.of(Format.WHISPER)) && languages.isEmpty() && Format.isEnglishOnly(file)) {
            languages = Set.of("en");
        }
        String title = Words.plain(format.map(found -> name + " (" + found.title + ")").orElse(name));
        String licence = addition.licence() == null || addition.licence().isBlank() ? "" : Words.plain(addition.licence().strip());
        return new Description(addition.id(), title, kind, engine, Set.copyOf(languages), licence, properties);
    }

    private static Set<String> languagesOfVoice(Path file) throws SourceException, IOException {
        Path settings = Path.of(file + Format.PIPER_SETTINGS);
        try {
            return PiperSettings.read(settings).languages();
        } catch (Json.Wrong e) {
            throw new SourceException(Text.of("%s, line %s: %s", settings.getFileName(), e.line(), e), e);
        }
    }

    /** {@return the catalogue's entry} @param files of the model */
    Entry entry(List<FileEntry> files) {
        return new Entry(id, title, Map.of(), kind, engine, languages, licence, 0, List.copyOf(files), properties);
    }
}
