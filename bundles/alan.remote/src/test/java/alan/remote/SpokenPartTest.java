package alan.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpokenPartTest {
    private static String said(List<String> stops, String... pieces) {
        SpokenPart part = new SpokenPart(stops);
        StringBuilder all = new StringBuilder();
        for (String piece : pieces) {
            all.append(part.add(piece));
        }
        return all.append(part.finish()).toString();
    }

    @Test
    void whatNobodyStopsIsSaidAtOnce() {
        SpokenPart part = new SpokenPart(List.of());
        assertThat(part.add("Hola")).isEqualTo("Hola");
        assertThat(part.add(", ¿qué tal?")).isEqualTo(", ¿qué tal?");
    }

    @Test
    void anAnswerEndsBeforeAStopTextThatComesInPieces() {
        SpokenPart part = new SpokenPart(List.of("###", "\nUser:"));
        assertThat(part.add("uno\nUs") + part.add("ed\nUser") + part.add(": dos")).isEqualTo("uno\nUsed");
        assertThat(part.stopped()).isTrue();
        assertThat(part.add("tres")).isEmpty();
        assertThat(part.finish()).isEmpty();
    }

    @Test
    void whatOnlyBeginsLikeAStopTextIsSaid() {
        assertThat(said(List.of("###"), "a#", "b##")).isEqualTo("a#b##");
    }

    @Test
    void thoughtsAreLeftOutWhereverTheyAreCut() {
        String text = "\n<think>Un < dos </thi no.</think>Hola.";
        assertThat(said(List.of(), text)).isEqualTo("Hola.");
        assertThat(said(List.of(), text.split(""))).isEqualTo("Hola.");
    }

    @Test
    void whatOnlyBeginsLikeAThoughtIsSaid() {
        assertThat(said(List.of(), "<", "this> y <think>eso</think>")).isEqualTo("<this> y <think>eso</think>");
        assertThat(said(List.of(), "<th")).isEqualTo("<th");
    }

    @Test
    void thoughtsWithoutEndAreNoAnswer() {
        assertThat(said(List.of(), "<think>", "sin fin")).isEmpty();
    }

    @Test
    void noCharacterIsCutInTwo() {
        SpokenPart part = new SpokenPart(List.of());
        assertThat(part.add("sol \ud83c")).isEqualTo("sol ");
        assertThat(part.add("\udf1e!")).isEqualTo("\ud83c\udf1e!");
    }
}
