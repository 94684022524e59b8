package alan.tts.piper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameWindowsTest {
    private static final int CHANNELS = 2;
    private static final int SAMPLES = 3;

    @ParameterizedTest
    @ValueSource(ints = {1, 13, 24, 47, 48, 200, 1_000})
    void whatWasDecodedByWindowsIsTheWhole(int count) {
        float[] frames = new float[CHANNELS * count];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = i;
        }
        FrameWindows windows = new FrameWindows(count);
        List<Float> sound = new ArrayList<>();
        while (!windows.atEnd()) {
            FrameWindows.Window window = windows.next();
            for (float sample : window.cut(decoded(window.of(frames, CHANNELS)))) {
                sound.add(sample);
            }
        }
        List<Float> whole = new ArrayList<>();
        for (float sample : decoded(frames)) {
            whole.add(sample);
        }
        assertThat(sound).isEqualTo(whole);
    }

    /** A decoder that sees no neighbours: of each frame some samples. */
    private static float[] decoded(float[] frames) {
        int count = frames.length / CHANNELS;
        float[] sound = new float[count * SAMPLES];
        for (int i = 0; i < sound.length; i++) {
            sound[i] = frames[i / SAMPLES] + frames[count + i / SAMPLES];
        }
        return sound;
    }

    @Test
    void theFirstIsShortAndEachOtherTwiceAsLongWithItsNeighbours() {
        FrameWindows windows = new FrameWindows(200);
        assertThat(windows.next()).isEqualTo(new FrameWindows.Window(200, 0, 24, 0, 38));
        assertThat(windows.next()).isEqualTo(new FrameWindows.Window(200, 24, 72, 10, 86));
        assertThat(windows.next()).isEqualTo(new FrameWindows.Window(200, 72, 168, 58, 182));
        assertThat(windows.next()).isEqualTo(new FrameWindows.Window(200, 168, 200, 154, 200));
        assertThat(windows.atEnd()).isTrue();
    }

    @Test
    void noLittleRestIsLeft() {
        FrameWindows windows = new FrameWindows(47);
        assertThat(windows.next()).isEqualTo(new FrameWindows.Window(47, 0, 47, 0, 47));
        assertThat(windows.atEnd()).isTrue();
        assertThat(new FrameWindows(0).atEnd()).isTrue();
    }
}
