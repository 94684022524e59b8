package alan.companion;

import alan.api.companion.Take;
import alan.api.companion.TurnRecord;
import alan.api.text.Text;
import alan.api.tts.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is noted down while a turn goes on. Safe for use by several threads. */
final class TurnNotes {
    private final Instant started = Instant.now();
    private final long start = System.nanoTime();
    private final Stopwatch stt = new Stopwatch();
    private final Stopwatch llm = new Stopwatch();
    private final Stopwatch tts = new Stopwatch();
    private final StringBuilder answer = new StringBuilder();
    private final List<String> sentences = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private final List<Take> takes = new ArrayList<>();
    private List<Said> shown = List.of();
    private String question;
    private Double questionSeconds;
    private String language;
    private Double firstToken;
    private Integer promptTokens;
    private Integer tokens;
    private Double answerSeconds;
    private Double firstSound;
    private Double total;
    private boolean refused;
    private boolean voiceless;

    Stopwatch stt() {
        return stt;
    }

    /** Runs from the language model's start to its end, except while the reader holds the turn back. */
    Stopwatch llm() {
        return llm;
    }

    Stopwatch tts() {
        return tts;
    }

    synchronized void questionSound(double seconds) {
        questionSeconds = seconds;
    }

    synchronized void question(String text) {
        question = text;
    }

    synchronized void language(String code) {
        language = code;
    }

    synchronized void written(String piece) {
        if (firstToken == null) {
            firstToken = llm.seconds();
        }
        answer.append(piece);
        total = sinceStart();
    }

    synchronized void tokens(int ofPrompt, int ofAnswer) {
        promptTokens = ofPrompt;
        tokens = ofAnswer;
    }

    /** Notes a block of sound, silence between sentences included. */
    synchronized void spoken(int sentence, String text, double seconds) {
        if (sentence == sentences.size()) {
            sentences.add(text);
        }
        total = sinceStart();
        firstSound = firstSound == null ? total : firstSound;
        answerSeconds = (answerSeconds == null ? 0 : answerSeconds) + seconds;
    }

    /** Notes one of several takes of a sentence. */
    synchronized void take(Take take) {
        takes.add(take);
    }

    /** Notes what an engine that is shown what was said has spoken so far. */
    synchronized void shown(String voice, List<Sample> spoken) {
        shown = spoken.stream().map(each -> new Said(voice, each.text(), each.sound())).toList();
    }

    /** {@return what such an engine has spoken, sentence by sentence} */
    synchronized List<Said> shown() {
        return shown;
    }

    /** Something happened that a person may want to know of, though the turn goes on. */
    synchronized void event(Text sentence) {
        events.add(sentence.toString());
    }

    /** {@return tokens of the answer; {@code null} if not known} */
    synchronized Integer tokens() {
        return tokens;
    }

    private double sinceStart() {
        return (System.nanoTime() - start) / 1e9;
    }

    synchronized String question() {
        return question;
    }

    synchronized String language() {
        return language;
    }

    /** No language model knows the language: what is spoken is no answer. */
    synchronized void refused() {
        refused = true;
    }

    synchronized boolean isRefused() {
        return refused;
    }

    /** No voice can be had: the answer is written only. */
    synchronized void voiceless() {
        voiceless = true;
    }

    synchronized boolean isVoiceless() {
        return voiceless;
    }

    synchronized String answer() {
        return answer.toString();
    }

    /** {@return all that is known now} */
    synchronized TurnRecord record(Pipeline pipeline, String persona) {
        TurnRecord.Timings timings = new TurnRecord.Timings(
                questionSeconds,
                pipeline.leases().loading(),
                stt.seconds(),
                firstToken,
                llm.seconds(),
                promptTokens,
                tokens,
                tts.seconds(),
                answerSeconds,
                firstSound,
                total);
        return new TurnRecord(
                pipeline.id(), started, persona, language, question, answer.toString(), List.copyOf(sentences),
                        pipeline.leases().names(), timings,
                List.copyOf(events), List.copyOf(takes), pipeline.error(), pipeline.cancelled());
    }
}
