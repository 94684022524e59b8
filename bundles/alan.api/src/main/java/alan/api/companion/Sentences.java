package alan.api.companion;

import java.util.List;

/**
 * Cuts a text into the sentences that are spoken of it, while it is still being written. Not safe for use by several threads.
 */
public interface Sentences {
    /**
     * Takes some more of the text.
     *
     * @param piece of any length
     * @return sentences that have ended and have something to speak in them, without markdown, emoji and the like; perhaps none
     */
    List<String> feed(String piece);

    /** {@return what is left; the text has ended} */
    List<String> finish();

    /** {@return nobody who cuts: all of the text is one sentence, as it is} */
    static Sentences whole() {
        return new Sentences() {
            private final StringBuilder text = new StringBuilder();

            @Override
            public List<String> feed(String piece) {
                text.append(piece);
                return List.of();
            }

            @Override
            public List<String> finish() {
                String all = text.toString().strip();
                text.setLength(0);
                return all.isEmpty() ? List.of() : List.of(all);
            }
        };
    }
}
