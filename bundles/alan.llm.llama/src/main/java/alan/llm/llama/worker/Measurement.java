package alan.llm.llama.worker;

import de.kherud.llama.LlamaIterator;

/**
 * Measures how fast a loaded model reads and writes; at most about a second of work each, since somebody waits for it. The best
 * of several short stretches counts, because whatever else the machine is doing can only make a stretch slower.
 */
final class Measurement {
    private static final String SENTENCE = "The quick brown fox jumps over the lazy dog while the old clock strikes seven. ";
    /** A model that reads this text in less than that is fast enough for a longer one, which says more. */
    private static final double FAST = 0.4;

    private static final double MOST_SECONDS = 1;
    private static final int MOST_TOKENS = 24;
    private static final int STRETCH = 8;

    private final ChatModel model;
    private double readRate;
    private double writeRate;

    /** @param model to measure */
    Measurement(ChatModel model) {
        this.model = model;
    }

    /** Measures. */
    void run() {
        boolean fast = read(SENTENCE) < FAST;
        if (fast) {
            readRate = 0;
            read(SENTENCE.repeat(2));
            read(SENTENCE.repeat(2));
        }
        write();
    }

    /** {@return prompt tokens a second} */
    double readRate() {
        return readRate;
    }

    /** {@return generated tokens a second} */
    double writeRate() {
        return writeRate;
    }

    /** {@return seconds that it took} */
    private double read(String prompt) {
        long start = System.nanoTime();
        LlamaIterator pieces = model.ramble(prompt, 1);
        while (pieces.hasNext()) {
            pieces.next();
        }
        double seconds = secondsSince(start);
        readRate = Math.max(readRate, model.countTokens(prompt) / seconds);
        return seconds;
    }

    private void write() {
        LlamaIterator pieces = model.ramble(SENTENCE, MOST_TOKENS);
        pieces.next();
        long start = System.nanoTime();
        long stretch = start;
        for (int written = 1; pieces.hasNext(); written++) {
            pieces.next();
            if (written % STRETCH == 0) {
                writeRate = Math.max(writeRate, STRETCH / secondsSince(stretch));
                stretch = System.nanoTime();
            }
            if (secondsSince(start) > MOST_SECONDS && pieces.hasNext()) {
                // A model too slow for one stretch is measured by what it did.
                writeRate = writeRate > 0 ? writeRate : written / secondsSince(start);
                pieces.cancel();
            }
        }
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
