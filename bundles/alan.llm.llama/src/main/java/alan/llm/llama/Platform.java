package alan.llm.llama;

import alan.api.AlanException;
import java.util.Locale;

/**
 * The library's names for this machine.
 *
 * @param folder of its native library in the library's jar: {@code Linux/x86_64}
 * @param libraryName file name of its native library: {@code libjllama.so}
 */
record Platform(String folder, String libraryName) {
    /**
     * {@return this machine}
     *
     * @throws AlanException when it is one that the library knows nothing of
     */
    static Platform current() throws AlanException {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    /**
     * {@return a machine}
     *
     * @param osName as in {@code os.name}
     * @param osArch as in {@code os.arch}
     * @throws AlanException when it is one that the library knows nothing of
     */
    static Platform of(String osName, String osArch) throws AlanException {
        String os = osName.toLowerCase(Locale.ROOT);
        String arch =
                switch (osArch.toLowerCase(Locale.ROOT)) {
                    case "amd64", "x86_64", "x86-64", "x64" -> "x86_64";
                    case "aarch64", "arm64" -> "aarch64";
                    case "x86", "i386", "i486", "i586", "i686" -> "x86";
                    default -> osArch;
                };
        if (os.contains("linux")) {
            return new Platform("Linux/" + arch, "libjllama.so");
        }
        if (os.contains("mac") || os.contains("darwin")) {
            return new Platform("Mac/" + arch, "libjllama.dylib");
        }
        if (os.contains("win")) {
            return new Platform("Windows/" + arch, "jllama.dll");
        }
        throw new AlanException("llama.cpp is not available for %s; choose a language model on another machine.", osName);
    }
}
