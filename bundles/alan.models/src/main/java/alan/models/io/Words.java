package alan.models.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;

/** Sizes and failures in words for people. */
public final class Words {
    private Words() {}

    /** {@return a size: {@code 98 MB}, {@code 1.1 GB}} @param bytes not negative */
    public static String size(long bytes) {
        if (bytes >= 1_000_000_000) {
            return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
        }
        if (bytes >= 1_000_000) {
            return Math.round(bytes / 1e6) + " MB";
        }
        return bytes >= 1000 ? Math.round(bytes / 1e3) + " kB" : bytes + " bytes";
    }

    /** {@return why a file could not be read or written, in a few words} @param failure of a file operation */
    public static String why(IOException failure) {
        String file = failure instanceof FileSystemException found && found.getFile() != null ? found.getFile() : null;
        if (failure instanceof AccessDeniedException) {
            return "permission denied: " + file;
        }
        if (failure instanceof NoSuchFileException || failure instanceof FileNotFoundException) {
            return "no such file: " + (file == null ? failure.getMessage() : file);
        }
        if (failure instanceof FileAlreadyExistsException || failure instanceof NotDirectoryException) {
            return file + " is in the way";
        }
        String text = failure.getMessage();
        return text == null || text.isBlank() ? failure.getClass().getSimpleName() : text.strip();
    }
}
