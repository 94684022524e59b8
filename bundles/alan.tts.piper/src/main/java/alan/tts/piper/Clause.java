package alan.tts.piper;

/**
 * A clause as espeak-ng reads it.
 *
 * @param phonemes in the International Phonetic Alphabet, with language switches in parentheses: {@code (en)}
 * @param terminator what ends it: espeak-ng's {@code CLAUSE_…} flags, see {@link Phonemes}
 */
record Clause(String phonemes, int terminator) {}
