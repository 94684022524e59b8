package alan.enrol.text;

import alan.api.AlanException;
import alan.api.stt.Segment;
import alan.api.text.Text;
import alan.enrol.segments.HeardStretch;
import alan.enrol.text.Alignment.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Gives each stretch of a recording its words of a text that says exactly what is said in all of it. */
public final class ExactText {
    /** Words that are no further apart count as the same, spelt or heard otherwise. */
    private static final double ALIKE = 0.25;
    /** The least share of words that are found in this order. */
    private static final double SAME_TEXT = 0.6;
    /** More words in a row that nobody heard were not spoken; fewer were not understood. */
    private static final int MOST_UNHEARD = 4;
    private static final int ENOUGH = 60;
    private static final String OPENING = "¿¡([{«“‘\"'—–-";

    private final String text;
    private final List<HeardStretch> stretches;
    private final List<Word> said;
    private final List<Word> heard = new ArrayList<>();
    /** For each word heard, its stretch and which of its words it is. */
    private final List<int[]> places = new ArrayList<>();
    /** For each word of the text, the stretch that it belongs to; -1 for none. */
    private final int[] owner;
    /** For each word of the text, whether something else was heard. */
    private final boolean[] doubtful;
    private final List<Text> differences = new ArrayList<>();

    /**
     * The words of a stretch.
     *
     * @param text with its signs; empty when the text has nothing for it
     * @param doubtful words that were heard otherwise
     */
    public record Part(String text, List<String> doubtful) {}

    /**
     * @param text exact
     * @param stretches in order
     * @throws AlanException when the text is of another recording
     */
    public ExactText(String text, List<HeardStretch> stretches) throws AlanException {
        this.text = text;
        this.stretches = stretches;
        this.said = Words.of(text);
        for (int i = 0; i < stretches.size(); i++) {
            addHeard(i);
        }
        if (said.isEmpty()) {
            throw new AlanException("The text has no words; leave it out to go by what is heard.");
        }
        // The work grows with the product of both; a book is no text of a recording anyway.
        if (said.size() > 2 * heard.size() + ENOUGH) {
            throw another(100 * heard.size() / said.size());
        }
        List<Pair> pairs = Alignment.of(said, heard);
        long same = pairs.stream().filter(pair -> pair.alike(ALIKE)).mapToInt(pair -> pair.textTo() - pair.textFrom()).sum();
        double share = same / (double) Math.max(said.size(), heard.size());
        if (share < SAME_TEXT) {
            throw another((int) (100 * share));
        }
        owner = new int[said.size()];
        doubtful = new boolean[said.size()];
        Arrays.fill(owner, -1);
        own(pairs);
        ownUnheard();
        differ(pairs);
    }

    private static AlanException another(int percent) {
        return new AlanException("Only %d %% of the text is heard in the recording; it seems to be the text of another one. Check the file, or leave it"
                + " out to go by what is heard.", percent);
    }

    private void addHeard(int stretch) {
        List<Segment.Word> words = stretches.get(stretch).words();
        StringBuilder all = new StringBuilder();
        int[] ends = new int[words.size()];
        for (int i = 0; i < ends.length; i++) {
            all.append(words.get(i).text()).append(' ');
            ends[i] = all.length();
        }
        for (Word word : Words.of(all.toString())) {
            int index = 0;
            while (ends[index] <= word.from()) {
                index++;
            }
            heard.add(word);
            places.add(new int[] {stretch, index});
        }
    }

    private void own(List<Pair> pairs) {
        for (Pair pair : pairs) {
            for (int t = pair.textFrom(); t < pair.textTo() && pair.heardFrom() < pair.heardTo(); t++) {
                owner[t] = places.get(pair.heardFrom())[0];
                doubtful[t] = !pair.alike(ALIKE);
            }
        }
    }

    /** Words that were not heard belong to the stretch that they stand in; between two, to the one whose sentence they are part of. */
    private void ownUnheard() {
        int from = 0;
        while (from < owner.length) {
            int to = from;
            while (to < owner.length && owner[to] < 0) {
                to++;
            }
            if (to > from && to - from <= MOST_UNHEARD) {
                boolean back = from > 0 && (to == owner.length || owner[from - 1] == owner[to] || !endsSentence(from - 1));
                int mine = back ? owner[from - 1] : to < owner.length ? owner[to] : -1;
                Arrays.fill(owner, from, to, mine);
                Arrays.fill(doubtful, from, to, true);
            }
            from = to + 1;
        }
    }

    private boolean endsSentence(int word) {
        int next = word + 1 < said.size() ? said.get(word + 1).from() : text.length();
        return text.substring(said.get(word).to(), next).matches("(?s).*[.!?…\n].*");
    }

    private void differ(List<Pair> pairs) {
        int at = 0;
        while (at < pairs.size()) {
            int end = at;
            while (end < pairs.size() && !pairs.get(end).alike(ALIKE)) {
                end++;
            }
            if (end > at) {
                differ(pairs.get(at), pairs.get(end - 1));
            }
            at = end + 1;
        }
    }

    private void differ(Pair first, Pair last) {
        String written = first.textFrom() == last.textTo() ? "" : piece(first.textFrom(), last.textTo() - 1);
        StringBuilder spoken = new StringBuilder();
        int[] before = null;
        for (int h = first.heardFrom(); h < last.heardTo(); h++) {
            int[] place = places.get(h);
            if (before == null || !Arrays.equals(before, place)) {
                spoken.append(spoken.length() == 0 ? "" : " ").append(word(place).text());
            }
            before = place;
        }
        String time = time(first.heardFrom());
        if (spoken.length() == 0) {
            differences.add(Text.of("At %s the text says \"%s\", which was not heard.", time, written));
        } else if (written.isEmpty()) {
            differences.add(Text.of("At %s \"%s\" was heard, which the text does not have.", time, spoken));
        } else {
            differences.add(Text.of("At %s \"%s\" was heard; the text says \"%s\".", time, spoken, written));
        }
    }

    private Segment.Word word(int... place) {
        return stretches.get(place[0]).words().get(place[1]);
    }

    private String time(int heardWord) {
        int known = Math.min(heardWord, places.size() - 1);
        return time(word(places.get(known)).startMs());
    }

    /** {@return a place in a recording: 1:05} @param ms from its start */
    public static String time(long ms) {
        return String.format(Locale.ROOT, "%d:%02d", ms / 60_000, ms / 1000 % 60);
    }

    /** {@return what differs, in order, a sentence each} */
    public List<Text> differences() {
        return List.copyOf(differences);
    }

    /** {@return the words of a stretch} @param stretch its number, from 0 */
    public Part of(int stretch) {
        StringBuilder all = new StringBuilder();
        List<String> unsure = new ArrayList<>();
        int at = 0;
        while (at < owner.length) {
            int end = at;
            while (end < owner.length && owner[end] == stretch) {
                if (doubtful[end]) {
                    unsure.add(text.substring(said.get(end).from(), said.get(end).to()));
                }
                end++;
            }
            if (end > at) {
                all.append(all.length() == 0 ? "" : " ").append(piece(at, end - 1));
            }
            at = end + 1;
        }
        return new Part(all.toString(), unsure);
    }

    /** {@return a piece of the text, from word to word, with the signs that belong to them} */
    private String piece(int first, int last) {
        int from = said.get(first).from();
        while (from > 0 && OPENING.indexOf(text.charAt(from - 1)) >= 0) {
            from--;
        }
        int to = said.get(last).to();
        while (to < text.length() && !Character.isWhitespace(text.charAt(to)) && !Character.isLetterOrDigit(text.charAt(to))) {
            to++;
        }
        return text.substring(from, to).replaceAll("\\s+", " ");
    }
}
