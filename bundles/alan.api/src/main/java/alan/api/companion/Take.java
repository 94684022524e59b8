package alan.api.companion;

/**
 * One of several attempts to speak a sentence, and how well it came out.
 *
 * @param sentence that was to be spoken
 * @param seed that it was made with
 * @param heard what was understood of it
 * @param characterErrorRate letters and digits to insert, delete or replace in what was heard, for each of the sentence
 * @param seconds of its sound
 * @param silence at its end, in seconds
 * @param score what the takes are compared by; less is better
 * @param chosen whether this one was heard by the person
 */
public record Take(
        String sentence, long seed, String heard, double characterErrorRate, double seconds, double silence, double score, boolean chosen) {

    /** {@return the same, chosen} */
    public Take choose() {
        return new Take(sentence, seed, heard, characterErrorRate, seconds, silence, score, true);
    }
}
