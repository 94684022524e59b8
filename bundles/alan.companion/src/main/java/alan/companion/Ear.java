package alan.companion;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.audio.Pcm;
import alan.api.listen.VoiceActivity;
import alan.api.listen.VoiceActivity.Speech;
import alan.api.stt.NothingHeardException;
import alan.api.stt.Segment;
import alan.api.stt.SpeechToText;
import alan.api.stt.Transcript;
import alan.api.stt.Transcription;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Finds the speech in a recording and writes it down. */
final class Ear {
    /** Sound that is kept before and after the speech, in samples: a tenth of a second. */
    static final int MARGIN = SpeechToText.SAMPLE_RATE / 10;

    private final AudioFiles audio;
    private final Leases leases;
    private final Scope scope;
    private final Stopwatch watch;

    /** @param watch runs while work is done, and not while an engine is loaded */
    Ear(AudioFiles audio, Leases leases, Scope scope, Stopwatch watch) {
        this.audio = audio;
        this.leases = leases;
        this.scope = scope;
        this.watch = watch;
    }

    /**
     * Writes down what is said.
     *
     * @param recording any rate
     * @param language ISO 639-1; {@code null} to detect it
     * @return what was said; its times count from the start of the recording
     * @param heard told each segment as soon as it is understood
     * @throws NothingHeardException when there is no speech, or none that is understood
     */
    Transcript hear(Pcm recording, String language, Consumer<Segment> heard) throws AlanException, CancelledException {
        VoiceActivity voiceActivity = leases.take(VoiceActivity.class, null);
        scope.check();
        Cut cut;
        watch.start();
        try {
            Pcm pcm = recording.samples().length == 0 ? recording : audio.resample(recording, SpeechToText.SAMPLE_RATE);
            cut = cut(pcm, pcm.samples().length == 0 ? List.of() : voiceActivity.find(pcm));
        } finally {
            watch.stop();
        }
        SpeechToText speechToText = leases.take(SpeechToText.class, language);
        watch.start();
        try {
            return transcribe(speechToText, cut, language, heard);
        } finally {
            watch.stop();
        }
    }

    private record Cut(Pcm pcm, long fromMs) {}

    private static Cut cut(Pcm pcm, List<Speech> speech) throws NothingHeardException {
        if (speech.isEmpty()) {
            throw new NothingHeardException("Nobody speaks in these %.1f seconds of sound; speak up or closer to the microphone, and check that it"
                    + " is the right one.", pcm.seconds());
        }
        int from = Math.max(0, speech.get(0).from() - MARGIN);
        int to = speech.get(speech.size() - 1).to() + MARGIN;
        return new Cut(pcm.slice(from, to), from * 1000L / pcm.sampleRate());
    }

    private Transcript transcribe(SpeechToText engine, Cut cut, String language, Consumer<Segment> heard) throws AlanException, CancelledException {
        Transcription transcription = scope.open(() -> engine.transcribe(cut.pcm(), language));
        try {
            List<Segment> segments = new ArrayList<>();
            StringBuilder text = new StringBuilder();
            for (Segment segment = transcription.next(); segment != null; segment = transcription.next()) {
                segments.add(later(segment, cut.fromMs()));
                text.append(segment.text());
                heard.accept(segments.get(segments.size() - 1));
            }
            scope.check();
            if (text.toString().isBlank()) {
                throw new NothingHeardException("Somebody spoke, but no word could be understood; say it again, a little slower"
                        + " and closer to the microphone.");
            }
            return new Transcript(text.toString().strip(), transcription.language(), List.copyOf(segments));
        } finally {
            scope.close(transcription);
        }
    }

    private static Segment later(Segment segment, long ms) {
        List<Segment.Word> words = segment.words().stream()
                .map(word -> new Segment.Word(word.text(), word.startMs() + ms, word.endMs() + ms, word.probability()))
                .toList();
        return new Segment(segment.text(), segment.startMs() + ms, segment.endMs() + ms, words);
    }
}
