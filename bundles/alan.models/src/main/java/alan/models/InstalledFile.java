package alan.models;

import alan.api.text.Text;
import alan.models.catalogue.Entry.FileEntry;
import alan.models.catalogue.Json;
import alan.models.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What is recorded of a file that is here.
 *
 * @param path absolute
 * @param bytes its size when it was checked
 * @param sha256 its checksum then
 * @param source English label of where it came from
 */
record InstalledFile(Path path, long bytes, String sha256, String source) {
    /** What stands as the source of a file that a person put into its place. */
    static final String BY_HAND = "by hand";

    /** {@return whether it is still there, and is what the catalogue asks for} Its content is not read again. */
    boolean isRightFor(FileEntry wanted) {
        try {
            return Files.isRegularFile(path) && Files.size(path) == bytes && fits(wanted, bytes, sha256, source);
        } catch (IOException e) {
            return false;
        }
    }

    /** {@return the folder that it lies in under its name, which may have folders in it, too; the file itself where it has another name} */
    Path folder(String name) {
        Path folder = path;
        for (int i = 0; path.endsWith(name) && i < Path.of(name).getNameCount(); i++) {
            folder = folder.getParent();
        }
        return folder;
    }

    /** {@return whether a file's content is what one of its sources gives} */
    static boolean fits(FileEntry wanted, long bytes, String sha256, String source) {
        if (new Source.Expected(wanted.bytes(), wanted.checksum()).fits(bytes, sha256)) {
            return true;
        }
        for (Source candidate : wanted.sources()) {
            Optional<Source.Expected> own = candidate.ownResult();
            // An import whose result is not known beforehand is known by where it came from only.
            boolean known = own.isPresent() && (own.get().checksum() != null || candidate.label().english().equals(source));
            if (known && own.get().fits(bytes, sha256)) {
                return true;
            }
        }
        return false;
    }

    /** {@return one of those of {@code installed.json}} @param folder that a relative path starts from @param json its object */
    static InstalledFile read(Path folder, Json json) throws Json.Wrong {
        Map<String, Json> fields = json.fields();
        for (String key : new String[] {"path", "bytes", "sha256", "source"}) {
            if (!fields.containsKey(key)) {
                throw json.wrong(Text.of("\"%s\" is missing", key));
            }
        }
        Path path = folder.resolve(fields.get("path").text());
        return new InstalledFile(path, fields.get("bytes").size(), fields.get("sha256").text(), fields.get("source").text());
    }
}
