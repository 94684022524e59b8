package alan.voices.choose;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.tts.ContextWindow;
import alan.api.voice.ContextChoice;
import alan.api.voice.VoiceSegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The choice beside the best of all, which is found by trying everything, in voices that are small enough for that. */
class NearTheBestTest {
    private static final int VOICES = 100;
    private static final int SEGMENTS = 11;
    private static final String[] WORDS = "the moon rain kitchen window quickly zebra judge very much thing measure toy boil youth house".split(" ");
    private static final ContextWindow WINDOW = new ContextWindow(2_048, 12.5, 4, text -> text.length() / 4 + 1);

    @Test
    void aChoiceIsNearlyAsGoodAsTheBest() throws Exception {
        double worst = 1;
        double sum = 0;
        for (int seed = 0; seed < VOICES; seed++) {
            Random random = new Random(seed);
            List<Candidate> candidates = candidates(random);
            int room = 100 + random.nextInt(700);
            ContextChoice choice = new Chooser(new Sounds(() -> null)).choose("marta", candidates.stream().map(Candidate::segment).toList(), List.of(), "en",
                    WINDOW, room);
            double chosen = Coverage.of(candidates.stream()
                    .filter(each -> choice.segments().stream().anyMatch(taken -> taken.segment().equals(each.segment()))).toList()).value();
            double ratio = chosen / best(candidates, room);
            worst = Math.min(worst, ratio);
            sum += ratio;
        }
        System.out.printf("the choice beside the best of all: %.3f at worst, %.3f on average%n", worst, sum / VOICES);
        assertThat(worst).isBetween(0.85, 1 + 1e-9);
        assertThat(sum / VOICES).isGreaterThan(0.99);
    }

    private static double best(List<Candidate> candidates, int room) {
        double best = 1e-9;
        for (int subset = 0; subset < 1 << candidates.size(); subset++) {
            List<Candidate> taken = new ArrayList<>();
            for (int i = 0; i < candidates.size(); i++) {
                if ((subset >> i & 1) == 1) {
                    taken.add(candidates.get(i));
                }
            }
            if (taken.stream().mapToInt(Candidate::positions).sum() <= room) {
                best = Math.max(best, Coverage.of(taken).value());
            }
        }
        return best;
    }

    private static List<Candidate> candidates(Random random) {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 1; i <= SEGMENTS; i++) {
            double seconds = 2 + 13 * random.nextDouble();
            StringBuilder text = new StringBuilder();
            for (int word = 0; word < seconds * 2.5; word++) {
                text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
            }
            text.append(".?!".charAt(random.nextInt(3)));
            VoiceSegment segment = new VoiceSegment(i, text.toString(), random.nextInt(4) == 0 ? "es" : "en", seconds, List.of(), 40 * random.nextDouble());
            List<List<String>> words = new Sounds(() -> null).of(List.of(new Sounds.Spoken("en", segment.text()))).get(0);
            candidates.add(Candidate.of(segment, WINDOW.positions(segment.text(), segment.seconds()), words, "en"));
        }
        return candidates;
    }
}
