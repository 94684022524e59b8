package alan.tts.csm.djl;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.pytorch.jni.IValue;
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
    private final boolean packed;
    private final Text reason;
    private final Tables tables = new Tables();

    /**
     * @param device that computes
     * @param precision of the networks' matrix products
     * @param packed whether it is of 16 bits on a processor that multiplies in such
     * @param threads that compute one run on a processor
     * @param reason why these
     */
    DjlBackend(Device device, Precision precision, boolean packed, int threads, Text reason) {
        this.device = device;
        this.precision = precision;
        this.packed = packed;
        this.threads = threads;
        this.reason = reason;
    }

    @Override
    public String device() {
        return PyTorch.name(device);
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
        Recorder recorder = new Recorder(script, parameters, precision, packed);
        definition.define(recorder);
        DjlProgram.Ports ports = recorder.finish();
        try (Loading loading = new Loading()) {
            Program program = load(script, parameters, ports, loading);
            LOG.debug("{} in {} is ready after {} ms: {} lines, {} MB of weights", name, precision, (System.nanoTime() - start) / 1_000_000,
                    script.lines(), parameters.bytes() / 1_000_000);
            return program;
        } catch (IOException e) {
            throw new AlanException("The checkpoint cannot be read; see whether its files are there and may be read.", e);
        } catch (EngineException e) {
            throw DjlProgram.problem(e);
        } catch (IllegalStateException e) {
            throw new AlanException("Alan is being stopped, so no model is loaded any more; start it again.", e);
        }
    }

    private Program load(Script script, Parameters parameters, DjlProgram.Ports ports, Loading loading) throws AlanException, IOException {
        Kit kit = PyTorch.kit(device);
        Module module = null;
        Tables.Use used = tables.use();
        IValue weights = null;
        Program program = null;
        try {
            PyTorch.prepare(threads);
            module = new Module(script, kit.manager());
            weights = parameters.load(kit, used, loading);
            program = new DjlProgram(kit, module, weights, used, ports, threads);
            return program;
        } finally {
            if (program == null) {
                close(weights);
                used.close();
                close(module);
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
