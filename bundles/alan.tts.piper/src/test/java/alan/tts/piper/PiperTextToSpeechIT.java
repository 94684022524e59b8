package alan.tts.piper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import alan.api.model.InstalledModel;
import alan.api.phonemes.Clause;
import alan.api.phonemes.PhonemeReader;
import alan.api.tts.SpeechRequest;
import alan.phonemes.EspeakPhonemizer;
import alan.testing.TestModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

@Timeout(value = 5, unit = TimeUnit.MINUTES)
class PiperTextToSpeechIT {
    private static final String FOX = "The quick brown fox jumps over the lazy dog.";

    private static InstalledModel joe;

    @TempDir
    Path data;

    private final FakeModels models = new FakeModels().installed(joe);
    private EspeakPhonemizer phonemizer;
    private PiperTextToSpeech engine;

    @BeforeAll
    static void fetch() throws Exception {
        joe = TestModels.fetch("piper-en-us-joe");
    }

    @BeforeEach
    void load() throws Exception {
        phonemizer = new EspeakPhonemizer(data);
        engine = engine(1);
        engine.load();
    }

    @AfterEach
    void unload() {
        engine.unload();
    }

    @Test
    void speaksAtASensibleLengthAndLevel() throws Exception {
        Pcm sound = engine.speak(SpeechRequest.of(FOX)).readAll();
        assertThat(sound.sampleRate()).isEqualTo(22_050);
        assertThat(sound.seconds()).isBetween(1.5, 5.0);
        assertThat(peak(sound)).isBetween(0.5f, 0.95f);
        double square = 0;
        for (float sample : sound.samples()) {
            square += sample * sample;
        }
        assertThat(Math.sqrt(square / sound.samples().length)).isBetween(0.03, 0.3);
    }

    @Test
    void saysTheSamePhonemesAsPiper() throws Exception {
        try (PhonemeReader espeak = phonemizer.open()) {
            assertThat(Phonemes.sentences(espeak.read("en-us", FOX + " Really? Oh, yes!", false), "en-us"))
                    .containsExactly(
                            "ðə kwˈɪk bɹˈaʊn fˈɑːks dʒˈʌmps ˌoʊvɚ ðə lˈeɪzi dˈɑːɡ.", "ɹˈiəli?", "ˈoʊ, jˈɛs!");
            assertThat(Phonemes.sentences(espeak.read("es-419", "¿Qué tal? Bien.", false), "es-419")).hasSize(2);
            assertThat(espeak.read("en-us", "Yes.", false)).extracting(Clause::phonemes).containsExactly("jˈɛs");
        }
    }

    @Test
    void givesABlockOrTwoOfAShortSentence() throws Exception {
        try (PcmStream stream = engine.speak(SpeechRequest.of("One. Two? Three! Mr. Smith."))) {
            int blocks = 0;
            for (float[] block = stream.read(); block != null; block = stream.read()) {
                assertThat(block).isNotEmpty();
                blocks++;
            }
            assertThat(blocks).isBetween(4, 10);
            assertThat(stream.read()).isNull();
        }
    }

    @Test
    void hasNoSoundForPunctuation() throws Exception {
        for (String text : List.of(
                "", " ", ".", "...", "?!?!", "— – - …", "\"\"''«»()[]", "¿?¡!", "*_~`", "\0\0", "\uD83D\uDE00", "\uD83D")) {
            assertThat(engine.speak(SpeechRequest.of(text)).readAll().samples().length).as(text).isZero();
        }
    }

    @Test
    void speaksWhatever() throws Exception {
        for (String text : List.of(
                "5%", "$3.50", "a\0b", "日本語", "ñandú Straße здравствуйте", "x\uD83D\uDE00y",
                "<speak>hi</speak>", "[[h@'loU]]", "(")) {
            assertThat(peak(engine.speak(SpeechRequest.of(text)).readAll())).as(text).isLessThanOrEqualTo(1f);
        }
        assertThat(engine.speak(SpeechRequest.of("5%")).readAll().seconds()).isGreaterThan(0.5);
    }

    @Test
    void speaksAVeryLongTextWithoutMarksPieceByPiece() throws Exception {
        try (PcmStream stream = engine.speak(SpeechRequest.of("hello there ".repeat(5_000)))) {
            assertThat(stream.read().length / 22_050.0).as("begins to be heard").isLessThan(0.5);
            for (int i = 0; i < 12; i++) {
                assertThat(stream.read().length / 22_050.0).isBetween(0.2, 40.0);
            }
        }
        try (PcmStream stream = engine.speak(SpeechRequest.of("a".repeat(100_000)))) {
            assertThat(stream.read()).isNotEmpty();
        }
    }

    @Test
    void speaksFasterWhenAsked() throws Exception {
        double normal = engine.speak(SpeechRequest.of(FOX)).readAll().seconds();
        double fast = engine.speak(new SpeechRequest(FOX, null, null, null, Map.of("speed", "2"))).readAll().seconds();
        assertThat(fast / normal).isBetween(0.35, 0.7);
    }

    @Test
    void isTheSameEachTimeWithoutNoise() throws Exception {
        PiperTextToSpeech exact = new PiperTextToSpeech(models, phonemizer, new PiperSettings("piper-en-us-joe", 1, 0, 0, 1, 1));
        exact.load();
        float[] once = exact.speak(SpeechRequest.of(FOX)).readAll().samples();
        float[] again = exact.speak(SpeechRequest.of(FOX)).readAll().samples();
        exact.unload();
        assertThat(again).isEqualTo(once);
        // Piper 1.2.0 itself gives as many samples for these phonemes without noise.
        assertThat(once).hasSize(61_184);
    }

    @Test
    void isTheSameEachTimeWithTheSameSeed() throws Exception {
        String text = FOX + " And again!";
        float[] once = seeded(text, "7");
        assertThat(seeded(text, "7")).isEqualTo(once);
        assertThat(seeded(text, "8")).isNotEqualTo(once);
        assertThat(engine.speak(SpeechRequest.of(text)).readAll().samples()).isNotEqualTo(engine.speak(SpeechRequest.of(text)).readAll().samples());
        // With other threads, in another network of the same voice.
        PiperTextToSpeech other = new PiperTextToSpeech(models, phonemizer, new PiperSettings("piper-en-us-joe", 1, -1, -1, 1, 1));
        other.load();
        assertThat(other.speak(new SpeechRequest(text, null, null, null, Map.of("seed", "7"))).readAll().samples()).isEqualTo(once);
        other.unload();
        assertThatThrownBy(() -> seeded(text, "many")).isInstanceOf(AlanException.class).hasMessage("The seed \"many\" is no whole number.");
    }

    private float[] seeded(String text, String seed) throws AlanException {
        return engine.speak(new SpeechRequest(text, null, null, null, Map.of("seed", seed))).readAll().samples();
    }

    @Test
    void refusesAVoiceOrLanguageThatIsNotThere() {
        assertThatThrownBy(() -> engine.speak(new SpeechRequest(FOX, null, "bob", null, Map.of())))
                .isInstanceOf(AlanException.class)
                .hasMessageContaining("en_US-joe-medium");
        assertThatThrownBy(() -> engine.speak(new SpeechRequest(FOX, null, null, "es", Map.of())))
                .isInstanceOf(AlanException.class)
                .hasMessageContaining("Spanish");
    }

    @Test
    void keepsAsManyVoicesAsConfiguredAndNoneThatSpeaksIsFreed() throws Exception {
        models.installed(copy("piper-b", "voice-b")).installed(copy("piper-c", "voice-c"));
        PcmStream first = engine.speak(SpeechRequest.of("One. Two. Three."));
        assertThat(first.read()).isNotEmpty();
        assertThat(engine.speak(new SpeechRequest("Hi.", null, "voice-b", null, Map.of())).readAll().samples()).isNotEmpty();
        assertThat(engine.speak(new SpeechRequest("Hi.", null, "voice-c", null, Map.of())).readAll().samples()).isNotEmpty();
        assertThat(engine.info().details().get("in memory")).isEqualTo("piper-en-us-joe");
        assertThat(first.read()).isNotEmpty();
        first.close();
        assertThat(engine.speak(new SpeechRequest("Hi.", null, "voice-b", null, Map.of())).readAll().samples()).isNotEmpty();
        assertThat(engine.info().details().get("in memory")).isEqualTo("piper-b");
    }

    @Test
    void speaksSeveralTextsAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<Pcm>> sounds = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            sounds.add(threads.submit(() -> engine.speak(SpeechRequest.of(FOX + " Yes. No.")).readAll()));
        }
        for (Future<Pcm> sound : sounds) {
            assertThat(sound.get().seconds()).isBetween(2.0, 10.0);
        }
        threads.shutdown();
    }

    @Test
    void closingEndsAReadThatWaits() throws Exception {
        PcmStream stream = engine.speak(SpeechRequest.of("one two three four five ".repeat(100)));
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
        assertThat(engine.speak(SpeechRequest.of("Hi.")).readAll().samples()).isNotEmpty();
    }

    @Test
    void unloadingFailsTheReaderOfAnOpenStream() throws Exception {
        for (int i = 0; i < 3; i++) {
            PcmStream stream = engine.speak(SpeechRequest.of("one two three four five ".repeat(100)));
            assertThat(stream.read()).isNotEmpty();
            CompletableFuture<Throwable> failure = CompletableFuture.supplyAsync(() -> {
                try {
                    while (stream.read() != null) {}
                    return null;
                } catch (AlanException e) {
                    return e;
                }
            });
            engine.unload();
            assertThat(failure.get()).isInstanceOf(AlanException.class).hasMessageContaining("unloaded");
            stream.close();
            assertThat(engine.info().loaded()).isFalse();
            assertThatThrownBy(() -> engine.speak(SpeechRequest.of(FOX))).isInstanceOf(AlanException.class);
            engine.load();
        }
    }

    @Test
    void refusesFilesThatAreNoVoice() throws Exception {
        Path network = joe.fileEnding(".onnx");
        Path json = joe.fileEnding(".onnx.json");
        byte[] whole = Files.readAllBytes(network);
        refuses(Files.write(data.resolve("half.onnx"), Arrays.copyOf(whole, whole.length / 2)), json, "not a whole ONNX model");
        refuses(Files.write(data.resolve("fake.onnx"), OnnxFileTest.SMALLEST), json, "cannot be loaded");
        refuses(TestModels.fetch("silero-vad").fileEnding(".onnx"), json, "no Piper voice");
        refuses(network, Files.writeString(data.resolve("bad.onnx.json"), "{}"), "sample_rate");
        assertThat(engine.speak(SpeechRequest.of("Hi.")).readAll().samples()).isNotEmpty();
    }

    private void refuses(Path network, Path json, String because) throws Exception {
        models.installed(FakeModels.voice("piper-bad", "bad", Set.of(), network, json));
        assertThatThrownBy(() -> engine.speak(new SpeechRequest(FOX, null, "bad", null, Map.of())))
                .isInstanceOf(AlanException.class)
                .hasMessageContaining(because);
    }

    private static InstalledModel copy(String id, String name) {
        return FakeModels.voice(id, name, Set.of(), joe.fileEnding(".onnx"), joe.fileEnding(".onnx.json"));
    }

    private PiperTextToSpeech engine(int voices) {
        return new PiperTextToSpeech(models, phonemizer, new PiperSettings("piper-en-us-joe", 1, -1, -1, voices, 2));
    }

    private static float peak(Pcm sound) {
        float peak = 0;
        for (float sample : sound.samples()) {
            peak = Math.max(peak, Math.abs(sample));
        }
        return peak;
    }
}
