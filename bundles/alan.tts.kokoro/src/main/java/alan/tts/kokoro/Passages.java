package alan.tts.kokoro;

import alan.api.phonemes.Clause;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts clauses together to passages. The first one is short, so that sound comes early, and none is more than about twice as long as the one
 * before it: a machine that computes at twice the speed of speech has it ready when it is needed. A passage ends where a sentence does, if not
 * before.
 */
final class Passages {
    /**
     * The longest passage, in tokens, of about 16 s. The network takes 510, but begins to hurry beyond 400 by its makers' own account
     * ({@code VOICES.md} of hexgrad/Kokoro-82M), and its memory grows with the length.
     */
    static final int LONGEST = 250;

    /** The longest first passage, in tokens, if it has several clauses; about 2.5 s. */
    static final int FIRST = 40;

    /** What is shorter is put with what follows or precedes it in its sentence: a few tokens alone come out badly. */
    static final int SHORTEST = 15;

    private final Dialect dialect;
    private int limit = FIRST;

    /** @param dialect that was read */
    Passages(Dialect dialect) {
        this.dialect = dialect;
    }

    /**
     * {@return passages in order; none when nothing is to be said}
     *
     * @param clauses that follow those of the last call
     */
    List<Passage> of(List<Clause> clauses) {
        List<String> texts = clauses.stream().map(this::text).toList();
        List<Passage> passages = new ArrayList<>();
        StringBuilder passage = new StringBuilder();
        for (int i = 0; i < texts.size(); i++) {
            boolean full = passage.length() + texts.get(i).length() > limit;
            if (full && passage.length() >= SHORTEST && restOfSentence(clauses, texts, i) >= SHORTEST) {
                end(passage, false, passages);
            }
            passage.append(passage.length() > 0 && !texts.get(i).isEmpty() ? " " : "").append(texts.get(i));
            if (clauses.get(i).endsSentence()) {
                end(passage, true, passages);
            }
        }
        end(passage, true, passages);
        return passages;
    }

    private String text(Clause clause) {
        String phonemes = Vocabulary.known(KokoroPhonemes.of(clause.phonemes(), dialect)).strip();
        return saysNothing(phonemes) || clause.mark() == Clause.NO_MARK ? phonemes : phonemes + clause.mark();
    }

    private static int restOfSentence(List<Clause> clauses, List<String> texts, int from) {
        int length = 0;
        for (int i = from; i < texts.size(); i++) {
            length += texts.get(i).length() + 1;
            if (clauses.get(i).endsSentence()) {
                break;
            }
        }
        return length;
    }

    private void end(StringBuilder passage, boolean sentence, List<Passage> passages) {
        String rest = passage.toString().strip();
        passage.setLength(0);
        while (rest.length() > LONGEST) {
            int space = rest.lastIndexOf(' ', LONGEST);
            int cut = space > 0 ? space : LONGEST;
            add(rest.substring(0, cut), false, passages);
            rest = rest.substring(cut).strip();
        }
        add(rest, sentence, passages);
    }

    private void add(String phonemes, boolean sentence, List<Passage> passages) {
        if (!saysNothing(phonemes)) {
            passages.add(new Passage(phonemes, sentence));
            limit = Math.min(LONGEST, Math.max(limit, 2 * phonemes.length()));
        }
    }

    /** Marks of stress and length are letters to Unicode ("modifier letters"), but no sound by themselves. */
    private static boolean saysNothing(String phonemes) {
        return phonemes.chars().noneMatch(each -> Character.isLetter(each) && Character.getType(each) != Character.MODIFIER_LETTER);
    }
}
