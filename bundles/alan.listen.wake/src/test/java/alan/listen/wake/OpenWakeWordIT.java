package alan.listen.wake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.engine.EngineKind;
import alan.api.listen.WakeWord.Detection;
import alan.api.listen.WakeWord.Detector;
import alan.api.listen.WakeWord.Name;
import alan.api.model.InstalledModel;
import alan.api.model.ModelAddition;
import alan.api.model.Models;
import alan.models.Catalogue;
import alan.testing.OneModel;
import alan.testing.TestModels;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenWakeWordIT {
    /** The order in which {@link Reference#spoken} has them. */
    private static final String[] SPOKEN = {"hey_jarvis", "alexa", "hey_mycroft", "hey_rhasspy"};
    /** ONNX: one node Flatten, of [1, 16, 96] makes [1, 1536]. */
    private static final String FLATTEN = "CAgSADpDCg8KAXgSAXkiB0ZsYXR0ZW4SAWdaFwoBeBISChAIARIMCgIIAQoCCBAKAghgYhQKAXkSDwoNCAESCQoCCAEKAwiADEIECgAQDQ==";

    private static InstalledModel model;

    @TempDir
    Path folder;

    private final OpenWakeWord engine = engine(model);

    @BeforeAll
    static void fetch() throws Exception {
        model = TestModels.fetch("openwakeword");
    }

    @BeforeEach
    void load() throws Exception {
        engine.load();
    }

    @AfterEach
    void unload() {
        engine.unload();
    }

    private static OpenWakeWord engine(InstalledModel installed) {
        return new OpenWakeWord(new OneModel(installed), "openwakeword", 0.5f, 2_000);
    }

    /** {@return the scores of all words, one a frame} */
    private Map<String, double[]> scores(Pcm sound, int block) throws Exception {
        Map<String, double[]> scores = new HashMap<>();
        Ears.ALL.forEach(name -> scores.put(name, new double[sound.samples().length / Frames.FRAME]));
        try (Detector detector = engine.open(Ears.ALL, 0.5, (name, frame, score) -> scores.get(name)[(int) frame - 1] = score)) {
            for (int at = 0; at < sound.samples().length; at += block) {
                detector.hear(Arrays.copyOfRange(sound.samples(), at, Math.min(at + block, sound.samples().length)));
            }
        }
        return scores;
    }

    @Test
    void scoresAreThoseOfTheReference() throws Exception {
        JsonNode reference = Reference.scores();
        for (Map.Entry<String, Pcm> sound : Map.of("spoken", Reference.spoken(), "made", Reference.made()).entrySet()) {
            for (Map.Entry<String, double[]> word : scores(sound.getValue(), 1_280).entrySet()) {
                JsonNode expected = reference.get(sound.getKey() + " " + word.getKey());
                assertThat(word.getValue()).hasSize(expected.size());
                double most = 0;
                for (int i = 0; i < expected.size(); i++) {
                    double score = word.getValue()[i];
                    assertThat(score).as("%s, %s, frame %d", sound.getKey(), word.getKey(), i).isCloseTo(expected.get(i).asDouble(), within(1e-4));
                    most = Math.max(most, Math.abs(score - expected.get(i).asDouble()));
                }
                System.out.printf("%s, %s: %.1e from the reference at most%n", sound.getKey(), word.getKey(), most);
            }
        }
    }

    @Test
    void eachWordIsHeardOnceWhereItIsSaid() throws Exception {
        List<Detection> heard = Ears.hear(engine, Ears.ALL, Reference.spoken());
        assertThat(heard).extracting(Detection::name).containsExactly(SPOKEN);
        // From the begin of the word to a little after its end, as spoken.wav was put together.
        assertThat(heard.get(0).milliseconds()).isBetween(1_200L, 2_230L);
        assertThat(heard.get(1).milliseconds()).isBetween(2_600L, 3_230L);
        assertThat(heard.get(2).milliseconds()).isBetween(3_900L, 5_050L);
        assertThat(heard.get(3).milliseconds()).isBetween(5_600L, 6_220L);
        assertThat(heard).allMatch(detection -> detection.score() >= 0.5 && detection.score() <= 1 && detection.samples() % 1_280 == 0);
    }

    @Test
    void blocksOfAnySizeAreHeardAlike() throws Exception {
        Pcm sound = Reference.spoken();
        List<Detection> whole = Ears.hear(engine, Ears.ALL, sound, sound.samples().length);
        Map<String, double[]> scores = scores(sound, sound.samples().length);
        assertThat(whole).hasSize(4);
        for (int block : new int[] {160, 1_000, 1_280, 1_281, 4_096}) {
            assertThat(Ears.hear(engine, Ears.ALL, sound, block)).as("blocks of %d", block).isEqualTo(whole);
            scores(sound, block).forEach((name, numbers) -> assertThat(numbers).as("%s in blocks of %d", name, block).isEqualTo(scores.get(name)));
        }
        Random random = new Random(5);
        List<Detection> cut = new ArrayList<>();
        try (Detector detector = engine.open(Ears.ALL)) {
            int at = 0;
            while (at < sound.samples().length) {
                int to = Math.min(sound.samples().length, at + random.nextInt(3_000));
                cut.addAll(detector.hear(Arrays.copyOfRange(sound.samples(), at, to)));
                at = to;
            }
        }
        assertThat(cut).isEqualTo(whole);
    }

    @Test
    void aStreamMayBeginWithTheWord() throws Exception {
        Pcm spoken = Reference.spoken();
        assertThat(Ears.hear(engine, Ears.ALL, spoken.slice(9_600, spoken.samples().length))).extracting(Detection::name).containsExactly(SPOKEN);
    }

    @Test
    void aStreamMayBeginInNoise() throws Exception {
        for (int i = 0; i < 25; i++) {
            Pcm noise = Ears.room(1.7 + i / 100.0, Math.pow(10, -3.5 + i / 9.0));
            try (Detector detector = engine.open(Ears.ALL, 0.3)) {
                assertThat(detector.hear(noise.samples())).as("noise %d", i).isEmpty();
            }
        }
    }

    @Test
    void onlyWhatIsListenedForIsHeard() throws Exception {
        List<Detection> all = Ears.hear(engine, Ears.ALL, Reference.spoken());
        assertThat(Ears.hear(engine, Set.of("alexa"), Reference.spoken())).containsExactly(all.get(1));
        assertThat(Ears.hear(engine, Set.of("hey_rhasspy", "hey_jarvis"), Reference.spoken())).containsExactly(all.get(0), all.get(3));
    }

    @Test
    void streamsSideBySideDoNotDisturbOneAnother() throws Exception {
        List<Detection> alone = Ears.hear(engine, Ears.ALL, Reference.spoken());
        List<CompletableFuture<List<Detection>>> together = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            together.add(CompletableFuture.supplyAsync(() -> {
                try {
                    return Ears.hear(engine, Ears.ALL, Reference.spoken(), 777);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        for (CompletableFuture<List<Detection>> one : together) {
            assertThat(one.get()).isEqualTo(alone);
        }
    }

    @Test
    void thePauseIsThatOfTheConfiguration() throws Exception {
        Pcm twice = Ears.joined(Reference.spoken().slice(0, 38_000), Reference.spoken().slice(9_600, 38_000));
        assertThat(Ears.hear(engine, Set.of("hey_jarvis"), twice)).hasSize(1);
        OpenWakeWord hasty = new OpenWakeWord(new OneModel(model), "openwakeword", 0.5f, 200);
        hasty.load();
        assertThat(Ears.hear(hasty, Set.of("hey_jarvis"), twice)).hasSize(2);
        hasty.unload();
    }

    @Test
    void saysWhatItCanListenFor() {
        assertThat(engine.names()).contains(new Name("hey_jarvis", "Hey Jarvis", Set.of("en"))).hasSize(4);
        assertThat(engine.info().loaded()).isTrue();
        assertThat(engine.info().details()).containsEntry("threshold", "0.5").containsKey("words");
        engine.unload();
        assertThat(engine.names()).hasSize(4);
        assertThat(engine.info().loaded()).isFalse();
    }

    @Test
    void aWordOfOnesOwnIsAddedWhileItListens() throws Exception {
        Models catalogue = new Catalogue(TestModels.dataFolder().resolve("no-such-catalogue.json"), folder, List.of());
        Path mine = Files.copy(model.file("hey_jarvis_v0.1.onnx"), folder.resolve("hola_alan.onnx"));
        OpenWakeWord own = new OpenWakeWord(new Both(new OneModel(model), catalogue), "openwakeword", 0.5f, 2_000);
        own.load();
        catalogue.add(new ModelAddition("hola-alan", EngineKind.WAKE, "openwakeword", mine.toString(), Set.of("es"), null), Models.Progress.NONE);
        assertThat(own.names()).contains(new Name("hola_alan", "Hola Alan", Set.of("es"))).hasSize(5);
        assertThat(Ears.hear(own, Set.of("hola_alan"), Reference.spoken())).extracting(Detection::name).containsExactly("hola_alan");
        own.unload();
    }

    @Test
    void aWordOfOnesOwnThatIsNoneIsNamed() throws Exception {
        byte[] whole = Files.readAllBytes(model.file("hey_rhasspy_v0.1.onnx"));
        for (byte[] garbage : List.of(new byte[0], "no model".getBytes(), Arrays.copyOf(whole, whole.length / 2))) {
            refused(Files.write(folder.resolve("garbage.onnx"), garbage), "is damaged or of an unknown kind");
        }
        String kind = "is an ONNX model, but not one of a single wake word as openWakeWord trains them (1 × up to 41 × 96 numbers in, one out)";
        refused(Files.write(folder.resolve("flatten.onnx"), Base64.getDecoder().decode(FLATTEN)), kind);
        refused(Files.copy(model.file("embedding_model.onnx"), folder.resolve("embedding.onnx")), kind);
        refused(TestModels.fetch("silero-vad").fileEnding(".onnx"), kind);
    }

    private void refused(Path file, String why) throws Exception {
        OpenWakeWord other = engine(More.of(model, Map.of("computer.onnx", file)));
        other.load();
        assertThatThrownBy(() -> other.open(Set.of("computer"))).isInstanceOf(AlanException.class).hasMessageContaining(file.toString())
                .hasMessageContaining(why);
        // Nobody else is disturbed by it.
        assertThat(Ears.hear(other, Set.of("hey_jarvis"), Reference.spoken())).hasSize(1);
        other.unload();
    }

    @Test
    void sharedNetworksThatAreSomethingElseAreNamed() throws Exception {
        Path silero = TestModels.fetch("silero-vad").fileEnding(".onnx");
        Path garbage = Files.write(folder.resolve("garbage.onnx"), new byte[1_000]);
        for (String file : List.of("melspectrogram.onnx", "embedding_model.onnx")) {
            assertThatThrownBy(engine(More.of(model, Map.of(file, silero)))::load).isInstanceOfSatisfying(AlanException.class, e -> {
                assertThat(e).hasMessage("The file " + silero + " is an ONNX model, but not the one of openWakeWord's that it should be; "
                        + "remove the model openwakeword and install it again.");
                assertThat(e.text().say(Locale.forLanguageTag("es"))).startsWith("El archivo " + silero + " es un modelo ONNX, pero no el de openWakeWord");
            });
            assertThatThrownBy(engine(More.of(model, Map.of(file, garbage)))::load).isInstanceOf(AlanException.class).hasMessageContaining("is damaged");
            Map<String, Path> others = new LinkedHashMap<>(model.files());
            others.remove(file);
            assertThatThrownBy(engine(new InstalledModel(model.model(), others))::load).isInstanceOf(AlanException.class)
                    .hasMessage("The model openwakeword cannot hear wake words: it has no file " + file
                            + "; set model in alan.listen.openwakeword to one that has.");
        }
    }

    @Test
    void askingForWhatIsNotThereIsRefusedInASentence() {
        assertThatThrownBy(() -> engine.open(Set.of("computer"))).isInstanceOf(AlanException.class)
                .hasMessage("There is no wake word computer; there are " + String.join(", ", engine.names().stream().map(Name::id).toList()) + ".");
        assertThatThrownBy(() -> engine.open(Set.of())).isInstanceOf(AlanException.class).hasMessageContaining("Say which wake words");
        for (double threshold : new double[] {0, -1, 1.01, Double.NaN}) {
            assertThatThrownBy(() -> engine.open(Ears.ALL, threshold)).isInstanceOf(AlanException.class).hasMessageContaining("threshold");
        }
        engine.unload();
        assertThatThrownBy(() -> engine.open(Ears.ALL)).isInstanceOf(AlanException.class).hasMessageContaining("is not loaded");
    }

    @Test
    void unloadingEndsListening() throws Exception {
        Detector detector = engine.open(Ears.ALL);
        assertThat(detector.hear(new float[16_000])).isEmpty();
        engine.unload();
        assertThatThrownBy(() -> detector.hear(new float[16_000])).isInstanceOf(AlanException.class).hasMessageContaining("was unloaded while it listened");
        engine.load();
        assertThat(Ears.hear(engine, Ears.ALL, Reference.spoken())).hasSize(4);
    }

    @Test
    void nothingIsHeardInWhatIsNoSpeech() throws Exception {
        float[] none = new float[16_000];
        for (int i = 0; i < none.length; i++) {
            none[i] = i % 2 == 0 ? Float.NaN : Float.NEGATIVE_INFINITY;
        }
        Map<String, Pcm> sounds = new TreeMap<>(Map.of("nothing", new Pcm(16_000, new float[0]), "silence", Ears.room(20, 0),
                "faint noise", Ears.room(20, 0.001), "loud noise", Ears.room(20, 0.3), "music", Ears.music(20),
                "no numbers", new Pcm(16_000, none), "a harmonic sound", Reference.made()));
        for (Map.Entry<String, Pcm> sound : sounds.entrySet()) {
            assertThat(Ears.hear(engine, Ears.ALL, sound.getValue())).as(sound.getKey()).isEmpty();
        }
        assertThat(Ears.hear(engine, Ears.ALL, Ears.joined(new Pcm(16_000, none), Ears.room(1, 0), Reference.spoken()))).hasSize(4);
    }
}
