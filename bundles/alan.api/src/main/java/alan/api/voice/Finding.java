package alan.api.voice;

import alan.api.text.Text;

/**
 * Something about a recording that makes a worse voice of it.
 *
 * @param kind of problem
 * @param value how bad it is, in the unit of the kind
 */
public record Finding(Kind kind, double value) {
    /** What may be wrong. */
    public enum Kind {
        /** Its speech in all, in seconds. */
        SHORT,
        /** Level of its speech, in dB below full scale. */
        QUIET,
        /** Samples at full scale, in percent of the speech. */
        CLIPPED,
        /** Speech above noise, in dB. */
        NOISY,
        /** Time in which a room's echo fades by 60 dB, in seconds. */
        REVERBERANT,
        /** Time in which something is heard under the speech that is no noise, in percent. */
        MUSIC,
        /** Highest frequency that there is anything at, in Hz. */
        NARROW,
        /** Share of speech, in percent. */
        SPARSE,
        /** Speech that does not sound like most of it, in percent. */
        SPEAKERS
    }

    /** {@return one sentence that says what is wrong and what to do} */
    public Text sentence() {
        long round = Math.round(value);
        return switch (kind) {
            case SHORT -> Text.of("There are only %s seconds of speech; two minutes make a better voice.", round);
            case QUIET -> Text.of("The speech is quiet (%s dB below full scale); go closer to the microphone or turn it up.", round);
            case CLIPPED -> Text.of("%s %% of the speech is cut off at full scale; turn the microphone down and record it anew.", tenth());
            case NOISY -> Text.of("The speech is only %s dB above the noise; record it where it is quiet, close to the microphone.", round);
            case REVERBERANT -> Text.of("The room echoes for %s seconds; record it in a room with curtains or carpets, close to the microphone.", tenth());
            case MUSIC -> Text.of("Something else is heard during %s %% of the speech, such as music; turn it off and record it anew.", round);
            case NARROW -> Text.of("There is nothing above %s Hz, as on a telephone; use another microphone or a better file.", round);
            case SPARSE -> Text.of("Only %s %% of the recording is speech; the rest is not used.", round);
            case SPEAKERS -> Text.of("%s %% of the speech sounds like somebody else; keep to one person a recording.", round);
        };
    }

    private double tenth() {
        return Math.round(value * 10) / 10.0;
    }
}
