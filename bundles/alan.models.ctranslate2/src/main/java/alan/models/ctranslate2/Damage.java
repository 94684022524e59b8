package alan.models.ctranslate2;

import alan.api.AlanException;
import alan.api.text.Text;
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
    static AlanException in(Path file, Text what) {
        return in(file, what, null);
    }

    /** {@return the sentence} @param file that is wrong @param what is wrong with it @param cause for the log */
    static AlanException in(Path file, Text what, Throwable cause) {
        return new AlanException(Text.of("%s %s. Fetch the model again, or another one.", file, what), cause);
    }

    /** {@return what went wrong with a file, in words} @param e from the file system */
    static Text reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return Text.of("there is no %s", e.getMessage());
        }
        if (e instanceof AccessDeniedException) {
            return Text.of("no permission for %s", e.getMessage());
        }
        return e instanceof ClosedByInterruptException ? Text.of("interrupted") : Text.of("%s", e.getMessage());
    }

    /** {@return text from a file, made fit for a sentence} @param text of any length, perhaps with control characters */
    static String quoted(String text) {
        String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
        return '"' + shown.replaceAll("\\p{C}", "?") + '"';
    }
}
