package alan.models.catalogue;

import alan.api.text.Text;
import alan.models.catalogue.Json.Wrong;
import alan.models.io.Sha256;
import alan.models.io.Words;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Turns the JSON of a file's sources into sources, and says what is wrong where. */
final class SourceReader {
    private SourceReader() {}

    static List<Source> sources(Json json) throws Wrong {
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
            json.fields("pypi", "version", "wheel", "file");
            String wheel = keys.contains("wheel")
                    ? checked(json, "wheel", Names::isWheel, Text.of("the end of a wheel's name, such as cp311-cp311-manylinux_2_28_x86_64"))
                    : null;
            return new PipSource(checked(json, "pypi", Names::isPypi, Text.of("a package's name")), version(json), wheel,
                    fileName(json.field("file")));
        }
        if (keys.contains("npm")) {
            json.fields("npm", "version", "file");
            return new NpmSource(checked(json, "npm", Names::isNpm, Text.of("a package's name")), version(json),
                    fileName(json.field("file")));
        }
        if (keys.contains("maven")) {
            json.fields("maven", "file");
            String file = keys.contains("file") ? fileName(json.field("file")) : null;
            return new MavenSource(checked(json, "maven", Names::isMaven,
                    Text.of("group:artifact:version or group:artifact:version:classifier")), file);
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
        throw json.wrong(Text.of("a source must have one of hub, pypi, npm, maven, path, join, import"));
    }

    private static Source hub(Json json) throws Wrong {
        json.fields("hub", "revision", "file");
        String revision = json.fields().containsKey("revision")
                ? checked(json, "revision", Names::isHubRevision, Text.of("a branch, a tag or a commit"))
                : "main";
        String repository = checked(json, "hub", Names::isHubRepository, Text.of("owner/name"));
        return new HubSource(repository, revision, fileName(json.field("file")));
    }

    private static Source join(Json json) throws Wrong {
        json.fields("join");
        List<Source> parts = sources(json.field("join"));
        if (parts.isEmpty()) {
            throw json.wrong(Text.of("\"join\" must have a part"));
        }
        return new JoinSource(parts);
    }

    private static Source imported(Json json) throws Wrong {
        json.fields("import", "from", "bytes", "sha256");
        Map<String, Source> from = new LinkedHashMap<>();
        for (Map.Entry<String, Json> file : json.field("from").fields().entrySet()) {
            if (!Names.isFile(file.getKey())) {
                throw file.getValue().wrong(noFileName(file.getKey()));
            }
            from.put(file.getKey(), source(file.getValue()));
        }
        if (from.isEmpty()) {
            throw json.wrong(Text.of("\"from\" must name a file"));
        }
        long bytes = json.fields().containsKey("bytes") ? json.field("bytes").size() : ImportSource.ANY_SIZE;
        String sha256 = json.fields().containsKey("sha256") ? hash(json) : null;
        String name = checked(json, "import", Names::isWord, Text.of("an import's name in lower-case letters"));
        return new ImportSource(name, from, bytes, sha256);
    }

    private static Path localPath(Json json) throws Wrong {
        try {
            Path path = Path.of(json.text());
            if (path.isAbsolute()) {
                return path;
            }
        } catch (InvalidPathException e) {
            throw json.wrong(Text.of("\"path\" cannot be a file's path"));
        }
        throw json.wrong(Text.of("\"path\" must be absolute"));
    }

    private static String version(Json json) throws Wrong {
        return checked(json, "version", Names::isVersion, Text.of("one version, such as 1.0.0"));
    }

    static String hash(Json json) throws Wrong {
        return checked(json, "sha256", Sha256::looksLikeOne, Text.of("64 hexadecimal digits in lower case"));
    }

    static String fileName(Json json) throws Wrong {
        if (!Names.isFile(json.text())) {
            throw json.wrong(noFileName(json.text()));
        }
        return json.text();
    }

    private static Text noFileName(String name) {
        return Text.of("\"%s\" cannot be a file's name: it must be relative, without .. and backslashes", Words.shown(name));
    }

    static String checked(Json json, String key, Predicate<String> fits, Text what) throws Wrong {
        Json field = json.field(key);
        if (!fits.test(field.text())) {
            throw field.wrong(Text.of("\"%s\" must be %s, not \"%s\"", key, what, Words.shown(field.text())));
        }
        return field.text();
    }
}
