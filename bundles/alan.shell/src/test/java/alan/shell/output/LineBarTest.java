package alan.shell.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LineBarTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @BeforeEach
    void english() {
        Locale.setDefault(Locale.Category.DISPLAY, Locale.ENGLISH);
    }

    @Test
    void aTerminalShowsABarThatGrowsAndFits() {
        try (LineBar bar = new LineBar(out, true, 70)) {
            bar.at(0, 4, null, "joe: Hello!");
            bar.at(2, 4, 3_725.0, "joe: " + "And so on ".repeat(10));
        }
        String[] drawn = bytes.toString(StandardCharsets.UTF_8).split("\r");
        assertThat(drawn[1].strip()).isEqualTo("[------------------------] 0 of 4 lines joe: Hello!");
        assertThat(drawn[2]).startsWith("[############------------] 2 of 4 lines about 1 h 2 min left joe: ").endsWith("…\n");
        assertThat(drawn[1]).hasSize(69);
        assertThat(drawn[2].stripTrailing()).hasSize(69);
    }

    @Test
    void elsewhereThereIsALineAtEachQuarter() {
        try (LineBar bar = new LineBar(out, false, 80)) {
            for (int i = 0; i <= 100; i++) {
                bar.at(i, 100, 100.0 - i, "joe: Hello!");
            }
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines()).containsExactly("25 of 100 lines  about 1 min 15 s left",
                "50 of 100 lines  about 50 s left", "75 of 100 lines  about 25 s left", "100 of 100 lines  about 0 s left");
    }
}
