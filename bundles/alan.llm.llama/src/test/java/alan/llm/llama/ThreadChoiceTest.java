package alan.llm.llama;

import static org.assertj.core.api.Assertions.assertThat;

import alan.llm.llama.ThreadChoice.Speed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThreadChoiceTest {
    @TempDir
    Path folder;

    @Test
    void candidatesDoubleUpToTheNumberOfProcessors() {
        assertThat(ThreadChoice.candidates(1)).containsExactly(1);
        assertThat(ThreadChoice.candidates(2)).containsExactly(1, 2);
        assertThat(ThreadChoice.candidates(6)).containsExactly(1, 2, 4, 6);
        assertThat(ThreadChoice.candidates(16)).containsExactly(1, 2, 4, 8, 16);
    }

    @Test
    void theFastestIsChosenForEachKindOfWork() {
        List<Speed> speeds = List.of(new Speed(100, 40), new Speed(190, 10), new Speed(300, 9));
        assertThat(ThreadChoice.choose(List.of(1, 2, 4), speeds)).isEqualTo(new ThreadChoice(1, 4));
    }

    @Test
    void aLittleFasterIsNotWorthMoreThreads() {
        List<Speed> speeds = List.of(new Speed(100, 40), new Speed(119, 47), new Speed(121, 49));
        assertThat(ThreadChoice.choose(List.of(1, 2, 4), speeds)).isEqualTo(new ThreadChoice(2, 2));
        assertThat(ThreadChoice.choose(List.of(1, 2), speeds.subList(0, 2))).isEqualTo(new ThreadChoice(1, 1));
    }

    @Test
    void theSearchEndsWhenNothingIsGained() {
        assertThat(ThreadChoice.worthGoingOn(List.of(new Speed(100, 40), new Speed(190, 10)))).isTrue();
        assertThat(ThreadChoice.worthGoingOn(List.of(new Speed(100, 40), new Speed(109, 43)))).isFalse();
        assertThat(ThreadChoice.worthGoingOn(List.of(new Speed(100, 40), new Speed(190, 80), new Speed(180, 70)))).isFalse();
    }

    @Test
    void onOneProcessorThereIsNoChoice() {
        assertThat(ThreadChoice.choose(List.of(1), List.of())).isEqualTo(new ThreadChoice(1, 1));
    }

    @Test
    void whatWasMeasuredIsKeptBesideWhatWasThere() throws IOException {
        Path file = folder.resolve("cache").resolve("threads.properties");
        ThreadStore.Entry calm = new ThreadStore.Entry(new ThreadChoice(1, 2), false);
        ThreadStore.Entry busy = new ThreadStore.Entry(new ThreadChoice(4, 8), true);
        new ThreadStore(file).put("one", calm);
        new ThreadStore(file).put("two", busy);
        ThreadStore store = new ThreadStore(file);
        assertThat(store.get("one")).contains(calm);
        assertThat(store.get("two")).contains(busy);
        assertThat(store.get("three")).isEmpty();
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aBrokenFileIsNoMeasurement() throws IOException {
        Path file = folder.resolve("threads.properties");
        Files.writeString(file, "a=1\nb=x,2\nc=0,1\nd=\\u00zz");
        ThreadStore store = new ThreadStore(file);
        for (String key : List.of("a", "b", "c", "d")) {
            assertThat(store.get(key)).isEmpty();
        }
    }
}
