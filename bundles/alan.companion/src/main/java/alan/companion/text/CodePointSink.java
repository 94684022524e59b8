package alan.companion.text;

/** Takes text one code point at a time. Made so, a result cannot depend on how the text was cut into pieces. */
interface CodePointSink {
    /** Between two blocks (paragraphs, headings, list items, table rows): a sentence never runs across it. */
    int BREAK = 0x2029;

    /** Takes the next code point; a line ends with {@code '\n'}. */
    void accept(int codePoint);

    /** The text has ended: whatever is held back goes out. */
    void end();

    /** Takes a whole string. */
    default void acceptAll(CharSequence text) {
        text.codePoints().forEach(this::accept);
    }
}
