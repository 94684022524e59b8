package alan.llm.llama.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StopTextsTest {
    @Test
    void textIsHeldBackOnlyWhileItMayBeAStop() {
        StopTexts stops = new StopTexts(List.of("STOP"));
        assertThat(stops.add("one ")).isEqualTo("one ");
        assertThat(stops.add("ST")).isEmpty();
        assertThat(stops.add("AY S")).isEqualTo("STAY ");
        assertThat(stops.end()).isEqualTo("S");
        assertThat(stops.found()).isFalse();
    }

    @Test
    void theTextEndsBeforeTheFirstStop() {
        StopTexts stops = new StopTexts(List.of("\nUser:", "###"));
        assertThat(stops.add("Hello.\nUs")).isEqualTo("Hello.");
        assertThat(stops.add("er: no ###")).isEmpty();
        assertThat(stops.found()).isTrue();
        assertThat(stops.add("more")).isEmpty();
        assertThat(stops.end()).isEmpty();
    }

    @Test
    void emptyStopsAreNone() {
        StopTexts stops = new StopTexts(List.of(""));
        assertThat(stops.add("a")).isEqualTo("a");
        assertThat(stops.found()).isFalse();
    }

    /** However a text is cut, the result is what cutting it at the first stop gives. */
    @Test
    void cutsDoNotMatter() {
        Random random = new Random(1);
        List<String> stops = List.of("aab", "ba", "🙂a");
        for (int round = 0; round < 3000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 12; i++) {
                text.append(List.of("a", "b", "c", "🙂").get(random.nextInt(4)));
            }
            StopTexts cutter = new StopTexts(stops);
            StringBuilder shown = new StringBuilder();
            for (int at = 0; at < text.length() && !cutter.found(); ) {
                int end = Math.min(text.length(), at + 1 + random.nextInt(3));
                end += end < text.length() && Character.isLowSurrogate(text.charAt(end)) ? 1 : 0;
                shown.append(cutter.add(text.substring(at, end)));
                at = end;
            }
            shown.append(cutter.end());
            // The earliest place at which a stop text has come to its end decides; a piece may hold several.
            assertThat(shown.toString()).isIn(cuts(text.toString(), stops));
        }
    }

    private static List<String> cuts(String text, List<String> stops) {
        List<String> found = stops.stream().filter(text::contains).map(stop -> text.substring(0, text.indexOf(stop))).toList();
        return found.isEmpty() ? List.of(text) : found;
    }
}
