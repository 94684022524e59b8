package alan.tts.csm.onnx;

import alan.api.AlanException;
import alan.api.text.Text;
import alan.onnx.OnnxModel;
import alan.tts.csm.tensor.Backend;
import alan.tts.csm.tensor.Definition;
import alan.tts.csm.tensor.Precision;
import alan.tts.csm.tensor.Program;
import alan.tts.csm.tensor.Progress;
import alan.tts.csm.tensor.StoredTensor;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records networks into ONNX graphs, which ONNX Runtime computes. */
public final class OnnxBackend implements Backend {
    private static final Logger LOG = LoggerFactory.getLogger(OnnxBackend.class);
    private static final String FOLDER = "session.model_external_initializers_file_folder_path";

    private final int threads;
    private final Precision precision;
    private final Text reason;
    private final Progress progress;

    /**
     * @param threads that compute one run
     * @param precision of the networks' matrix products
     * @param reason why these
     * @param progress told while weights are converted
     */
    OnnxBackend(int threads, Precision precision, Text reason, Progress progress) {
        this.threads = threads;
        this.precision = precision;
        this.reason = reason;
        this.progress = progress;
    }

    @Override
    public String device() {
        return OnnxBackends.CPU;
    }

    @Override
    public Precision precision() {
        return precision;
    }

    @Override
    public Text reason() {
        return reason;
    }

    @Override
    public Program program(String name, Definition definition) throws AlanException {
        long start = System.nanoTime();
        try {
            Map<String, StoredTensor> int8 = precision == Precision.INT8 ? int8(name, definition) : Map.of();
            Graph graph = new Graph(name);
            Initializers weights = new Initializers(graph, int8);
            Recorder recorder = new Recorder(graph, weights, precision);
            definition.define(recorder);
            Path folder = weights.finish();
            OnnxModel model = new OnnxModel(name, graph.bytes(), threads, options -> {
                if (folder != null) {
                    options.addConfigEntry(FOLDER, folder.toString());
                }
            });
            LOG.debug("{} in {} is ready after {} ms", name, precision, (System.nanoTime() - start) / 1_000_000);
            return new OnnxProgram(model, recorder);
        } catch (UncheckedIOException e) {
            throw new AlanException("The checkpoint cannot be read; see whether its files are there and may be read.", e);
        }
    }

    /** {@return the weights in 8 bits, made if need be} The network is recorded once to find out which. */
    private Map<String, StoredTensor> int8(String name, Definition definition) throws AlanException {
        Graph graph = new Graph(name);
        Initializers weights = new Initializers(graph, null);
        definition.define(new Recorder(graph, weights, Precision.INT8));
        if (weights.wanted().isEmpty()) {
            return Map.of();
        }
        Path folder = weights.wanted().get(0).weight().stored().file().toAbsolutePath().getParent();
        Path file = folder.resolve("alan-int8-" + name + ".safetensors");
        return Int8File.of(file, weights.wanted(), (done, total) -> progress.at(file.getFileName().toString(), done, total));
    }
}
