package alan.enrol.segments;

import alan.api.listen.VoiceActivity.Speech;
import alan.api.stt.Segment;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A stretch of a recording and what was understood of it.
 *
 * @param place in samples at 16 kHz
 * @param language ISO 639-1
 * @param words in order; their times count from the start of the recording
 */
public record HeardStretch(Speech place, String language, List<Segment.Word> words) {
    /** {@return the words with a space between them} */
    public String text() {
        return words.stream().map(Segment.Word::text).collect(Collectors.joining(" "));
    }
}
