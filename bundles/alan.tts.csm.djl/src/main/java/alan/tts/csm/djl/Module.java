package alan.tts.csm.djl;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A script that PyTorch has loaded. Many threads may run it. */
final class Module implements AutoCloseable {
    private final NDManager manager;
    private final PtSymbolBlock block;

    /** @param script whole @param manager of the device that it is to run on; belongs to the module */
    Module(Script script, NDManager manager) {
        this.manager = manager;
        boolean loaded = false;
        try {
            block = JniUtils.loadModule((PtNDManager) manager, new ByteArrayInputStream(script.archive()), true, false);
            loaded = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!loaded) {
                manager.close();
            }
        }
    }

    /**
     * {@return what a method gives} To be closed, as its arguments are by whom they belong to.
     *
     * @param method of the script
     * @param arguments of it
     */
    IValue run(String method, IValue... arguments) {
        return IValueUtils.runMethod(block, method, arguments);
    }

    @Override
    public void close() {
        block.close();
        manager.close();
    }
}
