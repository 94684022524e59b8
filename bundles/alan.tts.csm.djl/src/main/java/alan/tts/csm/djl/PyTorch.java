package alan.tts.csm.djl;

import ai.djl.engine.Engine;
import alan.api.AlanException;

/** PyTorch's native code, loaded by DJL at the first use. */
final class PyTorch {
    private PyTorch() {}

    static Engine engine() throws AlanException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            thread.setContextClassLoader(Engine.class.getClassLoader());
            return Engine.getEngine("PyTorch");
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
