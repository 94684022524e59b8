package alan.tts.kokoro;

/**
 * What is computed at one go.
 *
 * @param phonemes in Kokoro's writing, at most {@link Passages#LONGEST}; each has an id in the {@link Vocabulary}
 * @param endsSentence whether a sentence ends with it
 */
record Passage(String phonemes, boolean endsSentence) {}
