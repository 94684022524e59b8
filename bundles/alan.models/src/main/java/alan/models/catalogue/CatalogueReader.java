package alan.models.catalogue;

import alan.api.engine.EngineKind;
import alan.models.catalogue.Entry.FileEntry;
import alan.models.catalogue.Json.Wrong;
import alan.models.io.Sha256;
import alan.models.source.HubSource;
import alan.models.source.ImportSource;
import alan.models.source.JoinSource;
import alan.models.source.MavenSource;
import alan.models.source.NpmSource;
import alan.models.source.PathSource;
import alan.models.source.PipSource;
import alan.models.source.Source;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Turns the JSON of a catalogue into models, and says what is wrong where. */
final class CatalogueReader {
    List<Entry> models(Json root) throws Wrong {
        root.fields("models");
        List<Entry> entries = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Json item : root.field("models").items()) {
            Entry entry = model(item);
            if (!ids.add(entry.id())) {
                throw item.wrong("there is a model \"" + entry.id() + "\" already");
            }
            entries.add(entry);
        }
        return List.copyOf(entries);
    }

    private static Entry model(Json json) throws Wrong {
        json.fields("id", "title", "kind", "engine", "languages", "licence", "memory", "properties", "files");
        Json kind = json.field("kind");
        String kindId = kind.text();
        EngineKind engineKind = EngineKind.of(kindId)
                .filter(found -> found.id().equals(kindId))
                .orElseThrow(() -> kind.wrong("\"kind\" must be vad, stt, llm or tts"));
        return Entry.of(
                checked(json, "id", Names::isId, "lower-case letters, digits, dots and dashes"),
                someText(json.field("title")),
                engineKind,
                checked(json, "engine", Names::isWord, "an engine's name in lower-case letters"),
                languages(json),
                someText(json.field("licence")),
                memory(json),
                files(json.field("files")),
                properties(json));
    }

    private static long memory(Json json) throws Wrong {
        return json.fields().containsKey("memory") ? json.field("memory").size() : 0;
    }

    private static Set<String> languages(Json json) throws Wrong {
        Set<String> languages = new LinkedHashSet<>();
        if (json.fields().containsKey("languages")) {
            for (Json item : json.field("languages").items()) {
                if (!Names.isLanguage(item.text())) {
                    throw item.wrong("a language must be an ISO 639 code such as en, not \"" + item.text() + "\"");
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
            item.fields("name", "bytes", "sha256", "sources");
            String name = fileName(item.field("name"));
            if (!names.add(name)) {
                throw item.wrong("there is a file \"" + name + "\" already");
            }
            files.add(new FileEntry(name, item.field("bytes").size(), hash(item), sources(item.field("sources"))));
        }
        if (files.isEmpty()) {
            throw json.wrong("a model must have a file");
        }
        return files;
    }

    private static List<Source> sources(Json json) throws Wrong {
        List<Source> sources = new ArrayList<>();
        for (Json item : json.items()) {
            sources.add(source(item));
        }
        return List.copyOf(sources);
    }

    private static Source source(Json json) throws Wrong {
        Set<String> keys = json.fields().keySet();
        if (keys.contains("hub")) {
            return hub(json);
        }
        if (keys.contains("pypi")) {
            json.fields("pypi", "version", "file");
            return new PipSource(checked(json, "pypi", Names::isPypi, "a package's name"), version(json),
                    fileName(json.field("file")));
        }
        if (keys.contains("npm")) {
            json.fields("npm", "version", "file");
            return new NpmSource(checked(json, "npm", Names::isNpm, "a package's name"), version(json),
                    fileName(json.field("file")));
        }
        if (keys.contains("maven")) {
            json.fields("maven", "file");
            String file = keys.contains("file") ? fileName(json.field("file")) : null;
            return new MavenSource(checked(json, "maven", Names::isMaven,
                    "group:artifact:version or group:artifact:version:classifier"), file);
        }
        if (keys.contains("path")) {
            json.fields("path");
            return new PathSource(localPath(json.field("path")));
        }
        if (keys.contains("join")) {
            return join(json);
        }
        if (keys.contains("import")) {
            return imported(json);
        }
        throw json.wrong("a source must have one of hub, pypi, npm, maven, path, join, import");
    }

    private static Source hub(Json json) throws Wrong {
        json.fields("hub", "revision", "file");
        String revision = json.fields().containsKey("revision")
                ? checked(json, "revision", Names::isHubRevision, "a branch, a tag or a commit")
                : "main";
        String repository = checked(json, "hub", Names::isHubRepository, "owner/name");
        return new HubSource(repository, revision, fileName(json.field("file")));
    }

    private static Source join(Json json) throws Wrong {
        json.fields("join");
        List<Source> parts = sources(json.field("join"));
        if (parts.isEmpty()) {
            throw json.wrong("\"join\" must have a part");
        }
        return new JoinSource(parts);
    }

    private static Source imported(Json json) throws Wrong {
        json.fields("import", "from", "bytes", "sha256");
        Map<String, Source> from = new LinkedHashMap<>();
        for (Map.Entry<String, Json> file : json.field("from").fields().entrySet()) {
            if (!Names.isFile(file.getKey())) {
                throw file.getValue().wrong("\"" + file.getKey() + "\" cannot be a file's name");
            }
            from.put(file.getKey(), source(file.getValue()));
        }
        if (from.isEmpty()) {
            throw json.wrong("\"from\" must name a file");
        }
        long bytes = json.fields().containsKey("bytes") ? json.field("bytes").size() : ImportSource.ANY_SIZE;
        String sha256 = json.fields().containsKey("sha256") ? hash(json) : null;
        String name = checked(json, "import", Names::isWord, "an import's name in lower-case letters");
        return new ImportSource(name, from, bytes, sha256);
    }

    private static Path localPath(Json json) throws Wrong {
        try {
            Path path = Path.of(json.text());
            if (path.isAbsolute()) {
                return path;
            }
        } catch (InvalidPathException e) {
            throw json.wrong("\"path\" cannot be a file's path");
        }
        throw json.wrong("\"path\" must be absolute");
    }

    private static String version(Json json) throws Wrong {
        return checked(json, "version", Names::isVersion, "one version, such as 1.0.0");
    }

    private static String hash(Json json) throws Wrong {
        return checked(json, "sha256", Sha256::looksLikeOne, "64 hexadecimal digits in lower case");
    }

    private static String fileName(Json json) throws Wrong {
        if (!Names.isFile(json.text())) {
            throw json.wrong("\"" + json.text() + "\" cannot be a file's name: it must be relative, without .. and backslashes");
        }
        return json.text();
    }

    private static String someText(Json json) throws Wrong {
        if (json.text().isBlank()) {
            throw json.wrong("a text is empty");
        }
        return json.text();
    }

    private static String checked(Json json, String key, Predicate<String> fits, String what) throws Wrong {
        Json field = json.field(key);
        if (!fits.test(field.text())) {
            throw field.wrong("\"" + key + "\" must be " + what + ", not \"" + field.text() + "\"");
        }
        return field.text();
    }
}
