package alan.remote;

import alan.api.stt.Segment;
import alan.api.stt.Transcript;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a transcript of what a server wrote: {@code verbose_json} with segments and words where it has them, or a bare text.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/audio/verbose-json-object">verbose_json</a>
 */
final class TranscriptReader {
    private final long lengthMs;

    /** @param lengthMs of the sound */
    TranscriptReader(long lengthMs) {
        this.lengthMs = lengthMs;
    }

    /** {@return the transcript; its language is {@code null} if the server does not say} @param document as the server wrote it */
    Transcript read(JsonNode document) {
        String language = LanguageNames.code(document.path("language").asText(null));
        List<Segment> segments = new ArrayList<>();
        JsonNode words = document.path("words");
        int next = 0;
        for (JsonNode node : document.path("segments")) {
            String text = spaced(node.path("text").asText(""));
            if (!text.isBlank()) {
                long end = millis(node.path("end"), lengthMs);
                JsonNode own = node.path("words");
                boolean last = segments.size() == document.path("segments").size() - 1;
                List<Segment.Word> list = new ArrayList<>();
                if (own.size() > 0) {
                    own.forEach(word -> add(list, word, node));
                } else {
                    // OpenAI lists the words beside the segments: each belongs to the segment that its middle lies in.
                    for (; next < words.size() && (last || middle(words.path(next)) < end); next++) {
                        add(list, words.path(next), node);
                    }
                }
                segments.add(new Segment(text, millis(node.path("start"), 0), end, List.copyOf(list)));
            }
        }
        String text = document.path("text").asText("").strip();
        if (segments.isEmpty() && !text.isEmpty()) {
            List<Segment.Word> list = new ArrayList<>();
            words.forEach(word -> add(list, word, document));
            segments.add(new Segment(spaced(text), 0, lengthMs, List.copyOf(list)));
        }
        return new Transcript(text, language, List.copyOf(segments));
    }

    private void add(List<Segment.Word> words, JsonNode word, JsonNode segment) {
        // LocalAI calls a word text.
        String text = word.path("word").asText(word.path("text").asText("")).strip();
        if (!text.isEmpty()) {
            words.add(new Segment.Word(text, millis(word.path("start"), 0), millis(word.path("end"), lengthMs), probability(word, segment)));
        }
    }

    /** {@return the word's own probability where a server gives it, else its segment's, which is the mean of its tokens'; 1 where nothing is said} */
    private static double probability(JsonNode word, JsonNode segment) {
        double value = word.has("probability")
                ? word.path("probability").asDouble(1)
                : Math.exp(segment.path("avg_logprob").asDouble(0));
        return Math.max(0, Math.min(1, value));
    }

    private double middle(JsonNode word) {
        return (millis(word.path("start"), 0) + millis(word.path("end"), lengthMs)) / 2.0;
    }

    /** {@return a time in ms, within the sound} */
    private long millis(JsonNode seconds, long missing) {
        if (!seconds.isNumber() || !Double.isFinite(seconds.asDouble())) {
            return missing;
        }
        return Math.max(0, Math.min(lengthMs, Math.round(1000 * seconds.asDouble())));
    }

    /** {@return a segment's text as Whisper writes it: with a space before it} */
    private static String spaced(String text) {
        return text.isEmpty() || Character.isWhitespace(text.charAt(0)) ? text : " " + text;
    }
}
