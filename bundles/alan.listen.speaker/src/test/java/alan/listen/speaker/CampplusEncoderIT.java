package alan.listen.speaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.listen.SpeakerEncoder;
import alan.api.model.InstalledModel;
import alan.api.model.Model;
import alan.testing.OneModel;
import alan.testing.SpeechSample;
import alan.testing.TestModels;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real network, by the catalogue's way, beside the reference implementation ({@code fixtures.py}). */
class CampplusEncoderIT {
    private static InstalledModel model;

    @TempDir
    Path folder;

    private CampplusEncoder encoder;

    @BeforeAll
    static void fetch() throws AlanException {
        model = TestModels.fetch("campplus");
    }

    @BeforeEach
    void load() throws AlanException {
        encoder = new CampplusEncoder(new OneModel(model), "campplus", 1);
        encoder.load();
    }

    @AfterEach
    void unload() {
        encoder.unload();
    }

    private static Pcm pcm(float[] samples) {
        return new Pcm(SpeakerEncoder.SAMPLE_RATE, samples);
    }

    private static double length(float[] vector) {
        double squares = 0;
        for (float number : vector) {
            squares += number * number;
        }
        return Math.sqrt(squares);
    }

    @Test
    void vectorsAreThoseOfTheReference() throws Exception {
        for (Map.Entry<String, JsonNode> one : Reference.FILE.get("vectors").properties()) {
            Pcm sound = one.getKey().startsWith("made ")
                    ? pcm(Reference.made(Double.parseDouble(one.getKey().substring(5))))
                    : SpeechSample.fetch(one.getKey()).sound();
            float[] expected = Reference.floats(one.getValue());
            float[] vector = encoder.embed(sound);
            double similarity = SpeakerEncoder.similarity(vector, expected);
            double largest = 0;
            for (int i = 0; i < vector.length; i++) {
                largest = Math.max(largest, Math.abs(vector[i] - expected[i] / length(expected)));
            }
            System.out.printf("%s: cosine 1 - %.1e, largest difference %.1e%n", one.getKey(), 1 - similarity, largest);
            assertThat(similarity).as(one.getKey()).isGreaterThan(1 - 1e-8);
            assertThat(largest).as(one.getKey()).isLessThan(1e-4);
        }
    }

    @Test
    void vectorsHaveTheLengthOfOne() throws Exception {
        assertThat(encoder.embed(pcm(Reference.made(1.5)))).hasSize(192).satisfies(vector -> assertThat(length(vector)).isCloseTo(1, within(1e-5)));
        assertThat(length(encoder.embed(pcm(Reference.made(25))))).isCloseTo(1, within(1e-5));
    }

    @Test
    void howLoudItIsMakesNoDifference() throws Exception {
        Pcm sound = SpeechSample.fetch("es/pangrama").sound();
        float[] quiet = sound.samples().clone();
        for (int i = 0; i < quiet.length; i++) {
            quiet[i] *= 0.25f;
        }
        assertThat(SpeakerEncoder.similarity(encoder.embed(sound), encoder.embed(pcm(quiet)))).isGreaterThan(0.97);
    }

    @Test
    void aLongRecordingIsHeardInPieces() throws Exception {
        float[] once = SpeechSample.fetch("en/counting").sound().samples();
        float[] often = new float[16 * once.length];
        for (int i = 0; i < 16; i++) {
            System.arraycopy(once, 0, often, i * once.length, once.length);
        }
        assertThat(often.length).isGreaterThan(40 * SpeakerEncoder.SAMPLE_RATE);
        assertThat(SpeakerEncoder.similarity(encoder.embed(pcm(once)), encoder.embed(pcm(often)))).isGreaterThan(0.85);
    }

    @Test
    void tooLittleSpeechIsRefused() {
        assertThatThrownBy(() -> encoder.embed(pcm(Reference.made(0.8)))).isInstanceOf(AlanException.class).hasMessageContaining("only 0.8 s");
        assertThatThrownBy(() -> encoder.embed(pcm(new float[0]))).isInstanceOf(AlanException.class).hasMessageContaining("only 0.0 s");
        assertThatThrownBy(() -> encoder.embed(pcm(new float[160_000]))).isInstanceOf(AlanException.class).hasMessageContaining("only 0.0 s");
        assertThatThrownBy(() -> encoder.embed(new Pcm(44_100, new float[160_000]))).isInstanceOf(AlanException.class).hasMessageContaining("44100 Hz");
    }

    @Test
    void anEngineThatIsNotLoadedSaysSo() throws Exception {
        encoder.unload();
        assertThat(encoder.info().loaded()).isFalse();
        assertThatThrownBy(() -> encoder.embed(pcm(Reference.made(2)))).isInstanceOf(AlanException.class).hasMessageContaining("not loaded");
        encoder.load();
        assertThat(encoder.info().loaded()).isTrue();
        assertThat(encoder.embed(pcm(Reference.made(2)))).hasSize(192);
    }

    @Test
    void manyThreadsGetTheVectorOfOne() throws Exception {
        Pcm sound = pcm(Reference.made(2));
        float[] alone = encoder.embed(sound);
        List<CompletableFuture<float[]>> together = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            together.add(CompletableFuture.supplyAsync(() -> {
                try {
                    return encoder.embed(sound);
                } catch (AlanException e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        for (CompletableFuture<float[]> one : together) {
            assertThat(one.get()).isEqualTo(alone);
        }
    }

    @Test
    void unloadingEndsWhatIsBeingComputed() throws Exception {
        float[] minutes = Reference.made(300);
        CompletableFuture<float[]> running = CompletableFuture.supplyAsync(() -> {
            try {
                return encoder.embed(pcm(minutes));
            } catch (AlanException e) {
                throw new IllegalStateException(e);
            }
        });
        while (!running.isDone() && !computing()) {
            Thread.onSpinWait();
        }
        encoder.unload();
        assertThatThrownBy(running::get).isInstanceOf(ExecutionException.class).hasRootCauseInstanceOf(Exception.class)
                .cause().cause().isInstanceOf(AlanException.class).hasMessageContaining("unloaded while it listened");
    }

    private static boolean computing() {
        return Thread.getAllStackTraces().values().stream().flatMap(java.util.Arrays::stream)
                .anyMatch(frame -> frame.getClassName().equals(CampplusNetwork.class.getName()));
    }

    private void refuses(byte[] file) throws Exception {
        Path damaged = folder.resolve("campplus.safetensors");
        Files.write(damaged, file);
        Model other = model.model();
        CampplusEncoder broken = new CampplusEncoder(new OneModel(new InstalledModel(other, Map.of("campplus.safetensors", damaged))), "campplus", 1);
        assertThatThrownBy(broken::load).isInstanceOf(AlanException.class).hasMessageContaining(damaged.toString()).hasMessageContaining("install it again");
        assertThat(broken.info().loaded()).isFalse();
    }

    @Test
    void filesOfSomethingElseAreRefused() throws Exception {
        byte[] whole = Files.readAllBytes(model.fileEnding(".safetensors"));
        refuses(new byte[0]);
        refuses("12345678{}".getBytes());
        refuses(java.util.Arrays.copyOf(whole, whole.length / 2));
        refuses(new byte[] {2, 0, 0, 0, 0, 0, 0, 0, '{', '}'});
        refuses(new byte[] {-1, -1, -1, -1, -1, -1, -1, 127, '{', '}'});
        byte[] renamed = whole.clone();
        int at = new String(whole, 0, 200_000, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("head.bn1.bias");
        renamed[at] = 'H';
        refuses(renamed);
    }

    @Test
    void aModelWithoutTheFileIsNamed() {
        CampplusEncoder lacking = new CampplusEncoder(new OneModel(new InstalledModel(model.model(), Map.of())), "campplus", 1);
        assertThatThrownBy(lacking::load).isInstanceOf(AlanException.class).hasMessageContaining("alan.listen.campplus");
    }
}
