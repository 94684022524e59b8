package alan.models.torch;

import alan.api.AlanException;
import alan.api.text.Text;
import java.io.IOException;
import java.nio.file.Path;

/** The sentences for files that are not what they should be. */
final class Damage {
    private static final int LONGEST = 80;

    private Damage() {}

    /**
     * {@return the sentence}
     *
     * @param file that is wrong
     * @param what is wrong with it, as the rest of a sentence that begins with the file
     */
    static AlanException in(Path file, Text what) {
        return new AlanException("%s %s. Fetch the model again, or another one.", file, what);
    }

    /** {@return the sentence} @param file that cannot be read @param cause of it */
    static AlanException unreadable(Path file, IOException cause) {
        return new AlanException("%s cannot be read (%s). Check the disk and try again.", file, quoted(String.valueOf(cause.getMessage())), cause);
    }

    /** {@return text from a file, made fit for a sentence} @param text of any length, perhaps with control characters */
    static String quoted(String text) {
        String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return '"' + shown.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?") + '"';
    }
}
