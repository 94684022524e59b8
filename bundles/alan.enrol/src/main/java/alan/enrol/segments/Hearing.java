package alan.enrol.segments;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.listen.VoiceActivity.Speech;
import alan.api.stt.Segment;
import alan.api.stt.SpeechToText;
import alan.api.stt.Transcript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes down what is said in stretches of a recording, each by itself: what was said elsewhere cannot get into its text then. */
public final class Hearing {
    private static final int MILLIS = 1000;
    /** Silence after a stretch, in samples: an engine that hears the end of the sound in a word may leave the word out. */
    private static final int SILENCE = SpeechToText.SAMPLE_RATE / 2;
    /** Whisper hears nothing in less than a second. */
    private static final int LEAST = SpeechToText.SAMPLE_RATE * 5 / 4;

    private final SpeechToText engine;
    private final Pcm recording;

    /**
     * @param engine leased by the caller
     * @param recording at 16 kHz
     */
    public Hearing(SpeechToText engine, Pcm recording) {
        this.engine = engine;
        this.recording = recording;
    }

    /**
     * {@return what is said in a stretch}
     *
     * @param place in samples
     * @param language ISO 639-1; {@code null} to detect it
     * @throws AlanException when the engine fails
     */
    public HeardStretch hear(Speech place, String language) throws AlanException {
        float[] samples = Arrays.copyOfRange(recording.samples(), place.from(), Math.min(place.to(), recording.samples().length));
        float[] lengthened = Arrays.copyOf(samples, Math.max(LEAST, samples.length + SILENCE));
        Transcript transcript = engine.transcribe(new Pcm(SpeechToText.SAMPLE_RATE, lengthened), language).readAll();
        long offset = place.from() * (long) MILLIS / SpeechToText.SAMPLE_RATE;
        List<Segment.Word> words = new ArrayList<>();
        for (Segment segment : transcript.segments()) {
            for (Segment.Word word : segment.words()) {
                words.add(new Segment.Word(word.text(), word.startMs() + offset, word.endMs() + offset, word.probability()));
            }
        }
        return new HeardStretch(place, transcript.language(), List.copyOf(words));
    }
}
