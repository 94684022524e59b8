package alan.models.source;

import alan.api.text.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A file in parts, one after the other.
 *
 * @param parts in order, at least one
 */
public record JoinSource(List<Source> parts) implements Source {
    /** Keeps the list as it is. */
    public JoinSource {
        parts = List.copyOf(parts);
    }

    @Override
    public Text label() {
        return Source.together(parts);
    }

    @Override
    public List<Text> places() {
        return parts.stream().flatMap(part -> part.places().stream()).toList();
    }

    @Override
    public Got get(Fetch fetch, Expected expected) throws SourceException, IOException, InterruptedException {
        Path whole = fetch.newFolder("join").resolve("whole");
        long total = expected == null ? -1 : expected.bytes();
        long done = 0;
        for (Source part : parts) {
            Got got = part.get(fetch.part(fetch.before() + done, total), null);
            done += Files.size(got.path());
            append(got, whole);
        }
        return Got.madeAt(whole);
    }

    private static void append(Got part, Path whole) throws IOException {
        if (!Files.exists(whole) && !part.inPlace()) {
            // The first part becomes the beginning of the whole: half the room, half the work.
            Files.move(part.path(), whole);
            return;
        }
        try (InputStream in = Files.newInputStream(part.path());
                OutputStream out = Files.newOutputStream(whole, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            in.transferTo(out);
        }
        if (!part.inPlace()) {
            Files.delete(part.path());
        }
    }
}
