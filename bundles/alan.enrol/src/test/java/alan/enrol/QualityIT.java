package alan.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.audio.Pcm;
import alan.api.listen.SpeakerEncoder;
import alan.api.listen.VoiceActivity;
import alan.api.voice.Finding;
import alan.api.voice.Finding.Kind;
import alan.api.voice.VoiceDraft;
import alan.enrol.quality.OtherSpeakers;
import alan.enrol.quality.Quality;
import alan.enrol.sound.SpokenSound;
import alan.enrol.text.Lists;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with recordings of real voices is named, and what is not wrong is not. */
class QualityIT {
    private static final String MICHAEL = "am_michael";

    private static Studio studio;
    private static Pcm joe;
    private static Pcm michael;

    @BeforeAll
    static void record() throws Exception {
        studio = new Studio(Path.of("target", "studio"));
        List<String> lines = Lists.lines(Locale.ENGLISH);
        joe = studio.recording(Studio.JOE, "en", lines.subList(0, 16));
        michael = studio.recording(MICHAEL, "en", lines.subList(0, 5));
    }

    @AfterAll
    static void close() {
        studio.close();
    }

    private static Map<Kind, Double> measures(Pcm pcm) throws Exception {
        Pcm listening = studio.files().resample(pcm, VoiceActivity.SAMPLE_RATE);
        Map<Kind, Double> measures = Quality.measures(new SpokenSound(pcm, listening, studio.silero().find(listening)));
        System.out.println(measures);
        return measures;
    }

    private static List<Kind> wrong(Pcm pcm) throws Exception {
        return Quality.findings(measures(pcm)).stream().map(Finding::kind).toList();
    }

    @Test
    void cleanRecordingsAreClean() throws Exception {
        assertThat(wrong(joe)).isEmpty();
        // That of the other voice is half a minute.
        assertThat(wrong(michael)).containsExactly(Kind.SHORT);
    }

    interface Damage {
        Pcm to(Pcm clean) throws Exception;
    }

    static Stream<Arguments> defects() {
        return Stream.of(
                damage("quiet", clean -> Defects.gain(clean, -25), Kind.QUIET),
                damage("3 dB into full scale", clean -> Defects.clipped(clean, 3, 0), Kind.CLIPPED),
                damage("10 dB into full scale, turned down by 12", clean -> Defects.clipped(clean, 10, 12), Kind.CLIPPED),
                damage("6 dB into full scale, as mp3", clean -> encoded(Defects.clipped(clean, 6, 3), ".mp3"), Kind.CLIPPED),
                damage("white noise, 20 dB", clean -> Defects.noisy(clean, 20), Kind.NOISY),
                damage("white noise, 10 dB", clean -> Defects.noisy(clean, 10), Kind.NOISY),
                damage("a room of 0.7 s", clean -> Defects.echoing(clean, 0.7, -3), Kind.REVERBERANT),
                damage("a hall", clean -> Defects.echoing(clean, 1.2, 0), Kind.REVERBERANT),
                damage("soft music", clean -> Defects.music(clean, 25), Kind.MUSIC),
                damage("music", clean -> Defects.music(clean, 15), Kind.NOISY, Kind.MUSIC),
                damage("a telephone in a file of 48 kHz", clean -> narrow(clean, 8_000), Kind.NARROW),
                damage("a file of 11 kHz in one of 48", clean -> narrow(clean, 11_025), Kind.NARROW),
                damage("no defect: microphone noise, 35 dB", clean -> Defects.noisy(clean, 35)),
                damage("no defect: a furnished room", clean -> Defects.echoing(clean, 0.3, 3)),
                damage("no defect: 16 kHz", clean -> narrow(clean, 16_000)),
                damage("no defect: mp3", clean -> encoded(clean, ".mp3")),
                damage("no defect: opus", clean -> encoded(clean, ".opus")),
                damage("no defect: 10 dB softer", clean -> Defects.gain(clean, -10)));
    }

    private static Arguments damage(String name, Damage damage, Kind... named) {
        return Arguments.of(name, damage, List.of(named));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("defects")
    void defectsAreNamedAndNothingElse(String name, Damage damage, List<Kind> named) throws Exception {
        System.out.print(name + ": ");
        assertThat(wrong(damage.to(joe))).containsExactlyElementsOf(named);
    }

    @Test
    void longPausesAreNamed() throws Exception {
        assertThat(wrong(Defects.room(Defects.joined(60, joe), -75))).containsExactly(Kind.SPARSE);
    }

    @Test
    void aSecondSpeakerIsNamed() throws Exception {
        FixedEngines engines = new FakeEars().engines().with(VoiceActivity.class, studio.silero()).with(SpeakerEncoder.class, studio.campplus());
        assertThat(kinds(engines, joe)).doesNotContain(Kind.SPEAKERS);
        assertThat(kinds(engines, michael)).doesNotContain(Kind.SPEAKERS);
        Pcm both = Defects.joined(0, joe, michael);
        // A quarter of it is Michael's; said apart from the draft, for which not knowing is no failure.
        Pcm listening = studio.files().resample(both, SpeakerEncoder.SAMPLE_RATE);
        assertThat(new OtherSpeakers(studio.campplus(), listening).percent(studio.silero().find(listening))).isBetween(15.0, 40.0);
        assertThat(kinds(engines, both)).contains(Kind.SPEAKERS);
    }

    private static List<Kind> kinds(FixedEngines engines, Pcm recording) throws Exception {
        FakeEars.Everything everything = new FakeEars.Everything();
        VoiceDraft draft = new DraftMaker(engines.with(alan.api.stt.SpeechToText.class, everything), studio.files(), share -> { }).make(recording, null, "en");
        System.out.println(draft.findings());
        return draft.findings().stream().map(Finding::kind).toList();
    }

    private static Pcm narrow(Pcm clean, int rate) throws Exception {
        return studio.files().resample(studio.files().resample(clean, rate), Defects.RATE);
    }

    private static Pcm encoded(Pcm pcm, String ending) throws Exception {
        Path file = Files.createTempFile(Path.of("target"), "encoded", ending);
        studio.files().write(file, pcm);
        Pcm decoded = studio.files().read(file, 0);
        Files.delete(file);
        return decoded;
    }
}
