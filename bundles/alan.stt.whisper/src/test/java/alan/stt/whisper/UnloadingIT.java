package alan.stt.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.stt.Transcript;
import alan.api.stt.Transcription;
import alan.stt.whisper.Recordings.Recording;
import alan.testing.Memory;
import alan.testing.OneModel;
import alan.testing.TestModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The smallest model, loaded and unloaded. */
class UnloadingIT {
    private static final String MODEL = "whisper-tiny-en";

    @TempDir
    Path data;

    private WhisperSpeechToText engine;

    @BeforeEach
    void make() throws Exception {
        engine = new WhisperSpeechToText(data, new OneModel(TestModels.fetch(MODEL)), Settings.of(MODEL));
    }

    @AfterEach
    void leave() throws Exception {
        engine.deactivate();
    }

    static List<Recording> english() {
        return Recordings.in("en");
    }

    @ParameterizedTest
    @MethodSource("english")
    void theSmallestModelUnderstandsToo(Recording recording) throws AlanException {
        engine.load();
        try {
            Transcript transcript = engine.transcribe(recording.pcm(), null).readAll();
            assertThat(transcript.language()).isEqualTo("en");
            assertThat(Spoken.wordsOf(transcript.text(), "en")).containsSubsequence(Spoken.understood(recording));
            WhisperSpeechToTextIT.assertWordsAreWithin(transcript, recording.pcm());
        } finally {
            engine.unload();
        }
    }

    @Test
    void aLongRecordingComesSegmentBySegmentWithTimesOfTheWhole() throws AlanException {
        Recording fox = Recordings.one("en", "quick_brown_fox");
        engine.load();
        Pcm pcm = Recordings.joined(0.6, Collections.nCopies(18, fox.pcm()));
        Transcript transcript = engine.transcribe(pcm, "en").readAll();
        engine.unload();
        assertThat(pcm.seconds()).isGreaterThan(60);
        assertThat(transcript.text().toLowerCase().split("lazy dog", -1)).as("said 18 times").hasSize(19);
        assertThat(transcript.segments().get(transcript.segments().size() - 1).endMs()).isGreaterThan(58_000);
        WhisperSpeechToTextIT.assertWordsAreWithin(transcript, pcm);
    }

    @Test
    void unloadingFailsAnOpenTranscriptionAndTheEngineCanBeLoadedAgain() throws Exception {
        engine.load();
        Transcription open = engine.transcribe(WhisperSpeechToTextIT.tenMinutes(), "en");
        Transcription waiting = engine.transcribe(WhisperSpeechToTextIT.tenMinutes(), "en");
        open.next();
        Future<?> reader = WhisperSpeechToTextIT.inThread(() -> {
            while (open.next() != null) {
                assertThat(open.language()).isEqualTo("en");
            }
            return null;
        });
        engine.unload();
        engine.unload();
        assertThatThrownBy(reader::get).isInstanceOf(ExecutionException.class).cause().isInstanceOf(AlanException.class)
                .hasMessageContaining("unloaded");
        assertThatThrownBy(waiting::next).isInstanceOf(AlanException.class);
        assertThatThrownBy(() -> engine.transcribe(WhisperSpeechToTextIT.tenMinutes(), "en")).isInstanceOf(AlanException.class);
        open.close();
        waiting.close();
        assertThat(waiting.next()).isNull();
        engine.load();
        assertThat(engine.info().loaded()).isTrue();
        assertThat(engine.transcribe(Recordings.one("en", "hello_world").pcm(), "en").readAll().text())
                .containsIgnoringCase("hello");
        engine.unload();
    }

    @Test
    void memoryComesBackEachTime() throws Exception {
        Recording hello = Recordings.one("en", "hello_world");
        long[] resident = new long[8];
        for (int i = 0; i < resident.length; i++) {
            engine.load();
            engine.transcribe(hello.pcm(), "en").readAll();
            engine.unload();
            System.gc();
            resident[i] = Memory.resident();
        }
        long size = TestModels.fetch(MODEL).model().bytes();
        System.out.println("resident after each of load, transcribe, unload, in MB: "
                + Arrays.toString(Arrays.stream(resident).map(bytes -> bytes >> 20).toArray())
                + "; the model has " + (size >> 20));
        // The first cycles compile code and fill caches that stay.
        assertThat((resident[7] - resident[2]) / 5.0).as("growth per cycle").isLessThan(0.02 * size);
    }

    @Test
    void aModelThatIsCutIsRefusedAndAWholeOneLoadsAfterwards() throws Exception {
        Path whole = TestModels.fetch(MODEL).fileEnding(".bin");
        Path cut = data.resolve("ggml-cut.bin");
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(whole), (int) Files.size(whole) - 100));
        assertThatThrownBy(() -> GgmlFile.check(cut)).isInstanceOf(AlanException.class).hasMessageContaining("cut off");
        GgmlFile.check(whole);
    }

    @Test
    void whatIsNotAModelInsideIsRefusedByNativeCodeWithoutHarm() throws Exception {
        Path wrong = data.resolve("ggml-wrong.bin");
        Files.writeString(wrong, "nothing");
        Whisper whisper = Whisper.load(data);
        ExecutorService thread = WhisperWorker.thread();
        assertThatThrownBy(() -> WhisperWorker.start(thread, whisper, wrong, 1, 1))
                .isInstanceOf(AlanException.class)
                .hasMessageContaining("ggml-wrong");
        thread.shutdown();
        whisper.leave();
    }

    @Test
    void aRaisedFlagStopsTheEncoderAndALoweredOneLetsItRun() throws Exception {
        Whisper whisper = Whisper.load(data);
        float[] samples = Recordings.one("en", "quick_brown_fox").pcm().samples();
        try (NativeModel model = NativeModel.open(whisper, TestModels.fetch(MODEL).fileEnding(".bin"), 1, 1)) {
            assertThat(model.stopFlag().stopsEncoder()).isEqualTo(whisper.files().linux64());
            model.stopFlag().raise();
            assertThatThrownBy(() -> model.hear(samples, samples.length / 16, "en"))
                    .isInstanceOf(AlanException.class)
                    .hasMessageContaining("-6");
            model.stopFlag().lower();
            Heard heard = model.hear(samples, samples.length / 16, "en");
            assertThat(heard.passages()).isNotEmpty();
        }
        whisper.leave();
    }

    @Test
    void ourListOfLanguagesIsTheLibrarys() throws AlanException {
        WhisperLibrary library = Whisper.load(data).library();
        for (int id = 0; id <= library.whisper_lang_max_id(); id++) {
            assertThat(Languages.CODES.get(id)).isEqualTo(library.whisper_lang_str(id));
        }
        assertThat(Languages.CODES).hasSize(library.whisper_lang_max_id() + 1);
    }
}
