package alan.perform;

import java.util.List;
import java.util.Locale;

/** Writes subtitles down: SubRip (.srt) and WebVTT (.vtt). */
final class Subtitles {
    private static final int LINE = 42;

    private Subtitles() {}

    /** {@return SubRip's format, which has no speakers: a line's first cue begins with the name} */
    static String srt(List<Timeline.Cue> cues) {
        StringBuilder text = new StringBuilder();
        int number = 0;
        for (Timeline.Cue cue : cues) {
            String said = cue.first() ? cue.speaker() + ": " + cue.text() : cue.text();
            text.append(++number).append('\n')
                    .append(time(cue.from(), ',')).append(" --> ").append(time(cue.to(), ',')).append('\n')
                    .append(wrapped(said)).append("\n\n");
        }
        return text.toString();
    }

    /**
     * {@return WebVTT, whose cues say who speaks}
     *
     * @see <a href="https://www.w3.org/TR/webvtt1/#webvtt-cue-voice-span">voice spans</a>
     */
    static String vtt(List<Timeline.Cue> cues) {
        StringBuilder text = new StringBuilder("WEBVTT\n\n");
        for (Timeline.Cue cue : cues) {
            text.append(time(cue.from(), '.')).append(" --> ").append(time(cue.to(), '.')).append('\n')
                    .append("<v ").append(escaped(cue.speaker())).append('>').append(escaped(wrapped(cue.text()))).append("</v>\n\n");
        }
        return text.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** {@return two lines of about the same length where one would be too long} */
    private static String wrapped(String text) {
        if (text.length() <= LINE) {
            return text;
        }
        int middle = text.length() / 2;
        int left = text.lastIndexOf(' ', middle);
        int right = text.indexOf(' ', middle);
        int at = right < 0 || left >= 0 && middle - left <= right - middle ? left : right;
        return at < 0 ? text : text.substring(0, at) + "\n" + text.substring(at + 1);
    }

    private static String time(double seconds, char point) {
        long millis = Math.round(seconds * 1000);
        return String.format(Locale.ROOT, "%02d:%02d:%02d%s%03d", millis / 3_600_000, millis / 60_000 % 60, millis / 1000 % 60, point, millis % 1000);
    }
}
