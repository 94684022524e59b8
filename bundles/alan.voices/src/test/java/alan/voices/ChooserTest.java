package alan.voices;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.tts.ContextWindow;
import alan.api.voice.ContextChoice;
import alan.api.voice.VoiceDraft;
import alan.api.voice.VoiceSegment;
import alan.voices.choose.Chooser;
import alan.voices.choose.Sounds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChooserTest extends VoiceStoreTestBase {
    private static final String[] WORDS = ("the of and moon rain kitchen window quickly zebra judge about very much though enough thing "
            + "measure toy boil youth house la luna lluvia cocina ventana rápido jirafa guerra pingüino año calle").split(" ");
    private final Chooser chooser = new Chooser(new Sounds(() -> null));

    private ContextChoice choose(List<VoiceSegment> segments, List<Integer> pinned, String language, ContextWindow window, int most) throws Exception {
        return chooser.choose("marta", segments, pinned, language, window, most);
    }

    private static VoiceSegment segment(int number, String text, String language, double seconds, double snr, String... doubtful) {
        return new VoiceSegment(number, text, language, seconds, List.of(doubtful), snr);
    }

    private static List<Integer> numbers(ContextChoice choice) {
        return choice.segments().stream().map(each -> each.segment().number()).toList();
    }

    /** {@return a voice of some length, cut into 0.3 to 16 s} */
    private static List<VoiceSegment> voice(Random random, double seconds) {
        List<VoiceSegment> segments = new ArrayList<>();
        double left = seconds;
        while (left > 1e-9) {
            double length = Math.min(left, 0.3 + 15.7 * random.nextDouble());
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 1 + length * 2.5; i++) {
                text.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
            }
            text.append(".?!".charAt(random.nextInt(3)));
            String[] doubtful = random.nextInt(4) == 0 ? new String[] {text.toString().split(" ")[0]} : new String[0];
            segments.add(segment(segments.size() + 1, text.toString(), random.nextInt(4) == 0 ? "es" : "en", length, 60 * random.nextDouble() - 5, doubtful));
            left -= length;
        }
        return segments;
    }

    @Test
    void theChoiceFitsToThePositionForEveryLength() throws Exception {
        for (int seconds = 1; seconds <= 600; seconds++) {
            Random random = new Random(seconds);
            List<VoiceSegment> segments = voice(random, seconds);
            // Tokens of a tokenizer that takes one for two to five characters, and each text otherwise.
            ContextWindow window = new ContextWindow(64 + random.nextInt(2_048), 12.5, random.nextInt(5),
                    text -> 1 + text.length() / (2 + Math.floorMod(text.hashCode(), 4)));
            int most = random.nextInt(2_200);
            String language = new String[] {"en", "es", "fr", null}[random.nextInt(4)];
            ContextChoice choice = choose(segments, List.of(), language, window, most);
            int room = Math.min(most, window.positions());
            int positions = choice.segments().stream().mapToInt(each -> window.positions(each.segment().text(), each.segment().seconds())).sum();
            assertThat(choice.positions()).as("voice of %s s", seconds).isEqualTo(positions).isLessThanOrEqualTo(room);
            assertThat(choice.seconds()).isEqualTo(choice.segments().stream().mapToDouble(each -> each.segment().seconds()).sum());
            assertThat(new HashSet<>(numbers(choice))).hasSameSizeAs(choice.segments());
            assertThat(segments).containsAll(choice.segments().stream().map(ContextChoice.Chosen::segment).toList());
            // and nothing that would still fit was left out
            Set<Integer> chosen = new HashSet<>(numbers(choice));
            assertThat(segments.stream().filter(each -> !chosen.contains(each.number())).mapToInt(each -> window.positions(each.text(), each.seconds())))
                    .allMatch(each -> each > room - positions);
            assertThat(numbers(choose(new ArrayList<>(segments), List.of(), language, window, most))).isEqualTo(numbers(choice));
            assertThat(choice.segments()).allMatch(each -> !each.reason().english().isBlank() && !each.reason().say(Locale.forLanguageTag("es")).isBlank());
        }
    }

    @Test
    void whereNothingFitsNothingIsShown() throws Exception {
        List<VoiceSegment> segments = List.of(segment(1, "Good morning to you.", "en", 4, 30));
        // 50 positions of sound, 4 of text, 3 beside
        assertThat(choose(segments, List.of(), "en", WINDOW, 56).segments()).isEmpty();
        ContextChoice choice = choose(segments, List.of(), "en", WINDOW, 57);
        assertThat(choice.positions()).isEqualTo(57);
        assertThat(choice.seconds()).isEqualTo(4);
        assertThat(choose(segments, List.of(), "en", WINDOW, 0).segments()).isEmpty();
        assertThat(choose(segments, List.of(), "en", WINDOW, -1).segments()).isEmpty();
    }

    @Test
    void theClearerOneIsTaken() throws Exception {
        List<VoiceSegment> segments = List.of(segment(1, "Good morning to you.", "en", 4, 6), segment(2, "Good morning to you.", "en", 4, 28));
        assertThat(numbers(choose(segments, List.of(), "en", WINDOW, 60))).containsExactly(2);
    }

    @Test
    void theOneThatWasUnderstoodIsTaken() throws Exception {
        List<VoiceSegment> segments = List.of(segment(1, "Good morning to you.", "en", 4, 30, "morning"), segment(2, "Good morning to you.", "en", 4, 30));
        assertThat(numbers(choose(segments, List.of(), "en", WINDOW, 60))).containsExactly(2);
    }

    @Test
    void theLanguageThatIsSpokenIsTakenAndStandsLast() throws Exception {
        List<VoiceSegment> segments = List.of(segment(1, "Buenos días a todas.", "es", 4, 30), segment(2, "Good morning to you.", "en", 4, 30),
                segment(3, "The rain is over now.", "en", 4, 30));
        assertThat(numbers(choose(segments, List.of(), "es", WINDOW, 60))).containsExactly(1);
        assertThat(numbers(choose(segments, List.of(), "es", WINDOW, 500))).containsExactly(2, 3, 1);
        assertThat(numbers(choose(segments, List.of(), "en", WINDOW, 500))).startsWith(1).hasSize(3);
        // Most of it is English.
        assertThat(numbers(choose(segments, List.of(), null, WINDOW, 500))).startsWith(1).hasSize(3);
    }

    @Test
    void newSoundsAreTakenBeforeMoreOfTheSame() throws Exception {
        List<VoiceSegment> segments = List.of(segment(1, "banana bandana", "en", 3, 30), segment(2, "banana bandana", "en", 3, 30),
                segment(3, "quick fox jumps", "en", 3, 30));
        ContextChoice choice = choose(segments, List.of(), "en", WINDOW, 90);
        assertThat(numbers(choice)).containsExactlyInAnyOrder(1, 3);
    }

    @Test
    void questionsAndExclamationsAreTaken() throws Exception {
        List<VoiceSegment> segments = new ArrayList<>();
        for (int i = 1; i <= 8; i++) {
            segments.add(segment(i, "It is a good day today" + (i == 5 ? "?" : i == 7 ? "!" : "."), "en", 4, 30));
        }
        ContextChoice choice = choose(segments, List.of(), "en", WINDOW, 240);
        assertThat(numbers(choice)).hasSize(4).contains(5, 7);
        assertThat(choice.segments()).filteredOn(each -> each.segment().number() == 5).extracting(each -> each.reason().english())
                .containsExactly("It brings a question.");
        assertThat(choice.segments().get(3).reason().english()).startsWith("It is the most typical");
        assertThat(choice.segments().get(3).segment().text()).endsWith(".");
        // the others in the order of the recording
        assertThat(numbers(choice).subList(0, 3)).isSorted();
    }

    @Test
    void whatIsShortAndDenseDoesNotKeepOutWhatIsBest() throws Exception {
        // A greedy choice by the position alone would take the first and have no room for the second.
        List<VoiceSegment> segments = List.of(segment(1, "yes", "en", 2, 30),
                segment(2, "The quick brown fox jumps over the lazy dog, does it not?", "en", 20, 30));
        int all = WINDOW.positions(segments.get(1).text(), 20);
        assertThat(numbers(choose(segments, List.of(), "en", WINDOW, all))).containsExactly(2);
    }

    @Test
    void pinnedSegmentsAreShownAndNoOthers() throws Exception {
        List<VoiceSegment> segments = IntStream.rangeClosed(1, 9).mapToObj(i -> segment(i, "It is a good day.", "en", 4, 30)).toList();
        ContextChoice choice = choose(segments, List.of(7, 2), "en", WINDOW, 116);
        assertThat(numbers(choice)).containsExactly(7, 2);
        assertThat(choice.positions()).isEqualTo(116);
        assertThat(choice.segments().get(0).reason().english()).isEqualTo("You have pinned it.");
        assertThat(failure(() -> choose(segments, List.of(7, 2), "en", WINDOW, 115))).isEqualTo(
                "The pinned segments of the voice marta take 116 positions of the model's window, and 115 are for them; pin fewer with alan:voice-pin marta.");
    }

    @Test
    void aStoredVoiceIsChosenFromByItsSounds() throws Exception {
        List<VoiceDraft.Segment> segments = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            segments.add(Drafts.segment(i, "Line number " + i + " of six.", "en", 1 + i / 8.0, 30));
        }
        store().create("marta", new VoiceDraft(segments, List.of(), List.of()));
        ContextChoice choice = store().choose("marta", "en", WINDOW, 80);
        assertThat(choice.positions()).isLessThanOrEqualTo(80);
        assertThat(choice.segments()).isNotEmpty();
        store().pin("marta", List.of(6));
        assertThat(numbers(store().choose("Marta", "en", WINDOW, 80))).containsExactly(6);
    }
}
