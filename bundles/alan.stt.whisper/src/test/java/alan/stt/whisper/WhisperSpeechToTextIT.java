package alan.stt.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.stt.Segment;
import alan.api.stt.Transcript;
import alan.api.stt.Transcription;
import alan.stt.whisper.Recordings.Recording;
import alan.testing.OneModel;
import alan.testing.TestModels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The multilingual model on recordings. */
class WhisperSpeechToTextIT {
    private static final Recording FOX = Recordings.one("en", "quick_brown_fox");

    @TempDir
    static Path data;

    private static WhisperSpeechToText engine;

    @BeforeAll
    static void load() throws AlanException {
        engine = new WhisperSpeechToText(data, new OneModel(TestModels.fetch("whisper-base")), Settings.of("whisper-base"));
        engine.load();
    }

    @AfterAll
    static void unload() {
        engine.deactivate();
    }

    static Stream<Recording> recordings() {
        return Stream.of("en", "es").flatMap(language -> Recordings.in(language).stream());
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void whatWasSaidIsWrittenInTheLanguageThatWasSpoken(Recording recording) throws AlanException {
        Transcript transcript = engine.transcribe(recording.pcm(), null).readAll();
        assertThat(transcript.language()).isEqualTo(recording.language());
        assertThat(Spoken.wordsOf(transcript.text(), recording.language()))
                .containsSubsequence(Spoken.understood(recording));
        assertWordsAreWithin(transcript, recording.pcm());
    }

    @Test
    void accentsOfSpanishSurvive() throws AlanException {
        Transcript transcript = engine.transcribe(Recordings.one("es", "pangrama").pcm(), "es").readAll();
        assertThat(transcript.text()).contains("comía").doesNotContain("\uFFFD");
        assertThat(transcript.segments().get(0).words()).extracting(Segment.Word::text).contains("comía", "feliz");
    }

    @Test
    void lessThanASecondIsUnderstood() throws AlanException {
        Pcm hello = Recordings.one("en", "hello_world").pcm();
        Transcript transcript = engine.transcribe(hello.slice(0, 14_000), "en").readAll();
        assertThat(transcript.text()).containsIgnoringCase("hello");
        assertThat(transcript.segments().get(0).endMs()).isLessThanOrEqualTo(875);
        assertThat(engine.transcribe(new Pcm(16_000, new float[] {0.1f}), "en").readAll().segments()).isNotNull();
    }

    @Test
    void nothingIsHeardInSilenceAndNoise() throws AlanException {
        assertThat(engine.transcribe(new Pcm(16_000, new float[48_000]), null).readAll())
                .isEqualTo(new Transcript("", "en", List.of()));
        assertThat(engine.transcribe(new Pcm(16_000, new float[0]), "es").readAll().language()).isEqualTo("es");
        Random random = new Random(1);
        float[] noise = new float[48_000];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian() * 0.02f;
        }
        assertThat(engine.transcribe(new Pcm(16_000, noise), "en").readAll().text()).isEmpty();
    }

    @Test
    void aLanguageThatWhisperDoesNotKnowAndAnotherRateAreRefused() {
        assertThatThrownBy(() -> engine.transcribe(FOX.pcm(), "tlh"))
                .isInstanceOf(AlanException.class)
                .hasMessageContaining("tlh");
        assertThatThrownBy(() -> engine.transcribe(new Pcm(8_000, FOX.pcm().samples()), null))
                .isInstanceOf(AlanException.class)
                .hasMessageContaining("16000");
    }

    @Test
    void closingHalfWayEndsTheReaderAndTheNextIsRight() throws Exception {
        Transcription transcription = engine.transcribe(tenMinutes(), "en");
        Future<Segment> reader = inThread(() -> {
            Segment last = null;
            for (Segment segment = transcription.next(); segment != null; segment = transcription.next()) {
                last = segment;
                transcription.close();
            }
            return last;
        });
        assertThat(reader.get().endMs()).isLessThan(30_000);
        Transcription waiting = engine.transcribe(tenMinutes(), "en");
        Future<Segment> blocked = inThread(waiting::next);
        waiting.close();
        waiting.close();
        assertThat(blocked.get()).isNull();
        assertThat(waiting.next()).isNull();
        assertThat(engine.transcribe(FOX.pcm(), null).readAll().text()).containsIgnoringCase("lazy dog");
    }

    @Test
    void severalTakeTurnsAndOneThatWaitsCanBeClosed() throws Exception {
        Transcription hour = engine.transcribe(tenMinutes(), "en");
        Transcription unwanted = engine.transcribe(FOX.pcm(), "en");
        unwanted.close();
        Recording spanish = Recordings.one("es", "pangrama");
        CountDownLatch both = new CountDownLatch(2);
        List<String> texts = Collections.synchronizedList(new ArrayList<>());
        for (Recording recording : List.of(FOX, spanish)) {
            inThread(() -> {
                texts.add(engine.transcribe(recording.pcm(), null).readAll().text());
                both.countDown();
                return null;
            });
        }
        both.await();
        assertThat(texts).anyMatch(text -> text.contains("lazy dog")).anyMatch(text -> text.contains("feliz"));
        assertThat(unwanted.next()).isNull();
        assertThat(hour.next()).as("the long one was not pushed out").isNotNull();
        hour.close();
    }

    @Test
    void beamSearchUnderstandsTheSame() throws AlanException {
        WhisperSpeechToText other =
                new WhisperSpeechToText(data, new OneModel(TestModels.fetch("whisper-base")), new Settings("whisper-base", 0, 3));
        other.load();
        try {
            assertThat(other.transcribe(FOX.pcm(), "en").readAll().text()).containsIgnoringCase("quick brown fox");
        } finally {
            other.deactivate();
        }
        assertThat(engine.transcribe(FOX.pcm(), "en").readAll().text()).as("of the first engine").contains("fox");
    }

    static void assertWordsAreWithin(Transcript transcript, Pcm pcm) {
        long last = 0;
        for (Segment segment : transcript.segments()) {
            assertThat(segment.text()).startsWith(" ");
            assertThat(segment.startMs()).isLessThanOrEqualTo(segment.endMs());
            assertThat(segment.words()).isNotEmpty();
            for (Segment.Word word : segment.words()) {
                assertThat(word.startMs()).isGreaterThanOrEqualTo(Math.max(last, segment.startMs()));
                assertThat(word.endMs()).isBetween(word.startMs(), segment.endMs());
                assertThat(word.probability()).isGreaterThan(0).isLessThanOrEqualTo(1);
                assertThat(word.text()).isNotBlank().doesNotContain(" ");
                last = word.endMs();
            }
        }
        assertThat(last).isLessThanOrEqualTo(Math.round(pcm.seconds() * 1000));
    }

    static Pcm tenMinutes() {
        return Recordings.joined(0.6, Collections.nCopies(170, FOX.pcm()));
    }

    static <T> Future<T> inThread(Callable<T> task) {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<T> result = thread.submit(task);
        thread.shutdown();
        return result;
    }
}
