package alan.home;

import alan.api.companion.Sentences;
import java.util.ArrayList;
import java.util.List;

/** Has a word or two wait for the next sentence: an engine that imitates says them badly when they are alone. */
final class JoinedSentences implements Sentences {
    /** In UTF-16 code units; the companion, which joins the sentences of a whole text, has the same. */
    private static final int SHORT = 15;

    private final Sentences cutter;
    private String waiting = "";

    /** @param cutter gives the sentences */
    JoinedSentences(Sentences cutter) {
        this.cutter = cutter;
    }

    @Override
    public List<String> feed(String piece) {
        return joined(cutter.feed(piece));
    }

    @Override
    public List<String> finish() {
        List<String> left = joined(cutter.finish());
        if (!waiting.isEmpty()) {
            left.add(waiting);
            waiting = "";
        }
        return left;
    }

    private List<String> joined(List<String> sentences) {
        List<String> joined = new ArrayList<>();
        for (String sentence : sentences) {
            String text = waiting.isEmpty() ? sentence : waiting + " " + sentence;
            waiting = text.length() < SHORT ? text : "";
            if (waiting.isEmpty()) {
                joined.add(text);
            }
        }
        return joined;
    }
}
