package alan.stt.whisper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * What Linux tells of the processor; empty elsewhere.
 *
 * @param flags what it can do: {@code avx2}, {@code crc32}, …
 * @param cores physical ones; 0 if not known
 */
record CpuInfo(Set<String> flags, int cores) {
    private static final Path SOURCE = Path.of("/proc/cpuinfo");

    /** {@return this machine's} */
    static CpuInfo read() {
        if (!Files.isReadable(SOURCE)) {
            return new CpuInfo(Set.of(), 0);
        }
        try {
            return parse(Files.readString(SOURCE, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return what the text says} @param text of {@code /proc/cpuinfo} */
    static CpuInfo parse(String text) {
        Set<String> flags = new HashSet<>();
        Set<String> cores = new HashSet<>();
        String socket = "";
        for (String line : text.split("\n")) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                continue;
            }
            String value = line.substring(colon + 1).strip();
            switch (line.substring(0, colon).strip()) {
                case "flags", "Features" -> flags.addAll(Arrays.asList(value.split("\\s+")));
                case "physical id" -> socket = value;
                case "core id" -> cores.add(socket + "/" + value);
                default -> { }
            }
        }
        return new CpuInfo(Set.copyOf(flags), cores.size());
    }

    boolean has(String... wanted) {
        return flags.containsAll(Set.of(wanted));
    }
}
