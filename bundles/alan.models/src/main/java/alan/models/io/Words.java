package alan.models.io;

import alan.api.text.Text;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.regex.Pattern;

/** Sizes, lists and failures in words for people. */
public final class Words {
    private static final int LONGEST = 60;
    /** glibc says its errors in the language of the process, so each stands here in English and in Spanish. */
    private static final Pattern FULL = Pattern.compile("No space left on device|No queda espacio en el dispositivo"
            + "|Disk quota exceeded|Se ha excedido la cuota de disco|There is not enough space on the disk");
    private static final Pattern READ_ONLY = Pattern.compile("Read-only file system|Sistema de (ficheros|archivos) de s[oó]lo lectura");
    private static final Pattern LOOP = Pattern.compile("Too many levels of symbolic links|Demasiados niveles de enlaces simbólicos");

    private Words() {}

    /** {@return a size: {@code 98 MB}, {@code 1.1 GB}} @param bytes not negative */
    public static Text size(long bytes) {
        if (bytes >= 1_000_000_000) {
            return Text.of("%.1f GB", bytes / 1e9);
        }
        if (bytes >= 1_000_000) {
            return Text.of("%d MB", Math.round(bytes / 1e6));
        }
        return bytes >= 1000 ? Text.of("%d kB", Math.round(bytes / 1e3)) : Text.of("%d B", bytes);
    }

    /** {@return clauses, parted by semicolons} @param clauses at least one */
    public static Text list(List<Text> clauses) {
        return clauses.stream().reduce((before, next) -> Text.of("%s; %s", before, next)).orElseThrow();
    }

    /** {@return a text that came from somewhere else, without what moves a terminal's cursor} @param text any */
    public static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}]", "\uFFFD");
    }

    /** {@return a text that came from somewhere else, fit to stand in a sentence: plain and not too long} @param text any */
    public static String shown(String text) {
        String plain = plain(text);
        if (plain.codePointCount(0, plain.length()) <= LONGEST) {
            return plain;
        }
        return plain.substring(0, plain.offsetByCodePoints(0, LONGEST)) + "…";
    }

    /** {@return whether a file could not be written because there is no room} @param failure of a file operation, or what a program said */
    public static boolean saysFull(String failure) {
        return failure != null && FULL.matcher(failure).find();
    }

    /** {@return why a file could not be read or written, in a few words} @param failure of a file operation */
    public static Text why(IOException failure) {
        String file = failure instanceof FileSystemException found && found.getFile() != null ? found.getFile() : null;
        String said = failure.getMessage() == null ? "" : failure.getMessage().strip();
        if (saysFull(said)) {
            return Text.of("no space is left on the disk");
        }
        if (READ_ONLY.matcher(said).find()) {
            return Text.of("the disk is read-only");
        }
        if (failure instanceof FileSystemLoopException || LOOP.matcher(said).find()) {
            return Text.of("%s is a link that leads to itself", file);
        }
        if (failure instanceof AccessDeniedException) {
            return Text.of("permission denied: %s", file);
        }
        if (failure instanceof NoSuchFileException || failure instanceof FileNotFoundException) {
            return Text.of("no such file: %s", file == null ? said : file);
        }
        if (failure instanceof FileAlreadyExistsException || failure instanceof NotDirectoryException
                || failure instanceof DirectoryNotEmptyException) {
            return Text.of("%s is in the way", file);
        }
        return Text.of("the system says \"%s\"", said.isEmpty() ? failure.getClass().getSimpleName() : said);
    }
}
