package alan.api.companion;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What happened in a turn. All times are in seconds.
 *
 * @param id counts up: {@code 12}
 * @param started when it began
 * @param persona who was asked
 * @param language of the answer, ISO 639-1; {@code null} if not known
 * @param question as heard or typed; {@code null} if nothing was heard
 * @param answer as written, so far as it came
 * @param sentences of the answer as spoken
 * @param engines by kind: {@code stt → whisper}; several, separated by commas, where one took the place of another that had failed
 * @param timings how long each stage took
 * @param events what went wrong without ending the turn, a sentence each
 * @param takes where sentences were spoken several times: all of them, in the order in which they were made
 * @param error the sentence that ended it; {@code null} if it went well
 * @param cancelled whether it was closed before its end
 */
public record TurnRecord(
        String id,
        Instant started,
        String persona,
        String language,
        String question,
        String answer,
        List<String> sentences,
        Map<String, String> engines,
        Timings timings,
        List<String> events,
        List<Take> takes,
        String error,
        boolean cancelled) {

    /**
     * How long each stage took, in seconds; {@code null} for what did not happen.
     *
     * @param question length of the question's sound
     * @param loading time spent on loading engines, which the first turn after a start pays for; not part of the stages below, but of firstSound and total
     * @param stt time to transcribe it, voice activity included
     * @param firstToken from the language model's start to its first piece
     * @param llm from the language model's start to its end, waiting for the reader not counted
     * @param promptTokens tokens of the prompt
     * @param tokens tokens of the answer
     * @param tts time the voice took to make all of the sound, waiting for text not counted
     * @param answer length of the answer's sound
     * @param firstSound from the start of the turn to the first block of sound
     * @param total from the start of the turn to the last block of sound or text being ready
     */
    public record Timings(
            Double question,
            Double loading,
            Double stt,
            Double firstToken,
            Double llm,
            Integer promptTokens,
            Integer tokens,
            Double tts,
            Double answer,
            Double firstSound,
            Double total) {

        /** {@return speech to text's real-time factor: time taken over length of sound; {@code null} if there was none} */
        public Double sttRealTimeFactor() {
            return ratio(stt, question);
        }

        /** {@return the voice's real-time factor} */
        public Double ttsRealTimeFactor() {
            return ratio(tts, answer);
        }

        /** {@return the real-time factor of the language model, against the sound that its words became} */
        public Double llmRealTimeFactor() {
            return ratio(llm, answer);
        }

        private static Double ratio(Double time, Double length) {
            return time == null || length == null || length == 0 ? null : time / length;
        }
    }
}
