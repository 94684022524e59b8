package alan.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import alan.api.listen.VoiceActivity.Speech;
import alan.api.listen.VoiceActivity.Utterances;
import alan.api.model.InstalledModel;
import alan.api.model.Models;
import alan.testing.Memory;
import alan.testing.SpeechSample;
import alan.testing.TestModels;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SileroVoiceActivityIT {
    /**
     * What ONNX Runtime 1.32.0 for Python gives for the windows of pytest-audioeval's {@code en/hello_world.wav}; x are its
     * samples:
     *
     * <pre>
     * s = onnxruntime.InferenceSession('silero_vad_16k_op15.onnx')
     * state, context = np.zeros((2, 1, 128), 'f4'), np.zeros((1, 64), 'f4')
     * for i in range(0, len(x), 512):
     *     w = np.pad(x[i:i+512], (0, 512 - len(x[i:i+512])))[None]
     *     p, state = s.run(None, {'input': np.concatenate([context, w], 1), 'state': state, 'sr': np.array(16000)})
     *     context = w[:, -64:]; print('%.4f' % p[0, 0])
     * </pre>
     */
    private static final double[] HELLO_WORLD = {
        0.0141, 0.0532, 0.0591, 0.5689, 0.9831, 0.9843, 0.9974, 0.9985, 0.9975, 0.9987, 0.9992, 0.9993, 0.9999,
        0.9999, 0.9996, 0.9997, 0.9997, 0.9995, 0.9993, 0.9993, 0.9984, 0.9994, 0.9914, 0.9884, 0.9332,
        0.8376, 0.2617, 0.0492, 0.0257,
        0.0204, 0.0191, 0.0170, 0.0165, 0.0148, 0.0166, 0.0198
    };

    private static final ListenSettings SETTINGS = new ListenSettings("silero-vad", 0.5f, 0.35f, 8, 10, 22, 5, 1875);

    /** Loadings until the pools of the JVM and the C library are as large as they get. */
    private static final int WARM_UP = 100;

    /** So many that a swing of those pools, some 5 MB, is little for each. */
    private static final int CYCLES = 600;

    private static InstalledModel silero;

    @TempDir
    Path folder;

    private final SileroVoiceActivity engine = new SileroVoiceActivity(models(silero), SETTINGS);

    @BeforeAll
    static void fetch() throws Exception {
        silero = TestModels.fetch("silero-vad");
    }

    @BeforeEach
    void load() throws Exception {
        engine.load();
    }

    @AfterEach
    void unload() {
        engine.unload();
    }

    @Test
    void givesTheProbabilitiesOfTheReference() throws Exception {
        float[] samples = sample("en/hello_world").samples();
        try (SileroModel model = new SileroModel(silero.fileEnding(".onnx"))) {
            SpeechProbability listener = model.listener();
            for (int i = 0; i < HELLO_WORLD.length; i++) {
                assertThat((double) listener.of(samples, i * 512)).as("window %d", i).isCloseTo(HELLO_WORLD[i], within(0.001));
            }
        }
    }

    /** First and last window of speech as the reference's probabilities have them, in samples. */
    @ParameterizedTest
    @CsvSource({
        "en/counting, 1024, 43008", "en/hello_world, 1536, 13312", "en/quick_brown_fox, 1024, 41984",
        "es/conteo, 2560, 50176", "es/hola_mundo, 1024, 14336", "es/pangrama, 1024, 54784"
    })
    void findsPeopleWhoSpeak(String name, int from, int to) throws Exception {
        Pcm recording = sample(name);
        List<Speech> speech = engine.find(recording);
        assertThat(speech).hasSize(1);
        assertThat(speech.get(0).from()).isEqualTo(Math.max(0, from - 5 * 512));
        assertThat(speech.get(0).to()).isCloseTo(Math.min(recording.samples().length, to + 5 * 512), within(1024));
        assertThat(utterances(recording)).hasSize(1);
    }

    @Test
    void findsNoSpeechInWhatIsNone() throws Exception {
        Random random = new Random(1);
        Map<String, Pcm> sounds = Map.of(
                "nothing", new Pcm(16_000, new float[0]),
                "one sample", new Pcm(16_000, new float[] {0.5f}),
                "silence", sound(10, i -> 0),
                "white noise", sound(10, i -> random.nextGaussian() * 0.1),
                "loud noise", sound(10, i -> random.nextGaussian()),
                "tone", sound(10, i -> 0.5 * Math.sin(2 * Math.PI * 440 * i / 16_000)),
                "clicks", sound(10, i -> i % 4_000 == 0 ? 1 : 0),
                "hum", sound(10, i -> 0.3 * Math.signum(Math.sin(2 * Math.PI * 50 * i / 16_000))),
                "offset", sound(10, i -> 0.9),
                "no numbers", sound(10, i -> i % 3 == 0 ? Double.NaN : Double.POSITIVE_INFINITY));
        for (Map.Entry<String, Pcm> sound : sounds.entrySet()) {
            assertThat(engine.find(sound.getValue())).as(sound.getKey()).isEmpty();
            assertThat(utterances(sound.getValue())).as(sound.getKey()).isEmpty();
        }
    }

    @Test
    void partsSpeechThatSilenceParts() throws Exception {
        Pcm hello = sample("en/hello_world");
        Pcm fox = sample("en/quick_brown_fox");
        Pcm all = join(sound(2, i -> 0), hello, sound(1.5, i -> 0), fox, sound(2, i -> 0));
        List<Speech> speech = engine.find(all);
        assertThat(speech).hasSize(2);
        assertThat(speech.get(0).from()).isBetween(30_000, 34_000);
        int fromHello = speech.get(1).from() - 32_000 - hello.samples().length;
        assertThat(fromHello).isBetween(20_000, 26_000);
        List<Pcm> utterances = utterances(all);
        assertThat(utterances).hasSize(2);
        assertThat(utterances.get(0).seconds()).isBetween(0.7, 1.3);
        assertThat(utterances.get(1).seconds()).isBetween(2.4, 3.1);
    }

    @Test
    void hearsSpeechInNoise() throws Exception {
        Random random = new Random(2);
        Pcm fox = sample("en/quick_brown_fox");
        Pcm noisy = sound(3, i -> (i < fox.samples().length ? fox.samples()[i] : 0) + random.nextGaussian() * 0.005);
        assertThat(engine.find(noisy)).isNotEmpty();
    }

    @Test
    void canListenToSeveralMicrophonesAtOnce() throws Exception {
        List<CompletableFuture<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(CompletableFuture.supplyAsync(() -> {
                try {
                    return utterances(sample("es/pangrama")).size() + engine.find(sample("en/hello_world")).size();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        for (CompletableFuture<Integer> one : all) {
            assertThat(one.get()).isEqualTo(2);
        }
    }

    @Test
    void failsReadersWhenUnloaded() throws Exception {
        Utterances utterances = engine.listen(endless());
        CompletableFuture<Throwable> failure = CompletableFuture.supplyAsync(() -> {
            try {
                return utterances.next() == null ? null : new IllegalStateException("heard something");
            } catch (AlanException e) {
                return e;
            }
        });
        Thread.sleep(200);
        engine.unload();
        assertThat(failure.get()).isInstanceOf(AlanException.class).hasMessageContaining("unloaded");
        assertThatThrownBy(() -> engine.find(sample("en/hello_world"))).isInstanceOf(AlanException.class);
        assertThatThrownBy(() -> engine.listen(endless())).isInstanceOf(AlanException.class);
        engine.load();
        assertThat(engine.find(sample("en/hello_world"))).hasSize(1);
    }

    @Test
    void refusesAnotherSampleRate() {
        assertThatThrownBy(() -> engine.find(new Pcm(44_100, new float[10]))).isInstanceOfSatisfying(AlanException.class, e -> {
            assertThat(e).hasMessage("Voice activity wants sound at 16000 Hz, not at 44100 Hz; resample it first.");
            assertThat(e.text().say(Locale.forLanguageTag("es")))
                    .isEqualTo("La detección de voz necesita sonido a 16000 Hz, no a 44100 Hz; cambia antes su frecuencia de muestreo.");
        });
    }

    @Test
    void refusesAFileThatIsNotTheModel() throws Exception {
        byte[] whole = Files.readAllBytes(silero.fileEnding(".onnx"));
        Path half = Files.write(folder.resolve("half.onnx"), Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> new SileroModel(half)).isInstanceOf(AlanException.class).hasMessageContaining(half.toString());
        Path voice = TestModels.fetch("piper-en-us-joe").fileEnding(".onnx");
        assertThatThrownBy(() -> new SileroModel(voice)).isInstanceOfSatisfying(AlanException.class, e -> {
            assertThat(e).hasMessage("The file " + voice + " is an ONNX model, but not Silero's for voice activity; "
                    + "set model in alan.listen.silero to one that is.");
            assertThat(e.text().say(Locale.forLanguageTag("es"))).isEqualTo("El archivo " + voice
                    + " es un modelo ONNX, pero no el de Silero para la detección de voz; en alan.listen.silero, pon en model uno que lo sea.");
        });
    }

    @Test
    void doesNotGrowWithEachLoading() throws Exception {
        engine.unload();
        Pcm recording = sample("en/hello_world");
        cycles(WARM_UP, recording);
        long before = settled();
        cycles(CYCLES, recording);
        long growth = (settled() - before) / CYCLES;
        assertThat(growth).as("bytes more after each loading").isLessThan(silero.model().bytes() / 50);
    }

    private void cycles(int count, Pcm recording) throws Exception {
        for (int i = 0; i < count; i++) {
            engine.load();
            engine.find(recording);
            engine.unload();
        }
    }

    private static long settled() throws Exception {
        System.gc();
        return Memory.resident();
    }

    private List<Pcm> utterances(Pcm recording) throws AlanException {
        List<Pcm> found = new ArrayList<>();
        try (Utterances utterances = engine.listen(PcmStream.of(recording))) {
            for (Pcm utterance = utterances.next(); utterance != null; utterance = utterances.next()) {
                found.add(utterance);
            }
        }
        return found;
    }

    private static PcmStream endless() {
        return new PcmStream() {
            private volatile boolean closed;

            @Override
            public int sampleRate() {
                return 16_000;
            }

            @Override
            public float[] read() {
                return closed ? null : new float[1_600];
            }

            @Override
            public void close() {
                closed = true;
            }
        };
    }

    private static Pcm sound(double seconds, IntToDoubleFunction sample) {
        float[] samples = new float[(int) (seconds * 16_000)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) sample.applyAsDouble(i);
        }
        return new Pcm(16_000, samples);
    }

    private static Pcm join(Pcm... parts) {
        float[] all = new float[0];
        for (Pcm part : parts) {
            int at = all.length;
            all = Arrays.copyOf(all, at + part.samples().length);
            System.arraycopy(part.samples(), 0, all, at, part.samples().length);
        }
        return new Pcm(16_000, all);
    }

    private static Pcm sample(String name) throws Exception {
        return SpeechSample.fetch(name).sound();
    }

    private static Models models(InstalledModel model) {
        Class<?>[] type = {Models.class};
        return (Models) Proxy.newProxyInstance(Models.class.getClassLoader(), type, (proxy, method, arguments) -> {
            if (method.getName().equals("require") && arguments[0].equals(model.model().id())) {
                return model;
            }
            throw new UnsupportedOperationException(method.getName());
        });
    }
}
