package alan.models.ctranslate2;

import alan.api.AlanException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The sentences for files that are not what they should be. */
final class Damage {
    private Damage() {}

    /**
     * {@return the sentence}
     *
     * @param file that is wrong
     * @param what is wrong with it, as the rest of a sentence that begins with the file
     */
    static AlanException in(Path file, String what) {
        return new AlanException(file + " " + what + ". Fetch the model again, or another one.");
    }

    /** {@return what went wrong with a file, in words} @param e from the file system */
    static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no " + e.getMessage();
        }
        if (e instanceof AccessDeniedException) {
            return "no permission for " + e.getMessage();
        }
        return e instanceof ClosedByInterruptException ? "interrupted" : String.valueOf(e.getMessage());
    }

    /** {@return text from a file, made fit for a sentence} @param text of any length, perhaps with control characters */
    static String quoted(String text) {
        String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
        return '"' + shown.replaceAll("\\p{C}", "?") + '"';
    }
}
