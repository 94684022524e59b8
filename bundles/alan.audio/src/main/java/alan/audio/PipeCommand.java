package alan.audio;

import alan.api.AlanException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program in the place of a device, such as {@code arecord} or {@code aplay}: raw sound, signed 16 bits, little-endian, mono, goes through its standard output or
 * input. {@code {rate}} in the command stands for the rate in Hz. No shell reads the command; quotes keep words together.
 */
final class PipeCommand {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|\\S+");
    private static final int MOST_COMPLAINT = 200;
    private static final long FAREWELL_SECONDS = 2;

    private final String command;
    private final Process process;
    private final Path complaints;

    private PipeCommand(String command, Process process, Path complaints) {
        this.command = command;
        this.process = process;
        this.complaints = complaints;
    }

    /**
     * Starts a program.
     *
     * @param command with {@code {rate}} where the rate belongs
     * @param sampleRate in Hz
     * @param records whether its output is the sound; else its input is, and what it prints is nobody's
     * @return it
     * @throws AlanException when it cannot be started
     */
    static PipeCommand start(String command, int sampleRate, boolean records) throws AlanException {
        List<String> words = words(command.replace("{rate}", Integer.toString(sampleRate)));
        if (words.isEmpty()) {
            throw new AlanException("After pipe: a command is missing, such as pipe:arecord -q -t raw -f S16_LE -c 1 -r {rate}.");
        }
        Path complaints = null;
        try {
            complaints = Files.createTempFile("alan-pipe", ".txt");
            ProcessBuilder program = new ProcessBuilder(words).redirectError(complaints.toFile());
            if (!records) {
                program.redirectOutput(Redirect.DISCARD);
            }
            PipeCommand started = new PipeCommand(command, program.start(), complaints);
            if (records) {
                started.process.getOutputStream().close();
            }
            return started;
        } catch (IOException e) {
            delete(complaints);
            throw new AlanException("The command %s could not be started; check that the program is installed and its name is right.", words.get(0), e);
        }
    }

    static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(command);
        while (matcher.find()) {
            words.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2) != null ? matcher.group(2) : matcher.group());
        }
        return words;
    }

    Process process() {
        return process;
    }

    /** Waits for its end, after its input was closed. @throws AlanException when it fails */
    void await() throws AlanException {
        try {
            if (process.waitFor() != 0) {
                throw ended();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AlanException("Playing was interrupted.", e);
        }
    }

    /** {@return that it has ended though it should not have} */
    AlanException ended() {
        String last = "";
        try {
            process.waitFor(FAREWELL_SECONDS, TimeUnit.SECONDS);
            for (String line : Files.readAllLines(complaints, StandardCharsets.ISO_8859_1)) {
                last = line.isBlank() ? last : line.strip();
            }
        } catch (IOException e) {
            last = "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String said = last.length() > MOST_COMPLAINT ? last.substring(0, MOST_COMPLAINT) : last;
        return said.isEmpty()
                ? new AlanException("The command %s has ended; try it in a terminal.", command)
                : new AlanException("The command %s has ended and said: %s", command, said.replaceAll("\\p{Cntrl}", "?"));
    }

    /** Ends it if it has not ended, and removes what it leaves. */
    void close() {
        process.destroy();
        try {
            if (!process.waitFor(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        delete(complaints);
    }

    private static void delete(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }
}
