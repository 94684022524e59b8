package alan.tts.csm.djl;

import ai.djl.util.Utils;
import alan.api.AlanException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which PyTorch there is: the one that Alan carries, for the processor, or one that somebody points to, which may be for GPUs. */
final class LibTorch {
    /** The version that DJL's native code is made for. */
    static final String VERSION = "2.7.1";
    /** Environment variable, or system property: folders of which one has the libraries. */
    static final String PATH = "PYTORCH_LIBRARY_PATH";

    private static final String FLAVOUR = "PYTORCH_FLAVOR";
    private static final Pattern NUMBER = Pattern.compile("(?m)^(?:__version__ = ')?(\\d+\\.\\d+\\.\\d+)");

    private LibTorch() {}

    /** Finds out whether DJL can load it. @throws AlanException when it cannot */
    static void check() throws AlanException {
        String system = System.getProperty("os.name");
        String processor = System.getProperty("os.arch");
        if (!system.equals("Linux") || !processor.equals("amd64")) {
            throw new AlanException("PyTorch comes with Alan for Linux on x86-64 only, and this is %s on %s; use another backend.",
                    system, processor);
        }
        String path = Utils.getEnvOrSystemProperty(PATH);
        if (path == null) {
            return;
        }
        Path folder = own();
        if (folder == null) {
            throw new AlanException("%s is %s, where there is no PyTorch: point it to the folder with libtorch.so, or unset it.", PATH, path);
        }
        String version = version(folder);
        if (version != null && !version.equals(VERSION)) {
            throw new AlanException("The PyTorch in %s is %s, and Alan needs %s: install that one, or unset %s.", folder, version, VERSION, PATH);
        }
        if (Utils.getEnvOrSystemProperty(FLAVOUR) == null) {
            // DJL would look for one by a name that it no longer has.
            System.setProperty(FLAVOUR, hasCuda() ? "cu128" : "cpu");
        }
    }

    /** {@return the folder of the user's own PyTorch; {@code null} for none} */
    private static Path own() {
        String path = Utils.getEnvOrSystemProperty(PATH);
        return path == null ? null : Stream.of(path.split(File.pathSeparator)).map(Path::of)
                .map(each -> Files.isRegularFile(each) ? each.toAbsolutePath().getParent() : each)
                .filter(each -> Files.exists(each.resolve("libtorch.so"))).findFirst().orElse(null);
    }

    /** {@return whether somebody points to a PyTorch for GPUs} */
    static boolean hasCuda() {
        Path own = own();
        return own != null && Files.exists(own.resolve("libtorch_cuda.so"));
    }

    /** {@return the version, as an archive of libtorch or a Python package has it beside its libraries; {@code null} if nothing does} */
    private static String version(Path folder) {
        for (String name : new String[] {"build-version", "version.py"}) {
            try {
                Matcher number = NUMBER.matcher(Files.readString(folder.toAbsolutePath().getParent().resolve(name)));
                if (number.find()) {
                    return number.group(1);
                }
            } catch (IOException e) {
                // It is not of that kind.
            }
        }
        return null;
    }
}
