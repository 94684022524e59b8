package alan.tts.csm.djl;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import alan.api.AlanException;
import alan.api.text.Text;
import alan.tts.csm.tensor.Backend;
import alan.tts.csm.tensor.Definition;
import alan.tts.csm.tensor.Precision;
import alan.tts.csm.tensor.Program;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records networks into TorchScript modules, which PyTorch computes. */
final class DjlBackend implements Backend {
    private static final Logger LOG = LoggerFactory.getLogger(DjlBackend.class);

    private final Device device;
    private final Precision precision;
    private final int threads;
    private final Text reason;

    /**
     * @param device that computes
     * @param precision of the networks' matrix products
     * @param threads that compute one run on a processor
     * @param reason why these
     */
    DjlBackend(Device device, Precision precision, int threads, Text reason) {
        this.device = device;
        this.precision = precision;
        this.threads = threads;
        this.reason = reason;
    }

    @Override
    public String device() {
        return device.isGpu() ? "cuda:" + device.getDeviceId() : "cpu";
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
        Script script = new Script();
        Parameters parameters = new Parameters();
        Recorder recorder = new Recorder(script, parameters, precision);
        definition.define(recorder);
        DjlProgram.Ports ports = recorder.finish();
        NDManager manager = PyTorch.engine().newBaseManager(device);
        Kit kit = null;
        Module module = null;
        boolean loaded = false;
        try {
            JniUtils.setGraphExecutorOptimize(false);
            kit = new Kit(manager, device());
            module = new Module(script, manager);
            IValue weights = parameters.load(manager, kit);
            loaded = true;
            LOG.debug("{} in {} is ready after {} ms: {} lines, {} MB of weights", name, precision, (System.nanoTime() - start) / 1_000_000,
                    script.lines(), parameters.bytes() / 1_000_000);
            return new DjlProgram(manager, kit, module, weights, ports, threads);
        } catch (IOException e) {
            throw new AlanException("The checkpoint cannot be read; see whether its files are there and may be read.", e);
        } catch (EngineException e) {
            throw new AlanException("PyTorch could not load CSM; Alan's log says why.", e);
        } finally {
            if (!loaded) {
                close(module);
                close(kit);
                manager.close();
            }
        }
    }

    private static void close(AutoCloseable resource) {
        try {
            if (resource != null) {
                resource.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
