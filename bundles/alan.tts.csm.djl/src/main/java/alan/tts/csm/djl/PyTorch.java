package alan.tts.csm.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.Utils;
import alan.api.AlanException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PyTorch's native code, which DJL unpacks and loads at the first use. It stays until the process ends, as native code does that a class loader
 * holds on to.
 */
final class PyTorch {
    private static final Logger LOG = LoggerFactory.getLogger(PyTorch.class);
    /** What the dynamic linker says of a library that a library needs. */
    private static final Pattern MISSING = Pattern.compile("(\\S+): cannot open shared object file");
    private static final Map<Device, Kit> KITS = new HashMap<>();
    private static Engine engine;

    private PyTorch() {}

    /** {@return DJL's engine} @throws AlanException when PyTorch cannot be loaded */
    static synchronized Engine engine() throws AlanException {
        if (engine == null) {
            LibTorch.check();
            // DJL would otherwise look for other native code in the net, and tell Amazon that it is used.
            preset("ai.djl.offline", "DJL_OFFLINE", "true");
            preset("OPT_OUT_TRACKING", "OPT_OUT_TRACKING", "true");
            preset("ai.djl.pytorch.graph_optimizer", "", "false");
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            Path cache = Utils.getEngineCacheDir();
            // DJL looks for its engines and their native code there, and only at the first use: what it does not find then, it never finds.
            thread.setContextClassLoader(Engine.class.getClassLoader());
            try (Closeable lock = unpacking(cache)) {
                engine = Engine.getEngine("PyTorch");
            } catch (EngineException | LinkageError e) {
                throw problem(e, cache);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                thread.setContextClassLoader(before);
            }
        }
        return engine;
    }

    private static void preset(String property, String variable, String value) {
        if (System.getenv(variable) == null && System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /**
     * Keeps other processes from unpacking at the same time, and takes away what one left that was killed meanwhile. Where nothing can be written,
     * nothing is unpacked.
     */
    private static Closeable unpacking(Path cache) {
        FileChannel channel = null;
        try {
            Files.createDirectories(cache);
            channel = FileChannel.open(cache.resolve("pytorch.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.lock();
            Path folder = cache.resolve("pytorch");
            if (Files.isDirectory(folder)) {
                try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "tmp*")) {
                    left.forEach(Utils::deleteQuietly);
                }
            }
        } catch (IOException | OverlappingFileLockException e) {
            LOG.debug("{} is not locked", cache, e);
        }
        return channel == null ? () -> {} : channel;
    }

    private static AlanException problem(Throwable problem, Path cache) {
        for (Throwable each = problem; each != null; each = each.getCause()) {
            if (each instanceof UnsatisfiedLinkError && String.valueOf(each.getMessage()).contains("already loaded in another classloader")) {
                return new AlanException(
                        "PyTorch was loaded by a bundle that has been updated since, and a process can load it only once: restart Alan.",
                        problem);
            }
            Matcher missing = MISSING.matcher(String.valueOf(each.getMessage()));
            if (each instanceof UnsatisfiedLinkError && missing.find()) {
                return new AlanException(
                        "PyTorch needs %s, which this machine does not have: install it, or unset %s to use the PyTorch that Alan carries.",
                        missing.group(1), LibTorch.PATH, problem);
            }
            if (each instanceof IOException) {
                return new AlanException("PyTorch cannot be unpacked into %s: see whether there is room for 450 MB and the folder may be written to.",
                        cache, problem);
            }
        }
        LOG.warn("PyTorch cannot be loaded", problem);
        return new AlanException("PyTorch cannot be loaded on this machine (%s, %s); use another backend.",
                System.getProperty("os.name"), System.getProperty("os.arch"), problem);
    }

    /** {@return what is done with tensors of a device} @param device that PyTorch has @throws AlanException when PyTorch cannot be loaded */
    static synchronized Kit kit(Device device) throws AlanException {
        Kit kit = KITS.get(device);
        if (kit == null) {
            kit = new Kit(engine(), device);
            KITS.put(device, kit);
        }
        return kit;
    }

    /** Frees what is done with tensors. PyTorch itself stays. */
    static synchronized void forgetKits() {
        KITS.values().forEach(Kit::close);
        KITS.clear();
    }

    /** Sets up the current thread for PyTorch. @param threads that compute what it asks for */
    static void prepare(int threads) {
        // Optimising a script of thousands of operations takes longer than it gains.
        JniUtils.setGraphExecutorOptimize(false);
        JniUtils.setNumThreads(threads);
    }

    /** {@return how people and PyTorch call a device} */
    static String name(Device device) {
        return device.isGpu() ? "cuda:" + device.getDeviceId() : "cpu";
    }
}
