package alan.listen.speaker;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.RunOptions;
import alan.api.AlanException;
import alan.onnx.Canceller;
import alan.onnx.OnnxModel;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;

/** CAM++ in memory. Many threads may use it; one may close it meanwhile, which ends what is being computed. */
final class CampplusNetwork implements AutoCloseable {
    /** ONNX Runtime's arena gives back what a run took, instead of keeping it until the network is closed: it is used now and then. */
    private static final String SHRINK = "memory.enable_memory_arena_shrinkage";

    private final OnnxModel model;

    /**
     * Loads the network.
     *
     * @param file {@code campplus.safetensors}
     * @param threads that compute one utterance
     * @throws AlanException when it is something else
     */
    CampplusNetwork(Path file, int threads) throws AlanException {
        model = new OnnxModel(file.toString(), CampplusGraph.of(Weights.read(file)), threads, options -> {});
    }

    /**
     * {@return the vector of a piece of sound, of any length}
     *
     * @param energies of {@link FilterBank#of}
     * @param windows how many it has
     * @throws AlanException when it fails, or was closed meanwhile
     */
    float[] vector(float[] energies, int windows) throws AlanException {
        try {
            return model.run(new Canceller(), (environment, session, options) -> run(energies, windows, environment, session, options));
        } catch (OnnxModel.ClosedException e) {
            throw new AlanException("Speaker recognition was unloaded while it listened; ask again.", e);
        } catch (OrtException e) {
            throw new AlanException("Speaker recognition failed, and the log says why; ask again.", e);
        }
    }

    private static float[] run(float[] energies, int windows, OrtEnvironment environment, OrtSession session, RunOptions options) throws OrtException {
        options.addRunConfigEntry(SHRINK, "cpu:0");
        long[] shape = {1, 1, FilterBank.BANDS, windows};
        try (OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(energies), shape);
                OrtSession.Result result = session.run(Map.of(CampplusGraph.INPUT, input), options)) {
            float[] vector = new float[CampplusGraph.VECTOR];
            ((OnnxTensor) result.get(0)).getFloatBuffer().get(vector);
            return vector;
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
