package alan.models;

import alan.api.text.Text;
import alan.models.catalogue.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a Piper voice's settings ({@code .onnx.json}) tell of it. */
final class PiperSettings {
    private final Map<String, Json> fields;

    private PiperSettings(Map<String, Json> fields) {
        this.fields = fields;
    }

    /** {@return the settings} @throws Json.Wrong when the file is not that */
    static PiperSettings read(Path file) throws IOException, Json.Wrong {
        Json json = Json.read(file);
        Map<String, Json> fields = json.fields();
        if (!fields.containsKey("audio") || !fields.containsKey("phoneme_id_map")) {
            throw json.wrong(Text.of("it is not the settings of a Piper voice"));
        }
        return new PiperSettings(fields);
    }

    /** {@return its language, ISO 639-1; nothing if it does not say} */
    Set<String> languages() throws Json.Wrong {
        String code = text("language", "family");
        if (code.isEmpty()) {
            code = text("language", "code");
        }
        if (code.isEmpty()) {
            code = text("espeak", "voice");
        }
        String language = code.split("[-_]", 2)[0].toLowerCase(Locale.ROOT);
        return language.matches("[a-z]{2,3}") ? Set.of(language) : Set.of();
    }

    private String text(String object, String key) throws Json.Wrong {
        Json within = fields.get(object);
        Json field = within == null ? null : within.fields().get(key);
        return field == null ? "" : field.text();
    }
}
