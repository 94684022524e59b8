package alan.devices;

import alan.api.device.Device.Processor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads what Linux tells of the processor; elsewhere there is only the number of cores. */
final class ProcessorReader {
    /** Instructions over many numbers at once, of Intel, AMD and Arm, the widest last. */
    private static final List<String> MATTER = List.of(
            "avx2", "avx_vnni", "avx512f", "avx512_vnni", "avx512_bf16", "avx512_fp16", "amx_int8", "amx_bf16", "amx_fp16",
            "asimd", "asimddp", "i8mm", "bf16", "sve", "sve2", "sme");

    private ProcessorReader() {}

    /** {@return the processor} @param file {@code /proc/cpuinfo}, if there is one */
    static Processor read(Path file) {
        int cores = Runtime.getRuntime().availableProcessors();
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            // Another system than Linux.
            return new Processor("", cores, List.of());
        }
        String flags = value(lines, "flags").isEmpty() ? value(lines, "Features") : value(lines, "flags");
        Set<String> all = new HashSet<>(Arrays.asList(flags.split("\\s+")));
        return new Processor(value(lines, "model name"), cores, MATTER.stream().filter(all::contains).toList());
    }

    /** {@return what stands behind a key, of the first processor; empty if there is no such key} */
    private static String value(List<String> lines, String key) {
        return lines.stream().filter(line -> line.matches(key + "\\s*:.*")).findFirst().map(line -> line.substring(line.indexOf(':') + 1).strip())
                .orElse("");
    }
}
