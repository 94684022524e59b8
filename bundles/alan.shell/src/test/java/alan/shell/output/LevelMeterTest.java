package alan.shell.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class LevelMeterTest {
    @Test
    void theBarIsAsLongAsItIsLoudAndWarnsBeforeFullScale() {
        assertThat(LevelMeter.bar(-60)).startsWith("........................................");
        assertThat(LevelMeter.bar(-30)).isEqualTo("####################....................  -30 dB");
        assertThat(LevelMeter.bar(-6)).startsWith("####################################....");
        assertThat(LevelMeter.bar(0)).startsWith("####################################!!!!");
        assertThat(LevelMeter.bar(3)).startsWith("####################################!!!!  ");
        assertThat(LevelMeter.bar(-120)).startsWith("........................................");
    }

    @Test
    void itIsDrawnTenTimesASecondWhereSomebodyWatches() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        LevelMeter meter = new LevelMeter(new PrintStream(bytes), true, 1000);
        for (int i = 0; i < 10; i++) {
            meter.accept(new float[] {0.5f, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        }
        assertThat(bytes.toString()).isEqualTo("\r" + LevelMeter.bar(20 * Math.log10(0.5)));
        LevelMeter unseen = new LevelMeter(new PrintStream(bytes), false, 1000);
        bytes.reset();
        unseen.accept(new float[1000]);
        unseen.clear();
        assertThat(bytes.size()).isZero();
    }
}
