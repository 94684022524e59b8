package alan.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import alan.api.audio.Pcm;
import alan.api.voice.Finding;
import alan.api.voice.Finding.Kind;
import alan.enrol.quality.Quality;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each measure finds its defect, and not another one. {@link QualityIT} does the same with real voices. */
class QualityTest {
    private static final int SENTENCES = 20;
    private static final Pcm CLEAN = SyntheticVoice.of(SENTENCES);

    private static Map<Kind, Double> measures(Pcm pcm) {
        return Quality.measures(SyntheticVoice.heard(SENTENCES, pcm));
    }

    @Test
    void nothingIsWrongWithACleanRecording() {
        assertThat(Quality.findings(measures(CLEAN))).isEmpty();
    }

    static Stream<Arguments> defects() {
        return Stream.of(
                Arguments.of("quiet", Defects.gain(CLEAN, -30), List.of(Kind.QUIET)),
                Arguments.of("clipped", Defects.clipped(CLEAN, 6, 0), List.of(Kind.CLIPPED)),
                Arguments.of("clipped, then turned down", Defects.clipped(CLEAN, 6, 12), List.of(Kind.CLIPPED)),
                Arguments.of("noisy", Defects.noisy(CLEAN, 10), List.of(Kind.NOISY)),
                Arguments.of("echoing", Defects.echoing(CLEAN, 0.9, -3), List.of(Kind.REVERBERANT)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("defects")
    void aDefectIsFoundAndNoOther(String name, Pcm pcm, List<Kind> kinds) {
        assertThat(Quality.findings(measures(pcm))).extracting(Finding::kind).containsExactlyElementsOf(kinds);
    }

    @Test
    void musicIsFound() {
        assertThat(Quality.findings(measures(Defects.music(CLEAN, 15)))).extracting(Finding::kind).contains(Kind.MUSIC);
    }

    @Test
    void aHumThatNeverEndsIsNoMusic() {
        assertThat(Quality.findings(measures(Defects.humming(CLEAN, 20)))).extracting(Finding::kind).doesNotContain(Kind.MUSIC);
    }

    @Test
    void measuresAreInTheirUnits() {
        Map<Kind, Double> clean = measures(CLEAN);
        Map<Kind, Double> quieter = measures(Defects.gain(CLEAN, -10));
        assertThat(quieter.get(Kind.QUIET) - clean.get(Kind.QUIET)).isCloseTo(10, within(0.1));
        assertThat(quieter.get(Kind.NOISY)).isCloseTo(clean.get(Kind.NOISY), within(0.1));
        assertThat(measures(Defects.noisy(CLEAN, 30)).get(Kind.NOISY) - measures(Defects.noisy(CLEAN, 20)).get(Kind.NOISY)).isCloseTo(10, within(1.0));
        assertThat(clean.get(Kind.SHORT)).isCloseTo(SENTENCES * 3.2, within(0.5));
        assertThat(clean.get(Kind.SPARSE)).isCloseTo(88, within(2.0));
    }

    @Test
    void aShortOrEmptyRecordingIsMeasuredToo() {
        Pcm little = CLEAN.slice(0, Defects.RATE);
        assertThat(Quality.findings(Quality.measures(new alan.enrol.sound.SpokenSound(little, new Pcm(16_000, new float[10]), List.of()))))
                .extracting(Finding::kind).contains(Kind.SHORT);
        assertThat(Quality.findings(measures(new Pcm(Defects.RATE, new float[Defects.RATE * 10])))).extracting(Finding::kind).contains(Kind.QUIET);
    }
}
