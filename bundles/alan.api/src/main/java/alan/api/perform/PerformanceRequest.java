package alan.api.perform;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * What to make of a script.
 *
 * @param script the text, see {@link Performances#read}
 * @param out the sound file; its ending says the format, see {@link alan.api.audio.AudioFiles#create}
 * @param split folder for a file a line, made if it is missing; {@code null} for none
 * @param subtitles whether {@code .srt} and {@code .vtt} are written beside the sound
 * @param seed the same script, voices and seed give the same samples
 * @param language of all lines, ISO 639-1; {@code null} to tell it line by line
 * @param pause silence between two lines, in seconds; what the script asks for is added
 * @param options for the engines, see {@link alan.api.tts.SpeechRequest#options}; a {@code seed} among them is not looked at
 * @param keep whether the sound of each line stays in the work folder at the end
 * @param restart whether nothing is taken over from an earlier run
 */
public record PerformanceRequest(
        String script,
        Path out,
        Path split,
        boolean subtitles,
        long seed,
        String language,
        double pause,
        Map<String, String> options,
        boolean keep,
        boolean restart) {
    /** Between two lines, in seconds, where nobody says otherwise: as long as people who talk to each other leave. */
    public static final double PAUSE = 0.4;

    /** Checks that there is a script and a file. */
    public PerformanceRequest {
        Objects.requireNonNull(script, "script");
        Objects.requireNonNull(out, "out");
        options = Map.copyOf(options);
    }

    /** {@return a performance into one file, and nothing else} @param script the text @param out the sound file */
    public static PerformanceRequest of(String script, Path out) {
        return new PerformanceRequest(script, out, null, false, 0, null, PAUSE, Map.of(), false, false);
    }
}
