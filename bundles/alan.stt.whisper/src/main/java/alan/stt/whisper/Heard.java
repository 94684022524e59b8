package alan.stt.whisper;

import java.util.List;

/**
 * What one pass over a window of sound gave.
 *
 * @param passages in order
 */
record Heard(List<Passage> passages) {
    /**
     * What whisper.cpp calls a segment.
     *
     * @param startMs from the start of the window, in ms
     * @param endMs likewise; may lie past the window's end
     * @param tokens without special ones
     */
    record Passage(long startMs, long endMs, List<Token> tokens) {}

    /** {@return where the last passage ends, in ms; -1 if there is none} */
    long endMs() {
        return passages.isEmpty() ? -1 : passages.get(passages.size() - 1).endMs();
    }
}
