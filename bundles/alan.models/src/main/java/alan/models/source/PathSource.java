package alan.models.source;

import alan.api.text.Text;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of this machine. It is used in place.
 *
 * @param path absolute
 */
public record PathSource(Path path) implements Source {
    @Override
    public Text label() {
        return Text.of("file %s", path);
    }

    @Override
    public boolean takesRoom() {
        return false;
    }

    @Override
    public Got get(Fetch fetch, Expected expected) throws SourceException {
        if (!Files.isRegularFile(path)) {
            throw new SourceException(Text.of("it is not there"));
        }
        if (!Files.isReadable(path)) {
            throw new SourceException(Text.of("it may not be read"));
        }
        return new Got(path, true, null, false);
    }
}
