package alan.tts.csm.command;

import java.util.List;

/**
 * The document of {@code --codes}: what can be compared with another implementation.
 *
 * @param frames of as many codes as the model has codebooks, the end frame included
 * @param stopped {@code eos} when the model ended by itself, {@code length} when it was cut off
 * @param seed of the noise; {@code null} where there was none
 * @param timings in seconds
 */
record Codes(List<int[]> frames, String stopped, Long seed, Timings timings) {
    /** The model ended by itself. */
    static final String EOS = "eos";
    /** As many frames as were asked for, or as the window has room for. */
    static final String LENGTH = "length";
}
