package alan.models.catalogue;

import alan.models.catalogue.Entry.FileEntry;
import alan.models.io.Checksum;
import alan.models.source.HubSource;
import alan.models.source.ImportSource;
import alan.models.source.JoinSource;
import alan.models.source.MavenSource;
import alan.models.source.NpmSource;
import alan.models.source.PathSource;
import alan.models.source.PipSource;
import alan.models.source.Source;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Turns models into the JSON of a catalogue. What it writes, {@link CatalogueReader} reads back equal. */
final class CatalogueWriter {
    private final JsonGenerator json;

    private CatalogueWriter(JsonGenerator json) {
        this.json = json;
    }

    static String text(List<Entry> models) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
            new CatalogueWriter(json).models(models);
        }
        return text.append('\n').toString();
    }

    private void models(List<Entry> models) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("models");
        for (Entry entry : models) {
            model(entry);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void model(Entry entry) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", entry.id());
        json.writeStringField("title", entry.title());
        for (Map.Entry<String, String> title : new TreeMap<>(entry.titles()).entrySet()) {
            json.writeStringField("title." + title.getKey(), title.getValue());
        }
        json.writeStringField("kind", entry.kind().id());
        json.writeStringField("engine", entry.engine());
        json.writeArrayFieldStart("languages");
        for (String language : new TreeSet<>(entry.languages())) {
            json.writeString(language);
        }
        json.writeEndArray();
        if (!entry.licence().isEmpty()) {
            json.writeStringField("licence", entry.licence());
        }
        if (entry.memory() > 0) {
            json.writeNumberField("memory", entry.memory());
        }
        json.writeObjectFieldStart("properties");
        for (Map.Entry<String, String> property : new TreeMap<>(entry.properties()).entrySet()) {
            json.writeStringField(property.getKey(), property.getValue());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("files");
        for (FileEntry file : entry.files()) {
            file(file);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void file(FileEntry file) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", file.name());
        json.writeNumberField("bytes", file.bytes());
        json.writeStringField(Checksum.isLfs(file.checksum()) ? "git-lfs" : "sha256", file.checksum());
        json.writeArrayFieldStart("sources");
        for (Source source : file.sources()) {
            source(source);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void source(Source source) throws IOException {
        json.writeStartObject();
        if (source instanceof HubSource hub) {
            texts("hub", hub.repository(), "revision", hub.revision(), "file", hub.file());
        } else if (source instanceof PipSource pip) {
            texts("pypi", pip.name(), "version", pip.version(), "wheel", pip.wheel(), "file", pip.file());
        } else if (source instanceof NpmSource npm) {
            texts("npm", npm.name(), "version", npm.version(), "file", npm.file());
        } else if (source instanceof MavenSource maven) {
            texts("maven", maven.coordinates(), "file", maven.file());
        } else if (source instanceof PathSource path) {
            texts("path", path.path().toString());
        } else if (source instanceof JoinSource join) {
            json.writeArrayFieldStart("join");
            for (Source part : join.parts()) {
                source(part);
            }
            json.writeEndArray();
        } else if (source instanceof ImportSource imported) {
            imported(imported);
        }
        json.writeEndObject();
    }

    private void imported(ImportSource imported) throws IOException {
        json.writeStringField("import", imported.importer());
        if (imported.bytes() != ImportSource.ANY_SIZE) {
            json.writeNumberField("bytes", imported.bytes());
        }
        texts("sha256", imported.sha256());
        json.writeObjectFieldStart("from");
        for (Map.Entry<String, Source> file : imported.from().entrySet()) {
            json.writeFieldName(file.getKey());
            source(file.getValue());
        }
        json.writeEndObject();
    }

    /** Writes keys and values in turn; leaves out those without a value. */
    private void texts(String... keysAndValues) throws IOException {
        for (int i = 0; i < keysAndValues.length; i += 2) {
            if (keysAndValues[i + 1] != null) {
                json.writeStringField(keysAndValues[i], keysAndValues[i + 1]);
            }
        }
    }
}
