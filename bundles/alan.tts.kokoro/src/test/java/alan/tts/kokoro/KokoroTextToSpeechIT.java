package alan.tts.kokoro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import alan.api.model.InstalledModel;
import alan.api.tts.SpeechRequest;
import alan.api.tts.Voice;
import alan.phonemes.EspeakPhonemizer;
import alan.testing.Effort;
import alan.testing.Memory;
import alan.testing.OneModel;
import alan.testing.TestModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 10, unit = TimeUnit.MINUTES)
class KokoroTextToSpeechIT {
    private static final String HELLO = "Buenos días, ¿cómo estás?";

    /** Loadings until the pools of the JVM and the C library are as large as they get. */
    private static final int WARM_UP = Effort.of(4, 6);

    /** So many that a swing of those pools, some 20 MB, is little for each; and what is little then, as a part of the model. */
    private static final int CYCLES = Effort.of(6, 20);
    private static final int LITTLE = Effort.of(20, 50);

    private static InstalledModel kokoro;

    @TempDir
    Path data;

    private EspeakPhonemizer phonemizer;
    private KokoroTextToSpeech engine;

    @BeforeAll
    static void fetch() throws Exception {
        kokoro = TestModels.fetch("kokoro-82m");
    }

    @BeforeEach
    void load() throws Exception {
        phonemizer = new EspeakPhonemizer(data);
        engine = new KokoroTextToSpeech(new OneModel(kokoro), phonemizer, Settings.of());
        engine.load();
    }

    @AfterEach
    void unload() {
        engine.unload();
    }

    @Test
    void speaksEveryLanguageAtASensibleLengthAndLevel() throws Exception {
        Map<String, String> texts = Map.of(
                "en", "Good morning, how are you?", "es", HELLO, "fr", "Bonjour, comment allez-vous ?", "hi", "नमस्ते, आप कैसे हैं?",
                "it", "Buongiorno, come sta?", "pt", "Bom dia, como vai você?");
        assertThat(engine.info().languages()).containsExactlyInAnyOrderElementsOf(texts.keySet());
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Pcm sound = speak(text.getValue(), null, text.getKey(), Map.of());
            assertThat(sound.sampleRate()).isEqualTo(24_000);
            assertThat(sound.seconds()).as(text.getKey()).isBetween(0.8, 4.0);
            assertThat(peak(sound)).as(text.getKey()).isBetween(0.2f, 0.95f);
        }
    }

    @Test
    void speaksWithEveryVoiceThatItLists() throws Exception {
        List<Voice> voices = engine.voices();
        assertThat(voices).hasSize(kokoro.model().files().size() - 1);
        assertThat(voices.get(0).name()).isEqualTo("af_heart");
        String kind = "";
        for (Voice voice : voices) {
            assertThat(kokoro.model().languages()).containsAll(voice.languages());
            // One of each language and sex (the first two letters), unless there is time for all.
            if (!Effort.everything() && voice.name().startsWith(kind) && !kind.isEmpty()) {
                continue;
            }
            kind = voice.name().substring(0, 2);
            assertThat(speak("Si.", voice.name(), null, Map.of()).seconds()).as(voice.name()).isBetween(0.1, 2.0);
        }
        assertThat(speak(HELLO, "af_heart", "es", Map.of()).seconds()).as("a voice of another language").isBetween(0.8, 4.0);
    }

    @Test
    void givesABlockForEachSentence() throws Exception {
        try (PcmStream stream = engine.speak(request("Uno. ¿Dos? ¡Tres!"))) {
            for (int i = 0; i < 3; i++) {
                assertThat(stream.read()).isNotEmpty();
            }
            assertThat(stream.read()).isNull();
            assertThat(stream.read()).isNull();
        }
    }

    @Test
    void givesTheFirstClauseOfALongSentenceFirst() throws Exception {
        String text = "Ayer por la tarde llovió, así que nos quedamos todos en casa con los niños y jugamos a las cartas hasta la hora de la cena.";
        try (PcmStream stream = engine.speak(request(text))) {
            float[] first = stream.read();
            float[] second = stream.read();
            assertThat(second.length).isGreaterThan(2 * first.length);
            assertThat(stream.read()).isNull();
        }
    }

    @Test
    void hasNoSoundForPunctuation() throws Exception {
        for (String text : List.of("", " ", ".", "...", "?!?!", "— – - …", "\"\"''«»()[]", "¿?¡!", "*_~`", "\0\0", "\uD83D")) {
            assertThat(engine.speak(request(text)).readAll().samples()).as(text).isEmpty();
        }
    }

    @Test
    void speaksWhatever() throws Exception {
        for (String text : List.of(
                "5%", "3,50 €", "a\0b", "日本語", "ñandú Straße здравствуйте", "x\uD83D\uDE00y", "<speak>hola</speak>", "[[h@'loU]]", "(a")) {
            assertThat(peak(engine.speak(request(text)).readAll())).as(text).isLessThanOrEqualTo(1f);
        }
    }

    @Test
    void speaksAVeryLongTextWithoutMarksPieceByPiece() throws Exception {
        try (PcmStream stream = engine.speak(request("hola qué tal ".repeat(3_000)))) {
            assertThat(stream.read().length / 24_000.0).isBetween(3.0, 40.0);
        }
        try (PcmStream stream = engine.speak(request("a".repeat(20_000)))) {
            assertThat(stream.read()).isNotEmpty();
        }
    }

    @Test
    void speaksFasterWhenAsked() throws Exception {
        double normal = speak(HELLO, null, "es", Map.of()).seconds();
        double fast = speak(HELLO, null, "es", Map.of("speed", "2")).seconds();
        assertThat(fast / normal).isBetween(0.35, 0.75);
        assertThatThrownBy(() -> speak(HELLO, null, "es", Map.of("speed", "5"))).isInstanceOf(AlanException.class);
    }

    /** There is no chance in it, so it needs no seed. */
    @Test
    void isTheSameEachTime() throws Exception {
        float[] once = speak(HELLO, "ef_dora", "es", Map.of("seed", "1")).samples();
        speak("Good morning.", null, "en", Map.of());
        assertThat(speak(HELLO, "ef_dora", "es", Map.of("seed", "2")).samples()).isEqualTo(once);
    }

    @Test
    void refusesAVoiceOrLanguageThatIsNotThere() {
        assertThatThrownBy(() -> speak(HELLO, "bob", "es", Map.of())).isInstanceOf(AlanException.class).hasMessageContaining("em_alex");
        assertThatThrownBy(() -> speak(HELLO, null, "de", Map.of())).isInstanceOf(AlanException.class).hasMessageContaining("German");
    }

    @Test
    void speaksSeveralTextsAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<Pcm>> sounds = new ArrayList<>();
        for (String language : List.of("es", "en", "es", "en")) {
            sounds.add(threads.submit(() -> speak("No. Si. No.", null, language, Map.of())));
        }
        for (Future<Pcm> sound : sounds) {
            assertThat(sound.get().seconds()).isBetween(0.8, 6.0);
        }
        threads.shutdown();
    }

    @Test
    void closingEndsAReadThatWaits() throws Exception {
        PcmStream stream = engine.speak(request("uno dos tres cuatro cinco. ".repeat(100)));
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<float[]> last = CompletableFuture.supplyAsync(() -> {
            try {
                float[] block = stream.read();
                while (block != null) {
                    begun.countDown();
                    block = stream.read();
                }
                return block;
            } catch (AlanException e) {
                throw new IllegalStateException(e);
            }
        });
        begun.await();
        stream.close();
        assertThat(last.get()).isNull();
        assertThat(stream.read()).isNull();
        stream.close();
        assertThat(engine.speak(request("Sí.")).readAll().samples()).isNotEmpty();
    }

    @Test
    void unloadingFailsTheReaderOfAnOpenStream() throws Exception {
        for (int i = 0; i < 2; i++) {
            PcmStream stream = engine.speak(request("uno dos tres cuatro cinco. ".repeat(100)));
            CountDownLatch begun = new CountDownLatch(1);
            CompletableFuture<Throwable> failure = CompletableFuture.supplyAsync(() -> {
                try {
                    while (stream.read() != null) {
                        begun.countDown();
                    }
                    return null;
                } catch (AlanException e) {
                    return e;
                }
            });
            begun.await();
            engine.unload();
            assertThat(failure.get()).isInstanceOf(AlanException.class).hasMessageContaining("unloaded");
            stream.close();
            assertThat(engine.info().loaded()).isFalse();
            assertThatThrownBy(() -> engine.speak(request(HELLO))).isInstanceOf(AlanException.class);
            engine.load();
        }
    }

    @Test
    void refusesFilesThatAreNotKokoro() throws Exception {
        Path network = kokoro.fileEnding(".onnx");
        Path voice = kokoro.fileEnding("ef_dora.bin");
        byte[] whole = Files.readAllBytes(network);
        refuses("damaged", Files.write(data.resolve("half.onnx"), Arrays.copyOf(whole, whole.length / 2)), voice);
        refuses("damaged", Files.write(data.resolve("empty.onnx"), new byte[0]), voice);
        refuses("damaged", Files.writeString(data.resolve("text.onnx"), "version https://git-lfs.github.com/spec/v1\n"), voice);
        refuses("not Kokoro", TestModels.fetch("silero-vad").fileEnding(".onnx"), voice);
        refuses("needs a file", network, Files.write(data.resolve("ef_dora.bin"), new byte[1000]));
    }

    @Test
    void givesMemoryBackWhenUnloaded() throws Exception {
        speak(HELLO, null, "es", Map.of());
        long loaded = Memory.resident();
        engine.unload();
        assertThat(loaded - Memory.resident()).isGreaterThan(kokoro.model().bytes() / 2);
    }

    @Test
    void doesNotGrowWithEachLoading() throws Exception {
        engine.unload();
        cycles(WARM_UP);
        long before = Memory.resident();
        cycles(CYCLES);
        long growth = (Memory.resident() - before) / CYCLES;
        System.out.printf("%,d bytes more after each loading%n", growth);
        assertThat(growth).as("bytes more after each loading").isLessThan(kokoro.model().bytes() / LITTLE);
    }

    private void cycles(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            engine.load();
            speak(HELLO, null, "es", Map.of());
            engine.unload();
        }
        System.gc();
    }

    private void refuses(String because, Path... files) {
        KokoroTextToSpeech other = new KokoroTextToSpeech(new OneModel(FakeModels.kokoro("kokoro-82m", files)), phonemizer, Settings.of());
        assertThatThrownBy(other::load).isInstanceOf(AlanException.class).hasMessageContaining(because);
        assertThat(other.info().loaded()).isFalse();
    }

    private Pcm speak(String text, String voice, String language, Map<String, String> options) throws AlanException {
        return engine.speak(new SpeechRequest(text, null, voice, language, options)).readAll();
    }

    private static SpeechRequest request(String text) {
        return new SpeechRequest(text, null, null, "es", Map.of());
    }

    private static float peak(Pcm sound) {
        float peak = 0;
        for (float sample : sound.samples()) {
            peak = Math.max(peak, Math.abs(sample));
        }
        return peak;
    }
}
