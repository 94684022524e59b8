package alan.tts.csm.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }

    @Test
    void onATerminalOneLineIsWrittenOver() {
        try (ProgressLine line = new ProgressLine(out, true, 60)) {
            line.at("weights", 0, 2_000_000_000);
            line.at("weights", 1_000_000_000, 2_000_000_000);
            line.frame(3, 125);
        }
        assertThat(text().lines().count()).isEqualTo(4);
        assertThat(text()).contains("[############------------]  1.00 GB of 2.00 GB").contains("frame 3 of at most 125")
                .endsWith(System.lineSeparator());
        assertThat(text().split("\r")).allMatch(each -> each.strip().length() < 60);
    }

    @Test
    void elsewhereThereIsALineForEachQuarter() {
        try (ProgressLine line = new ProgressLine(out, false, 60)) {
            for (int i = 0; i <= 100; i++) {
                line.at("weights", i, 100);
                line.frame(i, 100);
            }
        }
        assertThat(text().lines()).containsExactly(
                "weights  25 B of 100 B", "weights  50 B of 100 B", "weights  75 B of 100 B", "weights  100 B of 100 B");
    }
}
