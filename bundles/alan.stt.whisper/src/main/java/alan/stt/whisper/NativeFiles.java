package alan.stt.whisper;

import alan.api.AlanException;
import java.util.Locale;

/**
 * Which of the libraries in whisper-jni's jar fit a machine.
 *
 * @param folder of the jar
 * @param whisper name of whisper.cpp's library, in the jar and on disk
 * @param variant name of ggml's library in the jar, which tells the processor's abilities that it needs
 * @param ggml name of ggml's library on disk, by which whisper.cpp's asks for it
 */
record NativeFiles(String folder, String whisper, String variant, String ggml) {
    /**
     * Chooses.
     *
     * @param os as the system property {@code os.name}
     * @param arch as the system property {@code os.arch}
     * @param cpu the processor, where it is known
     * @return the files
     * @throws AlanException when there are none
     */
    static NativeFiles choose(String os, String arch, CpuInfo cpu) throws AlanException {
        String system = os.toLowerCase(Locale.ROOT);
        boolean arm64 = arch.equals("aarch64") || arch.equals("arm64");
        boolean amd64 = arch.equals("amd64") || arch.equals("x86_64");
        if (system.contains("linux")) {
            if (amd64) {
                return linux("debian-amd64", cpu.has("avx", "avx2", "fma", "f16c") ? "+mf16c+mfma+mavx+mavx2" : "");
            }
            // On 64-bit ARM the jar has no library for processors without these instructions.
            if (arm64 && cpu.has("fphp")) {
                return linux("debian-arm64", "+fp16");
            }
            if (arm64 && cpu.has("crc32")) {
                return linux("debian-arm64", "+crc");
            }
            if (arch.startsWith("arm") && !arm64) {
                return linux("debian-armv7l", cpu.has("crc32") ? "+crc" : "");
            }
        }
        if (system.contains("mac") && (amd64 || arm64)) {
            return new NativeFiles(arm64 ? "macos-arm64" : "macos-amd64", "libwhisper.1.dylib", "libggml.dylib", "libggml.dylib");
        }
        // The Windows libraries export whisper-jni's own functions only.
        throw new AlanException("Whisper's library is not available for %s on %s; it runs on Linux (x86-64, ARM) and macOS, so choose another"
                + " speech-to-text engine (stt in alan.engines), or run Alan in WSL if this is Windows.", os, arch);
    }

    private static NativeFiles linux(String folder, String abilities) {
        return new NativeFiles(folder, "libwhisper.so.1", "libggml" + abilities + ".so", "libggml.so");
    }

    /** {@return a folder name of its own for this choice: processors of one home may differ} */
    String key() {
        return folder + variant.substring("libggml".length(), variant.lastIndexOf('.'));
    }

    /** {@return whether this is Linux with 64-bit pointers} */
    boolean linux64() {
        return folder.equals("debian-amd64") || folder.equals("debian-arm64");
    }
}
