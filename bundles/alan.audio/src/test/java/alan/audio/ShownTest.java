package alan.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ShownTest {
    @Test
    void aNameIsShownAsItIs() {
        assertThat(Shown.path(Path.of("/home/maría/mi grabación 100 %s (日本).wav"))).isEqualTo("/home/maría/mi grabación 100 %s (日本).wav");
    }

    @Test
    void whatATerminalWouldObeyIsSpeltOut() {
        assertThat(Shown.path(Path.of("a\nb\rc\td\u001b[31m\u007f\u202ee.wav"))).isEqualTo("a\\nb\\rc\\td\\u001b[31m\\u007f\\u202ee.wav");
    }
}
