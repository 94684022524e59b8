package alan.perform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SubtitlesTest {
    private static final String LONG = "I have always thought that the weather in this town is a little too kind to the people who complain about it, "
            + "and not kind enough to those who have washing on the line.";

    @Test
    void bothFormatsSayWhoSpeaksWhen() {
        List<Timeline.Cue> cues = List.of(
                new Timeline.Cue(0, 1.25, true, "marta", "Hello!"), new Timeline.Cue(3661.0006, 3662.4999, true, "R&D <leo>", "2 < 3 & so on"));
        assertThat(Subtitles.srt(cues)).isEqualTo("""
                1
                00:00:00,000 --> 00:00:01,250
                marta: Hello!

                2
                01:01:01,001 --> 01:01:02,500
                R&D <leo>: 2 < 3 & so on

                """);
        assertThat(Subtitles.vtt(cues)).isEqualTo("""
                WEBVTT

                00:00:00.000 --> 00:00:01.250
                <v marta>Hello!</v>

                01:01:01.001 --> 01:01:02.500
                <v R&amp;D &lt;leo&gt;>2 &lt; 3 &amp; so on</v>

                """);
    }

    @Test
    void whatIsTooLongToBeReadAtAGlanceIsParted() {
        List<Timeline.Cue> cues = Timeline.cues(10, 20, "marta", LONG);
        assertThat(cues).hasSize(2);
        assertThat(String.join(" ", cues.stream().map(Timeline.Cue::text).toList())).isEqualTo(LONG);
        assertThat(cues).allSatisfy(cue -> assertThat(cue.text().length()).isBetween(75, 95));
        assertThat(cues.get(0).from()).isEqualTo(10);
        assertThat(cues.get(1).to()).isCloseTo(20, within(1e-9));
        assertThat(cues.get(1).from()).isEqualTo(cues.get(0).to());
        assertThat(cues).extracting(Timeline.Cue::first).containsExactly(true, false);
        assertThat(Subtitles.srt(cues).lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(60));
        assertThat(Timeline.cues(0, 1, "marta", "x".repeat(500))).hasSize(1);
        assertThat(Timeline.cues(0, 1, "marta", "Hello!")).hasSize(1);
    }
}
