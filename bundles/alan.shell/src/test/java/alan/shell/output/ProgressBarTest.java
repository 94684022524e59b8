package alan.shell.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private long now;

    @BeforeEach
    void english() {
        Locale.setDefault(Locale.Category.DISPLAY, Locale.ENGLISH);
    }

    @Test
    void aTerminalShowsABarThatGrows() {
        try (ProgressBar bar = new ProgressBar(out, true, 100, () -> now)) {
            bar.at("ggml-base.bin", "Hub", 0, 100_000_000);
            now += 2_000_000_000L;
            bar.at("ggml-base.bin", "Hub", 50_000_000, 100_000_000);
        }
        String[] drawn = text().split("\r");
        assertThat(drawn[1]).startsWith("ggml-base.bin  [------------------------]    0 %  0 B of 100.0 MB");
        assertThat(drawn[2].strip())
                .isEqualTo("ggml-base.bin  [############------------]   50 %  50.0 MB of 100.0 MB  25.0 MB/s  Hub");
        assertThat(text()).endsWith("\n");
    }

    @Test
    void everyDrawingCoversTheOneBefore() {
        try (ProgressBar bar = new ProgressBar(out, true, 40, () -> now++)) {
            bar.at("a-file-with-a-rather-long-name.onnx", "Hub", 1, 100);
            bar.at("a-file-with-a-rather-long-name.onnx", "Hub", 100, 100);
        }
        assertThat(text().strip().split("\r")).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(39));
        assertThat(text().split("\r")[1]).hasSize(39);
    }

    @Test
    void whatWasThereBeforeDoesNotCountForTheRate() {
        try (ProgressBar bar = new ProgressBar(out, true, 120, () -> now)) {
            bar.at("x", "Hub", 90_000_000, 100_000_000);
            now += 1_000_000_000L;
            bar.at("x", "Hub", 91_000_000, 100_000_000);
        }
        assertThat(text()).contains("1.0 MB/s");
    }

    @Test
    void anUnknownSizeHasNoBar() {
        try (ProgressBar bar = new ProgressBar(out, true, 80, () -> now++)) {
            bar.at("x", "import", 5_000_000, -1);
        }
        assertThat(text()).contains("x  5.0 MB").doesNotContain("[").doesNotContain("%");
    }

    @Test
    void elsewhereALineComesEveryQuarter() {
        try (ProgressBar bar = new ProgressBar(out, false, 80, () -> now += 1_000_000_000L)) {
            for (int i = 0; i <= 100; i++) {
                bar.at("x.bin", "Hub", i * 1_000_000L, 100_000_000);
            }
            bar.at("y.bin", "Hub", 0, -1);
        }
        assertThat(text().lines().toList()).hasSize(6).first().isEqualTo("x.bin: 100.0 MB from Hub");
        assertThat(text().lines().toList().get(1)).startsWith("x.bin: 25 %, 25.0 MB of 100.0 MB, ");
        assertThat(text().lines().toList().get(5)).isEqualTo("y.bin: from Hub");
        assertThat(text()).doesNotContain("\r");
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
