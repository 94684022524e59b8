package alan.tts.csm.onnx;

import ai.onnxruntime.OrtException;
import alan.api.AlanException;
import alan.api.text.Text;
import alan.onnx.CudaProvider;
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
    private static final String FOLDER = "session.model_external_initializers_file_folder_path";

    private final Setup setup;
    private final Text reason;
    private final Progress progress;

    /**
     * @param setup on what, and how
     * @param reason why so
     * @param progress told while weights are converted
     */
    OnnxBackend(Setup setup, Text reason, Progress progress) {
        this.setup = setup;
        this.reason = reason;
        this.progress = progress;
    }

    @Override
    public String device() {
        return setup.device();
    }

    @Override
    public Precision precision() {
        return setup.precision();
    }

    @Override
    public Text reason() {
        return reason;
    }

    @Override
    public Program program(String name, Definition definition) throws AlanException {
        long start = System.nanoTime();
        Setup here = setup;
        try {
            Recording recording = record(name, definition, here);
            if (!recording.halves().fit()) {
                here = Setup.processor(Precision.FP32, Runtime.getRuntime().availableProcessors());
                recording = record(name, definition, here);
            }
            OnnxModel model = recording.load(name, here);
            LOG.debug("{} on {} is ready after {} ms", name, here, (System.nanoTime() - start) / 1_000_000);
            return new OnnxProgram(model, recording.recorder().ports(), here.halves());
        } catch (AlanException e) {
            throw here.gpu() == Setup.NONE || !(e.getCause() instanceof OrtException problem) ? e : new AlanException(
                    "CSM cannot be loaded onto %s, since %s; see whether it has memory free, or set the device to cpu.", here.device(),
                    CudaProvider.reason(problem), e);
        } catch (UncheckedIOException e) {
            throw new AlanException("The checkpoint cannot be read; see whether its files are there and may be read.", e);
        }
    }

    /** A network that was written down. @param folder from which the files of its weights are named; {@code null} if it has none */
    private record Recording(Graph graph, Halves halves, Recorder recorder, Path folder) {
        OnnxModel load(String name, Setup setup) throws AlanException {
            return new OnnxModel(name, graph.bytes(), setup.threads(), options -> {
                setup.tune(options);
                if (folder != null) {
                    options.addConfigEntry(FOLDER, folder.toString());
                }
            });
        }
    }

    private Recording record(String name, Definition definition, Setup here) throws AlanException {
        Map<String, StoredTensor> quantised = here.quantised() ? quantised(name, definition) : Map.of();
        Graph graph = new Graph(name);
        Halves halves = new Halves(graph, here.halves());
        Initializers weights = new Initializers(graph, halves, quantised);
        Recorder recorder = new Recorder(graph, halves, weights, here.precision());
        definition.define(recorder);
        return new Recording(graph, halves, recorder, weights.finish());
    }

    /** {@return the weights in few bits, made if need be} The network is recorded once to find out which. */
    private Map<String, StoredTensor> quantised(String name, Definition definition) throws AlanException {
        Graph graph = new Graph(name);
        Halves none = new Halves(graph, false);
        Initializers weights = new Initializers(graph, none, null);
        definition.define(new Recorder(graph, none, weights, setup.precision()));
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
