package alan.models;

import alan.api.AlanException;
import alan.api.model.InstalledModel;
import alan.api.model.ModelImport;
import alan.api.model.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** A person's machine in a temporary folder: a catalogue file, a data folder, a Hub cache, and programs on the path. */
final class Setting {
    final Path folder;
    final Path data;
    final Path catalogueFile;
    final Path programs;
    final Map<String, String> environment = new HashMap<>();
    final List<ModelImport> imports = new CopyOnWriteArrayList<>();
    long room = Long.MAX_VALUE;
    long memory = Long.MAX_VALUE;

    Setting(Path folder) throws IOException {
        this.folder = folder;
        this.data = folder.resolve("data");
        this.catalogueFile = folder.resolve("models.json");
        this.programs = Files.createDirectories(folder.resolve("programs"));
        environment.put("HF_HOME", folder.resolve("hf").toString());
        environment.put("HF_ENDPOINT", "http://127.0.0.1:1");
        environment.put("PATH", programs.toString());
    }

    Setting(Path folder, FakeHub hub) throws IOException {
        this(folder);
        environment.put("HF_ENDPOINT", hub.endpoint());
    }

    Catalogue catalogue() {
        return new Catalogue(catalogueFile, data, imports, new Surroundings(
                environment, folder, at -> room, Duration.ofMillis(1), Duration.ofSeconds(1), () -> memory));
    }

    /** Writes a catalogue of one model with the id {@code m} and one file. */
    void oneModel(String name, byte[] bytes, String... sources) throws IOException {
        models(model("m", name, bytes.length, FakeHub.sha256(bytes), sources));
    }

    void models(String... models) throws IOException {
        Files.writeString(catalogueFile, "{\"models\": [" + String.join(",\n", models) + "]}");
    }

    static String model(String id, String name, long bytes, String sha256, String... sources) {
        return """
                {"id": "%s", "title": "a model", "kind": "llm", "engine": "llama", "licence": "MIT",
                 "files": [{"name": "%s", "bytes": %d, "sha256": "%s", "sources": [%s]}]}"""
                .formatted(id, name, bytes, sha256, String.join(", ", sources));
    }

    static byte[] someBytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    /** Puts a shell script on the path. */
    void program(String name, String script) throws IOException {
        Path program = programs.resolve(name);
        Files.writeString(program, "#!/bin/sh\nPATH=/usr/bin:/bin\n" + script);
        program.toFile().setExecutable(true);
    }

    static InstalledModel fetch(Catalogue catalogue, String id) throws AlanException {
        return catalogue.fetch(id, Models.Progress.NONE);
    }

    /** {@return everything in the data folder but locks and records} */
    List<String> filesOfData() throws IOException {
        if (!Files.exists(data)) {
            return List.of();
        }
        try (var files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> data.resolve("models").relativize(file).toString())
                    .filter(name -> !name.startsWith(".lock/") && !name.endsWith("installed.json"))
                    .sorted()
                    .toList();
        }
    }
}
