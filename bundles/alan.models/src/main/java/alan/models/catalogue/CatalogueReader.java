package alan.models.catalogue;

import alan.api.engine.EngineKind;
import alan.api.text.Text;
import alan.models.catalogue.Entry.FileEntry;
import alan.models.catalogue.Json.Wrong;
import alan.models.io.Checksum;
import alan.models.io.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the JSON of a catalogue into models, and says what is wrong where. */
final class CatalogueReader {
    /** A title in another language than English. */
    private static final Pattern TITLE = Pattern.compile("title\\.(?!en$)([a-z]{2})");
    /** What moves a terminal's cursor or turns the writing around. */
    private static final Pattern UNSHOWN = Pattern.compile("[\\p{Cntrl}\\p{Cf}]");

    List<Entry> models(Json root) throws Wrong {
        root.fields("models");
        List<Entry> entries = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Json item : root.field("models").items()) {
            Entry entry = model(item);
            if (!ids.add(entry.id())) {
                throw item.wrong(Text.of("there is a model \"%s\" already", entry.id()));
            }
            entries.add(entry);
        }
        return List.copyOf(entries);
    }

    private static Entry model(Json json) throws Wrong {
        json.fields(key -> TITLE.matcher(key).matches(), "id", "title", "kind", "engine", "languages", "licence", "memory", "properties", "files");
        Json kind = json.field("kind");
        String kindId = kind.text();
        EngineKind engineKind = EngineKind.of(kindId)
                .filter(found -> found.id().equals(kindId))
                .orElseThrow(() -> kind.wrong(Text.of("\"kind\" must be vad, stt, llm, tts, speaker or wake")));
        return new Entry(
                SourceReader.checked(json, "id", Names::isId, Text.of("lower-case letters, digits, dots and dashes")),
                someText(json.field("title")),
                titles(json),
                engineKind,
                SourceReader.checked(json, "engine", Names::isWord, Text.of("an engine's name in lower-case letters")),
                languages(json),
                json.fields().containsKey("licence") ? someText(json.field("licence")) : "",
                memory(json),
                files(json.field("files")),
                properties(json));
    }

    private static Map<String, String> titles(Json json) throws Wrong {
        Map<String, String> titles = new LinkedHashMap<>();
        for (Map.Entry<String, Json> field : json.fields().entrySet()) {
            Matcher key = TITLE.matcher(field.getKey());
            if (key.matches()) {
                titles.put(key.group(1), someText(field.getValue()));
            }
        }
        return Map.copyOf(titles);
    }

    private static long memory(Json json) throws Wrong {
        return json.fields().containsKey("memory") ? json.field("memory").size() : 0;
    }

    private static Set<String> languages(Json json) throws Wrong {
        Set<String> languages = new LinkedHashSet<>();
        if (json.fields().containsKey("languages")) {
            for (Json item : json.field("languages").items()) {
                if (!Names.isLanguage(item.text())) {
                    throw item.wrong(Text.of(
                            "a language must be an ISO 639 code such as en, not \"%s\"", Words.shown(item.text())));
                }
                languages.add(item.text());
            }
        }
        return Set.copyOf(languages);
    }

    private static Map<String, String> properties(Json json) throws Wrong {
        Map<String, String> properties = new LinkedHashMap<>();
        if (json.fields().containsKey("properties")) {
            for (Map.Entry<String, Json> property : json.field("properties").fields().entrySet()) {
                properties.put(property.getKey(), property.getValue().text());
            }
        }
        return Map.copyOf(properties);
    }

    private static List<FileEntry> files(Json json) throws Wrong {
        List<FileEntry> files = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Json item : json.items()) {
            item.fields("name", "bytes", "sha256", "git-lfs", "sources");
            String name = SourceReader.fileName(item.field("name"));
            if (!names.add(name)) {
                throw item.wrong(Text.of("there is a file \"%s\" already", name));
            }
            files.add(new FileEntry(name, item.field("bytes").size(), checksum(item), SourceReader.sources(item.field("sources"))));
        }
        if (files.isEmpty()) {
            throw json.wrong(Text.of("a model must have a file"));
        }
        return files;
    }

    private static String checksum(Json file) throws Wrong {
        return file.fields().containsKey("git-lfs") && !file.fields().containsKey("sha256")
                ? SourceReader.checked(file, "git-lfs", Checksum::isLfs, Text.of("40 hexadecimal digits in lower case"))
                : SourceReader.hash(file);
    }

    private static String someText(Json json) throws Wrong {
        if (json.text().isBlank()) {
            throw json.wrong(Text.of("a text is empty"));
        }
        if (UNSHOWN.matcher(json.text()).find()) {
            throw json.wrong(Text.of("a text has a character that cannot be shown"));
        }
        return json.text();
    }
}
