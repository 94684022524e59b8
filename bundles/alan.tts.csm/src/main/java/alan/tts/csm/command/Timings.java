package alan.tts.csm.command;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a generation took, in seconds. {@code load}, {@code encode}, {@code prefill}, {@code frames} and {@code decode} follow each other and do not
 * overlap.
 *
 * @param load until the networks are ready, the encoder for the context's clips too, and weights that had to be converted
 * @param encode of the context's clips, from sound to codes, and of the texts, to tokens
 * @param prefill reading the prompt
 * @param firstFrame from the begin of the prefill until the first frame is there
 * @param frames drawing all frames, the end frame too
 * @param decode from codes to sound; 0 where there is no sound
 * @param realTimeFactor {@code prefill}, {@code frames} and {@code decode} by the length of the sound; {@code null} where there is no sound
 * @param framesPerSecond how many frames there are, by {@code frames}
 */
record Timings(
        double load,
        double encode,
        double prefill,
        @JsonProperty("first_frame") double firstFrame,
        double frames,
        double decode,
        @JsonProperty("real_time_factor") Double realTimeFactor,
        @JsonProperty("frames_per_second") double framesPerSecond) {}
