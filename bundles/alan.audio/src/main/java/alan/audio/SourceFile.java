package alan.audio;

import alan.api.AlanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The path that somebody gave for a sound file, before anything of it is opened. */
final class SourceFile {
    /** Java's path of an address has lost one of its two slashes. A drive of Windows has one letter only. */
    private static final Pattern ADDRESS = Pattern.compile("(?i)([a-z][a-z0-9+.-]+):/+(.+)");

    private SourceFile() {}

    /**
     * Refuses what is no file with content. Nothing is opened: a pipe would wait for its writer, and a device would never end.
     *
     * @param file the path
     * @throws AlanException when it is missing, a folder, an address, a device or a pipe, empty, or may not be read
     */
    static void require(Path file) throws AlanException {
        String name = Shown.path(file);
        if (Files.isDirectory(file)) {
            throw new AlanException("%s is a folder, not a sound file; name a file in it.", name);
        }
        if (Files.notExists(file)) {
            throw missing(file, name);
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new AlanException("%s is a device or a pipe, not a sound file; copy the sound into a file first.", name);
        }
        if (!Files.isReadable(file)) {
            throw new AlanException("The sound file %s cannot be read; check its permissions.", name);
        }
        try {
            if (Files.size(file) == 0) {
                throw new AlanException("The sound file %s is empty; record or copy it again.", name);
            }
        } catch (IOException e) {
            throw new AlanException("The sound file %s cannot be read; check the disk.", name, e);
        }
    }

    private static AlanException missing(Path file, String name) {
        Matcher address = ADDRESS.matcher(name);
        if (address.matches() && !address.group(1).equalsIgnoreCase("file")) {
            return new AlanException("%s://%s is an address, and Alan reads files only; download it first, then name the file.",
                    address.group(1), address.group(2));
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            return new AlanException("The sound file %s does not exist, nor does its folder; check the path.", name);
        }
        Optional<Path> near = folder == null ? Optional.empty() : alike(folder, file);
        return near.isPresent()
                ? new AlanException("The sound file %s does not exist. Did you mean %s?", name, Shown.path(near.get()))
                : new AlanException("The sound file %s does not exist; check its name and folder.", name);
    }

    /** {@return a file in the folder whose name is the same but for case, accents, signs between the words, or the ending} */
    private static Optional<Path> alike(Path folder, Path file) {
        String wanted = loose(file);
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(other -> !wanted.isEmpty() && loose(other).equals(wanted) && Files.isRegularFile(other)).sorted().findFirst()
                    .map(other -> file.resolveSibling(other.getFileName()));
        } catch (IOException e) {
            return Optional.empty(); // a folder that may not be listed suggests nothing
        }
    }

    private static String loose(Path file) {
        String name = file.getFileName() == null ? "" : file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        return Normalizer.normalize(stem, Normalizer.Form.NFD).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
