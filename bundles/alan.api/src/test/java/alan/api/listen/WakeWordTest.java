package alan.api.listen;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.engine.EngineKind;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class WakeWordTest {
    @Test
    void aDetectionKnowsItsTime() {
        assertThat(new WakeWord.Detection("alexa", 16_000L * 3_600 * 24 * 30, 0.9).milliseconds()).isEqualTo(2_592_000_000L);
        assertThat(new WakeWord.Detection("alexa", 1_280, 0.9).milliseconds()).isEqualTo(80);
    }

    @Test
    void isAKindOfEngine() {
        assertThat(EngineKind.of("wake")).contains(EngineKind.WAKE);
        assertThat(EngineKind.of(WakeWord.class)).isEqualTo(EngineKind.WAKE);
        assertThat(EngineKind.WAKE.title().say(Locale.ENGLISH)).isEqualTo("wake word");
    }
}
