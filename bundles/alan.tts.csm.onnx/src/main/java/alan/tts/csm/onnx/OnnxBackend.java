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
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records networks into ONNX graphs, which ONNX Runtime computes. */
public final class OnnxBackend implements Backend {
    private static final Logger LOG = LoggerFactory.getLogger(OnnxBackend.class);
    /**
     * A frame is some thousand small steps, and a thread that sleeps between them wakes up too late. One that waits awake takes the processor from
     * whoever else computes, which costs more than it gains when two do. So threads wait awake for the next step, but not for longer than it
     * takes, and never between two runs.
     */
    private static final Map<String, String> SPINNING = Map.of(
            "session.intra_op.allow_spinning", "1", "session.intra_op.spin_duration_us", "20", "session.force_spinning_stop", "1");
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
            Map<String, StoredTensor> quantised = precision == Precision.FP32 ? Map.of() : quantised(name, definition);
            Graph graph = new Graph(name);
            Initializers weights = new Initializers(graph, quantised);
            Recorder recorder = new Recorder(graph, weights, precision);
            definition.define(recorder);
            Path folder = weights.finish();
            OnnxModel model = new OnnxModel(name, graph.bytes(), threads, options -> {
                for (Map.Entry<String, String> each : SPINNING.entrySet()) {
                    options.addConfigEntry(each.getKey(), each.getValue());
                }
                if (folder != null) {
                    options.addConfigEntry(FOLDER, folder.toString());
                }
            });
            LOG.debug("{} in {} is ready after {} ms", name, precision, (System.nanoTime() - start) / 1_000_000);
            return new OnnxProgram(model, recorder.ports());
        } catch (UncheckedIOException e) {
            throw new AlanException("The checkpoint cannot be read; see whether its files are there and may be read.", e);
        }
    }

    /** {@return the weights in few bits, made if need be} The network is recorded once to find out which. */
    private Map<String, StoredTensor> quantised(String name, Definition definition) throws AlanException {
        Graph graph = new Graph(name);
        Initializers weights = new Initializers(graph, null);
        definition.define(new Recorder(graph, weights, precision));
        List<Quantised> wanted = weights.wanted();
        if (wanted.isEmpty()) {
            return Map.of();
        }
        Path folder = wanted.get(0).parts().get(0).stored().file().toAbsolutePath().getParent();
        // Where nothing is in 4 bits, one file does for both precisions.
        Precision kind = wanted.stream().anyMatch(weight -> weight.bits() == 4) ? Precision.INT4 : Precision.INT8;
        return new QuantisedFile(folder.resolve("alan-" + kind.id() + "-" + name + ".safetensors"), wanted, progress).tensors();
    }
}
