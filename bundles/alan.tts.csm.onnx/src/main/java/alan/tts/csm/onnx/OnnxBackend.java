package alan.tts.csm.onnx;

import alan.api.AlanException;
import alan.onnx.OnnxModel;
import alan.tts.csm.tensor.Backend;
import alan.tts.csm.tensor.Definition;
import alan.tts.csm.tensor.Program;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records networks into ONNX graphs, which ONNX Runtime computes. */
public final class OnnxBackend implements Backend {
    private static final Logger LOG = LoggerFactory.getLogger(OnnxBackend.class);
    private static final String FOLDER = "session.model_external_initializers_file_folder_path";

    private final int threads;

    /** @param threads that compute one run */
    public OnnxBackend(int threads) {
        this.threads = threads;
    }

    @Override
    public Program program(String name, Definition definition) throws AlanException {
        long start = System.nanoTime();
        Graph graph = new Graph(name);
        Initializers weights = new Initializers(graph);
        Recorder recorder = new Recorder(graph, weights);
        try {
            definition.define(recorder);
        } catch (UncheckedIOException e) {
            throw new AlanException("The checkpoint cannot be read; see whether its files are there and may be read.", e);
        }
        Path folder = weights.finish();
        OnnxModel model = new OnnxModel(name, graph.bytes(), threads, options -> {
            if (folder != null) {
                options.addConfigEntry(FOLDER, folder.toString());
            }
        });
        LOG.debug("{} is ready after {} ms", name, (System.nanoTime() - start) / 1_000_000);
        return new OnnxProgram(model, recorder);
    }
}
