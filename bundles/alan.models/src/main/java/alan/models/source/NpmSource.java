package alan.models.source;

import alan.api.text.Text;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A file in an npm package.
 *
 * @param name of the package, with its scope if it has one
 * @param version exactly
 * @param file path in the package
 */
public record NpmSource(String name, String version, String file) implements Source {
    @Override
    public Text label() {
        return Text.of("npm %s", name);
    }

    @Override
    public Got get(Fetch fetch, Expected expected) throws SourceException, IOException, InterruptedException {
        Path tarball = fetch.packages().npm(fetch, label(), name, version);
        Path to = fetch.newFolder("npm").resolve("file");
        Archives.untar(tarball, file, to, (done, total) -> fetch.report(label(), done, total));
        return Got.madeAt(to);
    }
}
