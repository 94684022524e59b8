package alan.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The Java that Pax Exam starts the framework with. Pax Exam gives it no environment, whatever it is told, but takes it from JAVA_HOME, which the
 * build sets to
 * a folder of this test's own: there lies a script that sets what the script {@code alan} would have set. Without that, glibc's malloc keeps an
 * arena for each
 * thread, and freed memory stays: 137 MB in 60 turns.
 */
final class PaxJava {
    private PaxJava() {}

    /** Writes the script. */
    static void prepare() throws IOException {
        Path real = Path.of(System.getProperty("java.home"), "bin", "java");
        Path script = Path.of(System.getenv("JAVA_HOME"), "bin", "java");
        Files.createDirectories(script.getParent());
        Path aside = Files.createTempFile(script.getParent(), "java", null);
        Files.writeString(aside, """
                #!/bin/sh
                export MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=1048576 MALLOC_TRIM_THRESHOLD_=8388608 ORT_DISABLE_TELEMETRY=1 DJL_OFFLINE=true OPT_OUT_TRACKING=true
                exec '%s' "$@"
                """.formatted(real));
        Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(aside, script, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
