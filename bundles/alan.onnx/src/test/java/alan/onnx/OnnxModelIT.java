package alan.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import alan.api.AlanException;
import alan.testing.TestModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class OnnxModelIT {
    private static Path silero;

    @TempDir
    Path folder;

    @BeforeAll
    static void fetch() throws Exception {
        silero = TestModels.fetch("silero-vad").fileEnding(".onnx");
    }

    @Test
    void computes() throws Exception {
        try (OnnxModel model = new OnnxModel(silero, 1, options -> options.setCPUArenaAllocator(false))) {
            assertThat(model.inputs()).containsOnlyKeys("input", "state", "sr");
            assertThat(model.run(new Canceller(), OnnxModelIT::probability)).isBetween(0f, 0.5f);
        }
    }

    @Test
    void doesNotBeginWhatWasCancelled() throws Exception {
        try (OnnxModel model = new OnnxModel(silero, 1)) {
            Canceller canceller = new Canceller();
            canceller.cancel();
            assertThat(model.run(canceller, OnnxModelIT::probability)).isNull();
        }
    }

    @Test
    void cancellingEndsARun() throws Exception {
        try (OnnxModel model = new OnnxModel(silero, 1)) {
            Canceller canceller = new Canceller();
            CountDownLatch begun = new CountDownLatch(1);
            CompletableFuture<Object> result = CompletableFuture.supplyAsync(() -> forEver(model, canceller, begun));
            begun.await();
            canceller.cancel();
            assertThat(result.get()).isEqualTo("cancelled");
            assertThat(model.run(new Canceller(), OnnxModelIT::probability)).as("another task").isNotNull();
        }
    }

    @Test
    void closingEndsARunAndWaitsForIt() throws Exception {
        OnnxModel model = new OnnxModel(silero, 1);
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Object> result = CompletableFuture.supplyAsync(() -> forEver(model, new Canceller(), begun));
        begun.await();
        model.close();
        assertThat(result.get()).isInstanceOf(OnnxModel.ClosedException.class);
        assertThatThrownBy(() -> model.run(new Canceller(), OnnxModelIT::probability)).isInstanceOf(OnnxModel.ClosedException.class);
        model.close();
    }

    @Test
    void refusesADamagedFileByName() throws Exception {
        byte[] whole = Files.readAllBytes(silero);
        Path half = Files.write(folder.resolve("half.onnx"), Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> new OnnxModel(half, 1)).isInstanceOf(AlanException.class).hasMessageContaining(half.toString());
        assertThatThrownBy(() -> new OnnxModel(folder.resolve("none.onnx"), 1)).isInstanceOf(AlanException.class);
    }

    @Test
    void aProcessThatEndsWhileItLoadsAndComputesEndsInOrder() throws Exception {
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:ErrorFile=" + folder.resolve("hs_err"),
                        "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        EndingProcess.class.getName(), silero.toString())
                .directory(folder.toFile()).redirectErrorStream(true).redirectOutput(said.toFile()).start();
        assertThat(process.waitFor()).as(Files.readString(said)).isZero();
    }

    private static Object forEver(OnnxModel model, Canceller canceller, CountDownLatch begun) {
        try {
            model.run(canceller, (environment, session, options) -> {
                while (true) {
                    probability(environment, session, options);
                    begun.countDown();
                }
            });
            return "cancelled";
        } catch (OrtException | OnnxModel.ClosedException e) {
            return e;
        }
    }

    /** {@return how likely silence is speech} */
    static float probability(OrtEnvironment environment, OrtSession session, OrtSession.RunOptions options) throws OrtException {
        try (OnnxTensor input = OnnxTensor.createTensor(environment, new float[1][576]);
                OnnxTensor state = OnnxTensor.createTensor(environment, new float[2][1][128]);
                OnnxTensor rate = OnnxTensor.createTensor(environment, 16_000L);
                OrtSession.Result result = session.run(Map.of("input", input, "state", state, "sr", rate), options)) {
            return ((OnnxTensor) result.get(0)).getFloatBuffer().get(0);
        }
    }
}
