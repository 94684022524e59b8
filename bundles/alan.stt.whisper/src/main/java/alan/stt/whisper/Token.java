package alan.stt.whisper;

/**
 * A piece of text as the decoder chose it.
 *
 * @param text UTF-8, perhaps only part of a character
 * @param probability 0 to 1
 * @param startMs from the start of the samples, in ms
 * @param endMs likewise
 */
record Token(byte[] text, double probability, long startMs, long endMs) {}
