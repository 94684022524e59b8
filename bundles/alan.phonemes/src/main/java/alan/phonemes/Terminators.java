package alan.phonemes;

import alan.api.phonemes.Clause;
import java.util.Map;

/** What espeak-ng says of a clause's end: the {@code CLAUSE_…} flags of its {@code translate.h}. */
final class Terminators {
    /** Pause, intonation and type of a clause. */
    private static final int PUNCTUATION = 0xFFFFF;

    private static final int SENTENCE = 0x80000;
    private static final int CLAUSE = 0x40000;
    private static final int OPTIONAL_SPACE_AFTER = 0x8000;
    private static final int COMMA_TONE = 0x1000;
    private static final int QUESTION_TONE = 0x2000;
    private static final int EXCLAMATION_TONE = 0x3000;

    private static final Map<Integer, Character> MARKS = Map.of(
            40 | SENTENCE, '.',
            40 | QUESTION_TONE | SENTENCE, '?',
            45 | EXCLAMATION_TONE | SENTENCE, '!',
            20 | COMMA_TONE | CLAUSE, ',',
            30 | CLAUSE, ':',
            30 | COMMA_TONE | CLAUSE, ';',
            30 | COMMA_TONE | OPTIONAL_SPACE_AFTER | CLAUSE, '…');

    private Terminators() {}

    /**
     * {@return a clause with its mark}
     *
     * @param phonemes of the clause
     * @param terminator what espeak-ng gave for it
     */
    static Clause clause(String phonemes, int terminator) {
        return new Clause(phonemes, MARKS.getOrDefault(terminator & PUNCTUATION, Clause.NO_MARK), (terminator & SENTENCE) != 0);
    }
}
