package alan.companion;

import alan.api.tts.Sample;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What was asked and answered in one conversation, in memory.
 *
 * <p>Only what really happened counts. Of an answer that was cancelled or failed half-way it keeps what was said so far: of a
 * spoken answer the sentences that its listener had begun to receive, of a written one the pieces that its reader had received.
 * Where that is nothing, the question is not kept either. What a model thought aloud is no part of its answer.
 */
final class Conversation {
    /** More pairs than any prompt holds; beyond that the oldest go. */
    static final int MOST_PAIRS = 200;

    /** Dropping the oldest has everything read again, so it is done seldom, and much at once. */
    private static final double SHARE_THAT_STAYS = 0.67;

    private final Deque<Pair> pairs = new ArrayDeque<>();
    private final Deque<Said> sounds = new ArrayDeque<>();
    private String language;

    /** A question and its answer. */
    record Pair(String question, String answer) {}

    /**
     * Adds the newest.
     *
     * @param spoken language of the answer; {@code null} if not known
     */
    synchronized void add(String question, String answer, String spoken) {
        if (question == null || question.isBlank() || answer.isBlank()) {
            return;
        }
        language = spoken == null ? language : spoken;
        pairs.addLast(new Pair(question.strip(), answer.strip()));
        if (pairs.size() > MOST_PAIRS) {
            pairs.removeFirst();
        }
    }

    /** Adds how it sounded, for engines that are shown what was said. @param spoken in order @param most seconds that are kept; 0 for none */
    synchronized void addSounds(List<Said> spoken, double most) {
        sounds.addAll(spoken);
        if (seconds() > most) {
            while (seconds() > SHARE_THAT_STAYS * most) {
                sounds.removeFirst();
            }
        }
    }

    private double seconds() {
        return sounds.stream().mapToDouble(each -> each.sound().seconds()).sum();
    }

    /** {@return how it sounded, numbered for a voice that speaks next} @param voice that does */
    synchronized List<Sample> samples(String voice) {
        return Said.samples(List.copyOf(sounds), voice);
    }

    /** Forgets how it sounded. */
    synchronized void forgetSounds() {
        sounds.clear();
    }

    /** {@return the language of the last answer, for a question such as {@code 42}, which has none; {@code null} if not known} */
    synchronized String language() {
        return language;
    }

    /** {@return all that is kept, the oldest first} */
    synchronized List<Pair> pairs() {
        return List.copyOf(pairs);
    }
}
