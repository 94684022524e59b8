package alan.api.phonemes;

/**
 * A clause as it is read aloud: what lies between two marks of punctuation.
 *
 * @param phonemes words in the International Phonetic Alphabet, with a space between two and stress before the stressed syllable:
 *     {@code bwˈenos ðˈias}; may be empty
 * @param mark that ends it: one of {@code . ? ! , : ; …}, to which the text's are reduced ({@code —} is read as {@code ;}), or {@link #NO_MARK}
 * @param endsSentence whether a sentence ends with it; true for the last of a text
 */
public record Clause(String phonemes, char mark, boolean endsSentence) {
    /** What ends a clause that no mark ends: the end of the text or of a paragraph. */
    public static final char NO_MARK = 0;
}
