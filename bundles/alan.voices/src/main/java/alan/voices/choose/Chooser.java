package alan.voices.choose;

import alan.api.AlanException;
import alan.api.text.Text;
import alan.api.tts.ContextWindow;
import alan.api.voice.ContextChoice;
import alan.api.voice.ContextChoice.Chosen;
import alan.api.voice.VoiceSegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.ToDoubleBiFunction;

/** Chooses which segments of a voice a model is shown. The same voice, window and room give the same choice. */
public final class Chooser {
    private final Sounds sounds;

    /** @param sounds of texts */
    public Chooser(Sounds sounds) {
        this.sounds = sounds;
    }

    /**
     * {@return what a model is shown} The segments that were fixed, and only these; or else those that tell the most of the voice, in the order of the
     * recording, but for the most typical one, which stands last: a model goes on most of all as what it has heard last.
     *
     * @param name of the voice, for the sentence
     * @param segments of the voice
     * @param pinned numbers of those that are fixed
     * @param language that is to be spoken; {@code null} for the one that most of the voice is in
     * @param window of the model
     * @param most positions for the samples
     * @throws AlanException when the fixed ones do not fit
     */
    public ContextChoice choose(String name, List<VoiceSegment> segments, List<Integer> pinned, String language, ContextWindow window, int most)
            throws AlanException {
        int room = Math.min(most, window.positions());
        if (!pinned.isEmpty()) {
            return pinned(name, segments, pinned, window, room);
        }
        List<Candidate> candidates = candidates(segments, language == null ? mainLanguage(segments) : language, window).stream()
                .filter(each -> each.positions() <= room).toList();
        if (candidates.isEmpty()) {
            return new ContextChoice(List.of(), 0, 0);
        }
        List<Candidate> dense = greedy(candidates, room, (coverage, each) -> coverage.gain(each) / Math.max(1, each.positions()));
        // What gains much a position may leave no room for what gains much; the better of both is never far from the best.
        List<Candidate> large = greedy(candidates, room, Coverage::gain);
        return choice(Coverage.of(large).value() > Coverage.of(dense).value() ? large : dense, candidates);
    }

    private static ContextChoice pinned(String name, List<VoiceSegment> segments, List<Integer> pinned, ContextWindow window, int room) throws AlanException {
        List<Chosen> chosen = new ArrayList<>();
        int positions = 0;
        double seconds = 0;
        for (int number : pinned) {
            VoiceSegment segment = segments.stream().filter(each -> each.number() == number).findFirst().orElseThrow();
            chosen.add(new Chosen(segment, Text.of("You have pinned it.")));
            positions += window.positions(segment.text(), segment.seconds());
            seconds += segment.seconds();
        }
        if (positions > room) {
            throw new AlanException("The pinned segments of the voice %s take %s positions of the model's window, and %s are for them; "
                    + "pin fewer with alan:voice-pin %s.", name, positions, Math.max(0, room), name);
        }
        return new ContextChoice(chosen, positions, seconds);
    }

    private List<Candidate> candidates(List<VoiceSegment> segments, String language, ContextWindow window) {
        List<List<List<String>>> words = sounds.of(segments.stream().map(each -> new Sounds.Spoken(each.language(), each.text())).toList());
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            VoiceSegment segment = segments.get(i);
            candidates.add(Candidate.of(segment, window.positions(segment.text(), segment.seconds()), words.get(i), language));
        }
        return candidates;
    }

    private static String mainLanguage(List<VoiceSegment> segments) {
        Map<String, Double> seconds = new HashMap<>();
        segments.forEach(each -> seconds.merge(each.language(), each.seconds(), Double::sum));
        return seconds.entrySet().stream()
                .max(Map.Entry.<String, Double>comparingByValue().thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey).orElse("");
    }

    /** What a candidate scored when that many had been taken. */
    private record Scored(Candidate candidate, double score, int taken) {}

    /**
     * {@return what is taken, in that order} Ends when nothing fits any more. Scores only fall while more is taken, so an old one that is not the highest need
     * not be made anew.
     *
     * @param score what is taken first; of equals, the earlier segment
     */
    private static List<Candidate> greedy(List<Candidate> candidates, int room, ToDoubleBiFunction<Coverage, Candidate> score) {
        PriorityQueue<Scored> queue = new PriorityQueue<>(Comparator.comparingDouble(Scored::score).reversed()
                .thenComparing(each -> each.candidate.segment().number()));
        Coverage coverage = new Coverage();
        candidates.forEach(each -> queue.add(new Scored(each, score.applyAsDouble(coverage, each), 0)));
        List<Candidate> taken = new ArrayList<>();
        int free = room;
        while (!queue.isEmpty()) {
            Scored first = queue.remove();
            Candidate best = first.candidate;
            if (best.positions() > free) {
                continue;
            }
            if (first.taken < taken.size()) {
                queue.add(new Scored(best, score.applyAsDouble(coverage, best), taken.size()));
                continue;
            }
            taken.add(best);
            coverage.add(best);
            free -= best.positions();
        }
        return taken;
    }

    private static ContextChoice choice(List<Candidate> taken, List<Candidate> all) {
        Candidate last = mostTypical(taken, all);
        Map<Candidate, Text> reasons = reasons(taken);
        reasons.put(last, Text.of("It is the most typical: clear, and spoken as fast as most; so it is heard last, next to what is said."));
        List<Candidate> order = new ArrayList<>(taken);
        order.sort(Comparator.comparing((Candidate each) -> each == last).thenComparing(Candidate::asked).thenComparing(each -> each.segment().number()));
        return new ContextChoice(order.stream().map(each -> new Chosen(each.segment(), reasons.get(each))).toList(),
                taken.stream().mapToInt(Candidate::positions).sum(), order.stream().mapToDouble(each -> each.segment().seconds()).sum());
    }

    /** {@return the best of those that were taken to speak like: worth most, in the language, as fast as most of the voice} */
    private static Candidate mostTypical(List<Candidate> taken, List<Candidate> all) {
        double[] paces = all.stream().mapToDouble(Candidate::pace).sorted().toArray();
        double usual = Math.max(1e-9, paces[paces.length / 2]);
        return taken.stream().max(Comparator.comparingDouble((Candidate each) -> {
            double ratio = Math.max(1e-9, each.pace()) / usual;
            boolean plain = !each.units().containsKey(Candidate.QUESTION) && !each.units().containsKey(Candidate.EXCLAMATION);
            return each.worth() * Math.min(ratio, 1 / ratio) * (plain ? 1 : 0.5);
        }).thenComparing(Comparator.comparingInt((Candidate each) -> each.segment().number()).reversed())).orElseThrow();
    }

    private static Map<Candidate, Text> reasons(List<Candidate> taken) {
        Map<Candidate, Text> reasons = new HashMap<>();
        Coverage before = new Coverage();
        for (Candidate each : taken) {
            reasons.put(each, reason(each, before));
            before.add(each);
        }
        return reasons;
    }

    private static Text reason(Candidate candidate, Coverage before) {
        if (candidate.units().containsKey(Candidate.QUESTION) && !before.has(Candidate.QUESTION)) {
            return Text.of("It brings a question.");
        }
        if (candidate.units().containsKey(Candidate.EXCLAMATION) && !before.has(Candidate.EXCLAMATION)) {
            return Text.of("It brings an exclamation.");
        }
        long sounds = candidate.units().keySet().stream().filter(Candidate::isSound).filter(unit -> !before.has(unit)).count();
        return sounds > 0
                ? Text.of("It brings %s of the sounds that the others lack.", sounds)
                : Text.of("It brings more of the sounds that the others have little of.");
    }
}
