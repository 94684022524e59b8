package alan.stt.whisper;

import alan.api.AlanException;
import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The native library, loaded and found to be the one that {@link FullParams} describes. */
final class Whisper {
    private static final int RTLD_LAZY = 1;
    /** Keeps symbols apart from those of another library that carries another ggml. 0 on Linux. */
    private static final int RTLD_LOCAL = Platform.isMac() ? 4 : 0;
    /**
     * Never unmaps the code. OpenMP's threads may still be parked in it when the last Java object is gone; and a later load of
     * the same file, by a newer version of this bundle, gets the one that is there.
     */
    private static final int RTLD_NODELETE = Platform.isMac() ? 0x80 : 0x1000;

    private final WhisperLibrary library;
    private final NativeLibrary symbols;
    private final NativeFiles files;

    private Whisper(NativeFiles files, Path folder) {
        Map<String, Object> options = Map.of(Library.OPTION_OPEN_FLAGS, RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE);
        this.files = files;
        String path = folder.resolve(files.whisper()).toString();
        this.library = Native.load(path, WhisperLibrary.class, options);
        this.symbols = NativeLibrary.getInstance(path, options);
    }

    /**
     * Extracts the library if it has not been, and loads it if it has not been.
     *
     * @param data Alan's data folder
     * @return the library
     * @throws AlanException when there is none for this machine, or it cannot be loaded, or is another version
     */
    static Whisper load(Path data) throws AlanException {
        NativeFiles files = NativeFiles.choose(System.getProperty("os.name"), System.getProperty("os.arch"), CpuInfo.read());
        Path folder = new NativeCache(data).provide(files);
        try {
            Whisper loaded = OpenMp.patiently(() -> new Whisper(files, folder));
            loaded.verify();
            NativeLog.attach(loaded.symbols);
            return loaded;
        } catch (UnsatisfiedLinkError e) {
            throw new AlanException(String.valueOf(e.getMessage()).contains("libgomp")
                    ? "Whisper's native library in %s could not be loaded; install GNU OpenMP (on Debian and Ubuntu: apt install libgomp1)."
                    : "Whisper's native library in %s could not be loaded; check that programs may be run from there, and that this system has glibc,"
                            + " libstdc++ and libgomp.", folder, e);
        }
    }

    private void verify() throws AlanException {
        Pointer full = library.whisper_full_default_params_by_ref(FullParams.GREEDY);
        Optional<String> odd = FullParams.copyOf(full).firstUnexpectedDefault();
        library.whisper_free_params(full);
        if (odd.isEmpty()) {
            Pointer context = library.whisper_context_default_params_by_ref();
            odd = ContextParams.copyOf(context).firstUnexpectedDefault();
            library.whisper_free_context_params(context);
        }
        if (odd.isPresent()) {
            throw new AlanException("Whisper's native library is not whisper.cpp %s (its parameter %s is not where it should be); install the"
                    + " lib.whisper bundle that came with this one.", NativeCache.VERSION, odd.get());
        }
    }

    /** {@return its functions} */
    WhisperLibrary library() {
        return library;
    }

    /** {@return a function of whisper.cpp's library, or of the ggml that it is bound to} @param name of the function */
    Function function(String name) {
        return symbols.getFunction(name);
    }

    /** {@return which files it was loaded from} */
    NativeFiles files() {
        return files;
    }

    /**
     * {@return a copy of the default parameters of a strategy} @param strategy {@link FullParams#GREEDY} or
     * {@link FullParams#BEAM_SEARCH}
     */
    FullParams fullParams(int strategy) {
        Pointer defaults = library.whisper_full_default_params_by_ref(strategy);
        try {
            return FullParams.copyOf(defaults);
        } finally {
            library.whisper_free_params(defaults);
        }
    }

    /** {@return a copy of the default parameters of a context} */
    ContextParams contextParams() {
        Pointer defaults = library.whisper_context_default_params_by_ref();
        try {
            return ContextParams.copyOf(defaults);
        } finally {
            library.whisper_free_context_params(defaults);
        }
    }

    /** Lets go of what native code holds of Java, and gives freed memory back to the system. Nothing may be running. */
    void leave() {
        NativeLog.detach(symbols);
        if (Platform.isLinux()) {
            try {
                NativeLibrary.getProcess().getFunction("malloc_trim").invokeInt(new Object[] {Pointer.NULL});
            } catch (UnsatisfiedLinkError e) {
                // Only glibc has it; others give memory back by themselves.
                return;
            }
        }
    }
}
