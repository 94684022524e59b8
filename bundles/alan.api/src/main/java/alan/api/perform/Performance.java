package alan.api.perform;

import alan.api.AlanException;
import alan.api.text.Text;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * A script being performed. Each line is kept beside the sound file as soon as it is whole ({@code FILE.alan-work}), so that a performance that was cut off
 * goes on after the last whole line, and comes out the same as if it had gone through.
 *
 * <p>One thread runs it, once. Any thread may close it, which stops it.
 */
public interface Performance extends AutoCloseable {
    /** {@return its lines} */
    Script script();

    /** {@return how many of the first lines are there from an earlier run} */
    int kept();

    /** {@return whether the earlier run was of another script, or with other settings, from the line after {@link #kept} on} */
    boolean changed();

    /**
     * Makes everything that is missing, and then the files.
     *
     * @param progress told before each line that has to be made, and before the files are written
     * @param notice told, in a sentence that names the line, what a person may want to know of one that is being made, such as that another voice speaks
     * @return what was made
     * @throws AlanException when a line cannot be spoken, whose number the sentence names, something cannot be written, or it was closed
     */
    Performed run(Consumer<Progress> progress, Consumer<Text> notice) throws AlanException;

    /** As {@link #run(Consumer, Consumer)} for somebody who wants no notices. */
    default Performed run(Consumer<Progress> progress) throws AlanException {
        return run(progress, notice -> { });
    }

    /** Stops it; what is whole stays for the next run. Does nothing the second time. */
    @Override
    void close();

    /**
     * How far it is.
     *
     * @param done lines that are whole
     * @param lines in all
     * @param next the line that comes now; {@code null} when only the files are left
     * @param secondsLeft estimate by what was made so far; {@code null} as long as nothing was
     */
    record Progress(int done, int lines, Script.Line next, Double secondsLeft) {}

    /**
     * What came out.
     *
     * @param sound the file
     * @param seconds its length
     * @param subtitles files beside it; empty if there were to be none
     * @param lines a file each; empty if there were to be none
     */
    record Performed(Path sound, double seconds, List<Path> subtitles, List<Path> lines) {
        /** Copies the lists. */
        public Performed {
            subtitles = List.copyOf(subtitles);
            lines = List.copyOf(lines);
        }
    }
}
